"""Reading a place back: is everything there, and are its bytes those the names promise? Needs no key.

*present* compares the listing with what should be there; sizes which contradict each other are settled by reading.
*read* reads every object from the medium. With a sample, everything but packs is read (it is small, and every file
hangs on it) and of the packs those read longest ago, until the percentage of bytes is reached: so each run reads
others, and 100/N runs read all.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import ObjectMissing, StorageError
from studio_backup.base.files import PAGE
from studio_backup.base.pages import new_pages
from studio_backup.base.room import Turns
from studio_backup.domain.objects import Kind, ObjectName, digest_of, parse_name
from studio_backup.domain.problem import Problem
from studio_backup.sync.fetching import Patience
from studio_backup.sync.ledger import Ledger
from studio_backup.sync.listing import Listing
from studio_backup.sync.place import Place
from studio_backup.sync.presence import Evidence, doubtful, missing, selected
from studio_backup.sync.workers import each

Level = Literal["present", "read"]
Inspect = Callable[[ObjectName, bytes], Problem | None]
"""Judges an object whose SHA-256 fits (packs excepted) or the marker: what only somebody with keys can say."""


class Vouching(Protocol):
    """Somebody with keys who follows the reading of a pack, and may know by its seals what it is."""

    def feed(self, data: memoryview) -> None:
        """Hear what has been read so far, from the first byte on."""
        ...

    def vouches(self, data: memoryview) -> bool:
        """Whether the whole is what its name promises: then its SHA-256 need not be taken. False is no judgement."""
        ...


VouchingFor = Callable[[ObjectName, int], Vouching | None]
"""Who vouches for a pack of that many bytes."""

BLOCK = 4 << 20
WHOLE = 32 << 20
"""The largest pack that is read in one piece, bytes: what packs usually are; a thread keeps a buffer of it."""
_THREADS_MOST = 8


@dataclass(frozen=True, slots=True)
class ScrubReport:
    """What came of it. `checked`: objects looked at; `read`: those of them which were read whole; `how`: from where.

    `leftovers`: temporary files of interrupted writes: neither damage nor warning.
    """

    checked: int
    read: int
    bytes_read: int
    how: str
    problems: tuple[Problem, ...]
    leftovers: int
    leftover_bytes: int


def scrub(
    place: Place,
    here: Listing,
    evidence: Evidence,
    *,
    level: Level = "read",
    collections: Collection[str] | None = None,
    sample: float = 100.0,
    inspect: Inspect | None = None,
    vouching: VouchingFor | None = None,
    ledger: Ledger,
    clock: Clock,
    progress: Progress,
    cancel: CancelToken,
    threads: int | None = None,
) -> ScrubReport:
    """Check a place against its frozen listing and the evidence. `sample`: percent of bytes, above 0 to 100.

    Raises StorageError if the place as a whole does not answer, and Cancelled.
    """
    names = [name for text in here.objects if (name := parse_name(text)) and selected(name, collections)]
    chosen = _chosen(names, here, ledger, sample) if level == "read" else []
    chosen += [name for text in doubtful(here, evidence) if (name := parse_name(text)) and name not in chosen]
    turns = Turns()
    reading = _Reading(place, here, inspect, vouching, ledger, clock, progress, cancel, turns)
    progress.stage("reading back", files=len(chosen), total_bytes=sum(here.objects[n.text].size for n in chosen))
    try:
        with contextlib.closing(turns):
            each(chosen, reading.read, threads=threads or min(_THREADS_MOST, 2 * (os.cpu_count() or 1)))
    finally:
        ledger.flush()
    absent = missing(here, evidence, collections)
    for one in absent:
        ledger.damaged(one.object, clock.now_ns())
    ledger.flush()
    return reading.report(len(names), absent, _leftovers(place))


def _chosen(names: list[ObjectName], here: Listing, ledger: Ledger, sample: float) -> list[ObjectName]:
    packs = [name for name in names if name.kind is Kind.PACK]
    wanted = sum(here.objects[name.text].size for name in packs) * sample / 100.0
    if sample < 100.0:
        packs = _oldest(packs, here, ledger, wanted)
    return packs + [name for name in names if name.kind is not Kind.PACK]


def _oldest(packs: list[ObjectName], here: Listing, ledger: Ledger, wanted: float) -> list[ObjectName]:
    def read_ns(name: ObjectName) -> int:
        record = ledger.record(name.text)
        return record.read_ns if record else 0

    taken: list[ObjectName] = []
    for name in sorted(packs, key=lambda name: (read_ns(name), name.sha256)):
        if wanted <= 0:
            break
        taken.append(name)
        wanted -= here.objects[name.text].size
    return taken


def _leftovers(place: Place) -> tuple[int, int]:
    sizes = [one.size for one in place.storage.leftovers()]
    return len(sizes), sum(sizes)


@dataclass(slots=True)
class _Found:
    problems: list[Problem] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)  # name -> digest its bytes really have
    read: int = 0
    bytes_read: int = 0


class _Buffers(threading.local):
    """Page-aligned memory a thread, grown as needed, used for one object after the other."""

    def __init__(self) -> None:
        self._buffer = memoryview(b"")

    def of(self, size: int) -> memoryview:
        """At least `size` bytes of it."""
        if len(self._buffer) < size:
            self._buffer = new_pages(size)
        return self._buffer

    def let_go(self) -> None:
        """Give the calling thread's memory back to the system."""
        self._buffer = memoryview(b"")


