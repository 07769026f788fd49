"""What a disk holds: folders, contents, targets of links, by number."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from power_loss.events import Add, Event, Remove, Rename, Truncate, Write

ROOT = 0


@dataclass
class Disk:
    """Folders (name -> number), files' contents, links' targets. A number without a name is lost."""

    folders: dict[int, dict[bytes, int]] = field(default_factory=dict)
    contents: dict[int, bytes] = field(default_factory=dict)
    targets: dict[int, bytes] = field(default_factory=dict)

    @staticmethod
    def after(initial: Disk, events: Iterable[Event]) -> Disk:
        """The disk when everything has reached it."""
        disk = Disk({n: dict(names) for n, names in initial.folders.items()}, dict(initial.contents), initial.targets)
        for number in {e.node for e in events if isinstance(e, Add)} - set(disk.contents) - set(disk.targets):
            disk.folders.setdefault(number, {})
        for event in events:
            disk.apply(event)
        return disk

    def apply(self, event: Event) -> None:
        """Let one event reach the disk."""
        if isinstance(event, Write | Truncate):
            self.contents[event.file] = changed(self.contents[event.file], event)
        elif isinstance(event, Add):
            self.folders[event.folder][event.name] = event.node
        elif isinstance(event, Remove):
            self.folders[event.folder].pop(event.name, None)
        elif isinstance(event, Rename):
            self.folders[event.folder].pop(event.name, None)
            self.folders[event.new_folder][event.new_name] = event.node

    def walk(self) -> Iterator[tuple[bytes, int]]:
        """(path, number) of all that has a name, parents first."""
        waiting = [(b"", ROOT)]
        while waiting:
            path, number = waiting.pop()
            if path:
                yield path, number
            for name, child in self.folders.get(number, {}).items():
                waiting.append((os.path.join(path, name), child))

    def differences(self, root: bytes) -> list[bytes]:
        """Paths at which a real folder holds something else."""
        ours = dict(self.walk())
        real = {
            os.path.relpath(os.path.join(folder, name), root)
            for folder, folders, names in os.walk(root)
            for name in folders + names
        }
        unequal = (path for path, number in ours.items() if path in real and not self._equal(root, path, number))
        return sorted(real ^ set(ours)) + sorted(unequal)

    def _equal(self, root: bytes, path: bytes, number: int) -> bool:
        full = os.path.join(root, path)
        if number in self.targets:
            return os.path.islink(full) and os.readlink(full) == self.targets[number]
        if number in self.folders:
            return os.path.isdir(full)
        with open(full, "rb") as file:
            return file.read() == self.contents[number]


def changed(content: bytes, event: Write | Truncate) -> bytes:
    """A file's contents after one event."""
    if isinstance(event, Truncate):
        return content[: event.size].ljust(event.size, b"\0")
    before = content[: event.offset].ljust(event.offset, b"\0")
    return before + event.data + content[event.offset + len(event.data) :]


def materialise(disk: Disk, root: str | os.PathLike[str]) -> None:
    """Write the disk into the new folder `root`."""
    base = os.fsencode(root)
    os.mkdir(base, 0o700)
    for path, number in disk.walk():
        full = os.path.join(base, path)
        if number in disk.targets:
            os.symlink(disk.targets[number], full)
        elif number in disk.contents:
            fd = os.open(full, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(fd, "wb") as file:
                file.write(disk.contents[number])
        else:
            os.mkdir(full, 0o700)
