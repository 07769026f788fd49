"""A real OS keyring for the benchmark: gnome-keyring on a private bus, with a home of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

INSIDE = "STUDIO_BACKUP_BENCH_KEYRING"
NEEDED = ("dbus-run-session", "gnome-keyring-daemon")


def possible() -> bool:
    """Whether this machine has what it takes."""
    return all(shutil.which(name) for name in NEEDED)


def inside() -> bool:
    """Whether this process runs in the session already."""
    return INSIDE in os.environ


def enter(home: Path) -> int:
    """Run this same command again inside the session; returns its exit code."""
    home.mkdir(parents=True)
    environment = {**os.environ, INSIDE: "1", "HOME": str(home), "XDG_DATA_HOME": str(home / "data")}
    environment |= {"XDG_RUNTIME_DIR": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    environment.pop("PYTHON_KEYRING_BACKEND", None)
    home.chmod(0o700)
    return subprocess.run(
        ["dbus-run-session", "--", sys.executable, *sys.argv], env=environment, check=False
    ).returncode


def unlock() -> subprocess.Popen[bytes]:
    """Start and unlock the keyring of this session; the caller ends it."""
    command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    daemon = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert daemon.stdin and daemon.stdout
    daemon.stdin.write(b"bench\n")
    daemon.stdin.close()
    daemon.stdout.readline()  # it says where its socket is once it is up
    return daemon