class _Reading:
    def __init__(
        self,
        place: Place,
        here: Listing,
        inspect: Inspect | None,
        vouching: VouchingFor | None,
        ledger: Ledger,
        clock: Clock,
        progress: Progress,
        cancel: CancelToken,
        turns: Turns,
    ) -> None:
        self._turns = turns
        self._place, self._here, self._inspect, self._vouching = place, here, inspect, vouching
        self._buffers = _Buffers()
        self._ledger, self._clock, self._progress, self._cancel = ledger, clock, progress, cancel
        self._patience = Patience(place.storage)
        self._lock = threading.Lock()
        self._found = _Found()

    def read(self, name: ObjectName) -> None:
        """Read one object and note what it is."""
        self._cancel.check()
        self._progress.item(name.text)
        try:
            problem = self._judged(name)
        except ObjectMissing:
            problem = None if name.kind is Kind.PENDING else Problem(name.text, "missing", "It vanished meanwhile.")
        except StorageError as error:
            self._patience.silent(error)
            problem = Problem(name.text, "unreadable", error.message)
        else:
            self._patience.answered()
        self._progress.advance(files=1)
        if problem:
            with self._lock:
                self._found.problems.append(problem)
            self._ledger.damaged(name.text, self._clock.now_ns())

    def _judged(self, name: ObjectName) -> Problem | None:
        kept = bytearray() if self._inspect and name.kind is not Kind.PACK else None
        digest, size = self._vouched(name) or self._hashed(name, kept)
        with self._lock:
            self._found.read += 1
            self._found.bytes_read += size
        return self._verdict(name, digest, size, kept)

    def _hashed(self, name: ObjectName, kept: bytearray | None) -> tuple[str, int]:
        """Digest and size of an object; `kept` takes its bytes."""
        digest = hashlib.sha256()
        size = 0
        for block in self._place.storage.read_medium(name.text, block=BLOCK):
            self._came(block)
            digest.update(block)
            if kept is not None:
                kept += block
            size += len(block)
        return digest.hexdigest(), size

    def _vouched(self, name: ObjectName) -> tuple[str, int] | None:
        """Digest and size of a pack that somebody vouches for while it is read; None: nobody does here."""
        listed = self._here.objects[name.text].size
        if self._vouching is None or name.kind is not Kind.PACK or listed > WHOLE:
            return None
        voucher = self._vouching(name, listed)
        if voucher is None:
            return None
        size = listed + 2 * PAGE  # larger than the pack: one that has grown shows
        with self._turns.turn(size):
            try:
                return self._read_whole(name, voucher, self._buffers.of(size))
            finally:
                if self._turns.bounded:
                    self._buffers.let_go()

    def _read_whole(self, name: ObjectName, voucher: Vouching, buffer: memoryview) -> tuple[str, int]:
        size = 0
        for block in self._place.storage.read_medium(name.text, block=BLOCK, into=buffer):
            self._came(block)
            end = size + len(block)
            if end > len(buffer):
                return "", end  # far more than was listed
            if block.obj is not buffer.obj:  # the place reads into memory of its own
                buffer[size:end] = block
            size = end
            voucher.feed(buffer[:size])
        if voucher.vouches(buffer[:size]):
            return digest_of(name.text), size
        return hashlib.sha256(buffer[:size]).hexdigest(), size

    def _came(self, block: memoryview) -> None:
        self._cancel.check()
        self._progress.advance(size=len(block))

    def _verdict(self, name: ObjectName, digest: str, size: int, kept: bytearray | None) -> Problem | None:
        if name.kind is not Kind.MARKER and digest != digest_of(name.text):
            with self._lock:
                self._found.wrong[name.text] = digest
            return Problem(name.text, "damaged", _told(size, self._here.objects[name.text].size))
        problem = self._inspect(name, bytes(kept)) if self._inspect and kept is not None else None
        if problem is None and name.kind is not Kind.PENDING:
            self._ledger.read(name.text, size, self._clock.now_ns(), self._place.storage.reads_medium)
        return problem

    def report(self, checked: int, absent: Iterable[Problem], leftovers: tuple[int, int]) -> ScrubReport:
        """All that was found."""
        found = self._found
        problems = {one.object: one for one in (*absent, *self._with_swaps())}
        how = self._place.storage.reads_medium
        ordered = tuple(problems[name] for name in sorted(problems))
        return ScrubReport(checked, found.read, found.bytes_read, how, ordered, *leftovers)

    def _with_swaps(self) -> list[Problem]:
        """Bytes that lie under a neighbour's name are named: it tells a mix-up from a failing disk."""
        wanted = set(self._found.wrong.values())
        owners = {digest: text for text in self._here.objects if (digest := digest_of(text)) in wanted}
        told = []
        for one in self._found.problems:
            owner = owners.get(self._found.wrong.get(one.object, ""))
            told.append(Problem(one.object, one.problem, f"It holds the bytes of {owner}.") if owner else one)
        return told


def _told(size: int, listed: int) -> str:
    if not size:
        return "It is empty."
    if size != listed:
        return f"{size} of {listed} bytes could be read, and they are not those its name promises."
    return "Its bytes are not those its name promises."
