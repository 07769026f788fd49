"""What a failing disk does to a copy, and what a curious stranger would look for in it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence

_SAMPLE = 48  # bytes of a file that are looked for in the copies
_SAMPLED = ("0.jpg", "0.CR3", ".mp4", ".txt")  # each name and sample costs a pass over every copy


def flip_bytes(place: str, packs: int = 2) -> list[str]:
    """Flip one byte in the middle of the largest packs below a folder. Returns the objects' names."""
    found = sorted(_packs(place), key=os.path.getsize, reverse=True)[:packs]
    for path in found:
        _flip(path, os.path.getsize(path) // 2)
    return [os.path.relpath(path, place).replace(os.sep, "/") for path in found]


def _packs(place: str) -> Iterator[str]:
    for parent, _folders, names in os.walk(place):
        if os.path.basename(os.path.dirname(parent)) == "packs":
            yield from (os.path.join(parent, name) for name in names)


def _flip(path: str, offset: int) -> None:
    os.chmod(path, stat.S_IRUSR | stat.S_IWUSR)
    with open(path, "r+b") as file:
        file.seek(offset)
        (byte,) = file.read(1)
        file.seek(offset)
        file.write(bytes([byte ^ 0x40]))


def plain_traces(places: Sequence[str], source: str) -> list[str]:
    """Names of source files, and samples of their contents, which can be found in the copies: there must be none."""
    needles = dict(_needles(source))
    return sorted({what for place in places for path in _files(place) for what in _found(path, needles)})


def _needles(source: str) -> Iterator[tuple[bytes, str]]:
    for path in _files(source):
        name = os.path.basename(path)
        with open(path, "rb") as file:
            data = file.read()
        if name.endswith(_SAMPLED):
            yield name.encode(), f"the name {name}"
            yield data[len(data) // 2 :][:_SAMPLE], f"contents of {name}"


def _files(folder: str) -> Iterator[str]:
    """All regular files: a server has sockets among its own."""
    for parent, _folders, names in os.walk(folder):
        paths = (os.path.join(parent, name) for name in names)
        yield from (path for path in paths if stat.S_ISREG(os.lstat(path).st_mode))


def _found(path: str, needles: dict[bytes, str]) -> Iterator[str]:
    with open(path, "rb") as file:
        data = file.read()
    yield from (what for needle, what in needles.items() if needle in data)
