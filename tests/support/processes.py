"""Processes of this machine, as far as a test has to do with them."""

from __future__ import annotations

import os
from pathlib import Path


def alive(path: Path) -> list[list[str]]:
    """The command lines of processes that have to do with a folder."""
    found = (_words(pid) for pid in filter(str.isdigit, os.listdir("/proc")))
    return [words for words in found if any(str(path) in word for word in words)]


def _words(pid: str) -> list[str]:
    try:
        return Path("/proc", pid, "cmdline").read_text(errors="replace").split("\0")
    except OSError:
        return []
