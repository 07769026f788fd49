"""In which order parts of files are written, so that each pack is needed during one short while.

A segment is a run of a file's chunks, at most as long as one buffer. Packs are filled several at a time, so neighbours
in a file lie in few packs: from one pack the route goes on to that which most of its segments also need.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

SEGMENT_BYTES = (16 << 20) + (64 << 10)  # the longest chunk there can be


@dataclass(frozen=True, slots=True)
class Segment:
    """Chunks `first` to `first + count` of an item; they begin at `offset` of its contents and are `length` long.

    `packs`: numbers of the packs which hold them, in the order they are needed.
    """

    item: int
    offset: int
    length: int
    first: int
    count: int
    packs: tuple[int, ...]


def cut(item: int, lengths: Sequence[int], packs: Sequence[int], limit: int = SEGMENT_BYTES) -> list[Segment]:
    """The segments of a file whose chunks have these lengths and lie in these packs."""
    found: list[Segment] = []
    first = offset = length = 0
    for number, size in enumerate(lengths):
        if number > first and length + size > limit:
            found.append(_segment(item, offset, length, first, number, packs))
            first, offset, length = number, offset + length, 0
        length += size
    if len(lengths) > first:
        found.append(_segment(item, offset, length, first, len(lengths), packs))
    return found


def _segment(item: int, offset: int, length: int, first: int, end: int, packs: Sequence[int]) -> Segment:
    return Segment(item, offset, length, first, end - first, tuple(dict.fromkeys(packs[first:end])))


def route(segments: Sequence[Segment]) -> list[Segment]:
    """The segments in the order in which they are written."""
    of_pack: defaultdict[int, list[int]] = defaultdict(list)
    for number, segment in enumerate(segments):
        for pack in segment.packs:
            of_pack[pack].append(number)
    done = [False] * len(segments)
    seen: set[int] = set()
    ordered: list[Segment] = []
    for start in of_pack:
        _follow(start, segments, of_pack, seen, done, ordered)
    ordered += [segment for number, segment in enumerate(segments) if not done[number]]
    return ordered


def _follow(
    start: int,
    segments: Sequence[Segment],
    of_pack: dict[int, list[int]],
    seen: set[int],
    done: list[bool],
    ordered: list[Segment],
) -> None:
    """All that hangs together with one pack."""
    waiting: defaultdict[int, int] = defaultdict(int)
    pack: int | None = None if start in seen else start
    while pack is not None:
        seen.add(pack)
        waiting.pop(pack, None)
        for number in of_pack[pack]:
            if done[number]:
                continue
            done[number] = True
            ordered.append(segments[number])
            for other in segments[number].packs:
                if other not in seen:
                    waiting[other] += 1
        pack = max(waiting, key=waiting.__getitem__) if waiting else None


def pack_order(segments: Sequence[Segment]) -> list[int]:
    """Packs in the order in which they are first needed."""
    return list(dict.fromkeys(pack for segment in segments for pack in segment.packs))
