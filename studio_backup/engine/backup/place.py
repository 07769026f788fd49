"""Folders of a source as the walk knows them: reached one component at a time, whatever the length of the path."""

from __future__ import annotations

import os

from studio_backup.base.names import display


class Place:
    """A folder below a source root. `name`: as os gives it (undecodable bytes as surrogates); the root's is "".

    `device` and `inode` are those seen first; 0 where the platform tells none.
    """

    __slots__ = ("depth", "device", "inode", "name", "parent")

    def __init__(self, parent: Place | None, name: str, device: int = 0, inode: int = 0) -> None:
        self.parent = parent
        self.name = name
        self.device = device
        self.inode = inode
        self.depth: int = parent.depth + 1 if parent is not None else 0

    def parts(self) -> list[str]:
        """Names from below the root down to this folder."""
        names: list[str] = []
        here = self
        while here.parent is not None:
            names.append(here.name)
            here = here.parent
        names.reverse()
        return names

    def path(self, name: str = "") -> str:
        """Path relative to the root, "/"-joined, of this folder or of `name` in it; "" for the root."""
        parts = self.parts()
        if name:
            parts.append(name)
        return "/".join(parts)

    def raw_path(self, name: str = "") -> bytes:
        """The same as raw bytes."""
        return os.fsencode(self.path(name))

    def shown(self, name: str = "") -> str:
        """The same, safe to print."""
        return display(self.raw_path(name))
