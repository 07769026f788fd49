"""Databases and their side files: a restored database never stands beside a side file of another moment."""

from __future__ import annotations

MAGIC = b"SQLite format 3\0"
SUFFIXES = (b"-wal", b"-shm", b"-journal")


def main_file(name: bytes) -> bytes:
    """The database a side file's name belongs to, b"" if the name is none of a side file."""
    for suffix in SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)]
    return b""


def side_files(name: bytes) -> tuple[bytes, ...]:
    """The names that side files of this file would have."""
    return tuple(name + suffix for suffix in SUFFIXES)
