"""Legal states of a disk after the power was cut at some event.

What a sync confirmed is there. Of all else, in any combination: names appear or do not (those of one name in order, a
rename as a whole), 4 KiB blocks of a write arrive or do not, and a file may have its size without its bytes, then
zeros or garbage. This allows more than ext4, XFS, btrfs, APFS or NTFS do, and all that each of them does.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from power_loss.disk import Disk, changed
from power_loss.events import Add, Event, Mark, Remove, Rename, Sync, Truncate, Write
from power_loss.record import Recording

BLOCK = 4096
CHANCES = (0.0, 0.1, 0.5, 0.9, 1.0)
DATA = ("blocks", "blocks", "none", "all", "zeros", "garbage", "prefix")


@dataclass(frozen=True)
class State:
    """One state. `cut`: number of events which had happened. `promises`: the marks given before the cut."""

    cut: int
    seed: int
    names: float
    data: str
    promises: tuple[object, ...]
    disk: Disk

    def __str__(self) -> str:
        return f"cut {self.cut}, seed {self.seed}, names {self.names}, data {self.data}"


def legal_states(record: Recording, count: int, seed: int) -> Iterator[State]:
    """`count` states, the same for equal recordings and seeds."""
    for number in range(count):
        own = seed * 1_000_003 + number
        chance = random.Random(own)
        yield _state(record, _cut(record.events, chance), own, chance)


def _cut(events: Sequence[Event], chance: random.Random) -> int:
    """Anywhere; more often where it matters: right after a promise, or after a name appeared or vanished."""
    kind = chance.choice(("any", "any", "promise", "name"))
    wanted = {"any": Event, "promise": Mark, "name": Add | Remove | Rename}[kind]
    places = [i + 1 for i, event in enumerate(events) if isinstance(event, wanted)]
    return chance.choice(places or [len(events)])


def _state(record: Recording, cut: int, seed: int, chance: random.Random) -> State:
    names, data = chance.choice(CHANCES), chance.choice(DATA)
    happened = record.events[:cut]
    disk = Disk(
        {n: dict(entries) for n, entries in record.initial.folders.items()},
        dict(record.initial.contents),
        record.initial.targets,
    )
    _names_after(disk, happened, names, chance)
    _contents_after(disk, happened, data, chance)
    return State(cut, seed, names, data, tuple(e.what for e in happened if isinstance(e, Mark)), disk)


def _last_syncs(events: Sequence[Event]) -> dict[int, int]:
    return {event.node: place for place, event in enumerate(events) if isinstance(event, Sync)}


def _names_after(disk: Disk, events: Sequence[Event], probability: float, chance: random.Random) -> None:
    """Apply the events of names: all that a sync confirmed, and a random part of the others."""
    synced = _last_syncs(events)
    lost: set[tuple[int, bytes]] = set()  # names of which an event was lost: later ones of that name are lost too
    for place, event in enumerate(events):
        if isinstance(event, Add | Remove):
            folder, touched = event.folder, {(event.folder, event.name)}
        elif isinstance(event, Rename):
            folder, touched = event.new_folder, {(event.folder, event.name), (event.new_folder, event.new_name)}
        else:
            continue
        confirmed = synced.get(folder, -1) > place
        if confirmed or (not touched & lost and chance.random() < probability):
            _apply_names(disk, event, lost, whole=synced.get(event.folder, -1) > place or chance.random() < 0.5)
        else:
            lost |= touched


def _apply_names(disk: Disk, event: Add | Remove | Rename, lost: set[tuple[int, bytes]], *, whole: bool) -> None:
    """A rename between two folders may leave the old name behind, until that folder is synced too."""
    if isinstance(event, Rename) and event.folder != event.new_folder and not whole:
        lost.add((event.folder, event.name))
        disk.apply(Add(event.new_folder, event.new_name, event.node))
    else:
        disk.apply(event)


def _contents_after(disk: Disk, events: Sequence[Event], policy: str, chance: random.Random) -> None:
    synced = _last_syncs(events)
    named = {number for _, number in disk.walk()}
    for place, event in enumerate(events):
        if not isinstance(event, Write | Truncate) or event.file not in named:
            continue
        content = disk.contents[event.file]
        if synced.get(event.file, -1) > place:
            disk.contents[event.file] = changed(content, event)
        else:
            disk.contents[event.file] = _torn(content, event, policy, chance)


def _torn(content: bytes, event: Write | Truncate, policy: str, chance: random.Random) -> bytes:
    if policy == "none" or (isinstance(event, Truncate) and chance.random() < 0.5):
        return content
    if policy == "all" or isinstance(event, Truncate):
        return changed(content, event)
    return changed(content, _arrived(content, event, policy, chance))


def _arrived(content: bytes, event: Write, policy: str, chance: random.Random) -> Write:
    """What of a write reached the medium; where a block did not, what was there before, or nothing."""
    if policy == "zeros":
        return Write(event.file, event.offset, bytes(len(event.data)))
    if policy == "garbage":
        return Write(event.file, event.offset, chance.randbytes(len(event.data)))
    if policy == "prefix":
        length = chance.randrange(len(event.data) + 1) // BLOCK * BLOCK
        return Write(event.file, event.offset, event.data[:length])
    data = bytearray(event.data)
    for start in range(-(event.offset % BLOCK), len(data), BLOCK):
        if chance.random() < 0.5:
            first, last = max(start, 0), min(start + BLOCK, len(data))
            old = content[event.offset + first : event.offset + last]
            data[first:last] = old.ljust(last - first, b"\0")
    return Write(event.file, event.offset, bytes(data))
