"""Which machine this is: the operating system's own id, and a name a person knows it by."""

from __future__ import annotations

import hashlib
import platform
import re
import subprocess
import sys

_LINUX_IDS = ("/etc/machine-id", "/var/lib/dbus/machine-id")


def machine_id() -> str:
    """A stable id of this machine, 16 hex digits, or "" where it has none. A hash: the id itself is private."""
    found = _system_id().strip().lower()
    return hashlib.sha256(b"studio-backup machine " + found.encode()).hexdigest()[:16] if found else ""


def device_name() -> str:
    """What a person calls this laptop: its host name without the domain."""
    return (platform.node() or "laptop").split(".")[0]


def _system_id() -> str:
    if sys.platform == "win32":
        return _windows_id()
    if sys.platform == "darwin":
        return _mac_id()
    for path in _LINUX_IDS:
        try:
            with open(path, encoding="ascii", errors="replace") as file:
                return file.read()
        except OSError:
            continue
    return ""


def _mac_id() -> str:
    try:
        words = ["/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice"]
        told = subprocess.run(words, capture_output=True, text=True, timeout=10, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    found = re.search(r'"IOPlatformUUID" = "([^"]+)"', told)
    return found[1] if found else ""


def _windows_id() -> str:
    if sys.platform != "win32":
        return ""
    import winreg  # noqa: PLC0415  (exists on Windows only)

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    except OSError:
        return ""
