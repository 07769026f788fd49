"""What this home remembers of one place: what it stored there, what it read back and when. It can be lost.

A file of JSON lines per place, appended to, one line an event or a batch of events of one kind. A torn last line is
ignored. When most lines are superseded by later ones the file is rewritten whole.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import sys
import threading
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from studio_backup.base.files import Writer, durable_create

State = Literal["good", "damaged", "removed"]
Event = Literal["stored", "read", "damaged", "healed", "removed"]

_BATCH = 256
_COMPACT_FROM = 2000
_MODE = 0o600


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one object at the place. Times in ns UTC, 0 for never.

    `how`: how it was read last ("direct", "dropped", "remote", "cache"), "" if never.
    """

    size: int
    stored_ns: int = 0
    read_ns: int = 0
    how: str = ""
    state: State = "good"


class _Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """`e` event, `t` time ns, `h` how, `o` names, `s` sizes."""

    e: Event
    t: int
    o: tuple[str, ...]
    s: tuple[int, ...]
    h: str = ""


_DECODER = msgspec.json.Decoder(_Line)
_ENCODER = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class ReadCoverage:
    """How much of a place was read back. `oldest_ns`: the oldest last reading, 0 if something was never read."""

    total_bytes: int
    read_bytes: int
    never_read: int
    oldest_ns: int
    newest_ns: int

    @property
    def percent(self) -> float:
        """Of bytes, 0..100."""
        return 100.0 * self.read_bytes / self.total_bytes if self.total_bytes else 0.0


class Ledger:
    """One place's ledger. Thread-safe. `path`: its file, made when first written; `writer`: for the rewriting."""

    def __init__(self, path: str, *, writer: Writer) -> None:
        self._path, self._writer = path, writer
        self._lock = threading.Lock()
        self._records: dict[str, Record] = {}
        self._pending: list[tuple[Event, str, int, str, int]] = []  # event, how, time, name, size
        self._lines = 0
        self._load()

    def stored(self, name: str, size: int, at_ns: int) -> None:
        """It was written there, durably."""
        self._add("stored", name, size, at_ns)

    def read(self, name: str, size: int, at_ns: int, how: str) -> None:
        """All its bytes were read back and fit its name."""
        self._add("read", name, size, at_ns, how)

    def damaged(self, name: str, at_ns: int) -> None:
        """It was found damaged or missing."""
        self._add("damaged", name, self.size(name) or 0, at_ns)

    def healed(self, name: str, size: int, at_ns: int, how: str) -> None:
        """It was written anew and read back."""
        self._add("healed", name, size, at_ns, how)

    def removed(self, name: str, at_ns: int) -> None:
        """It was deleted on purpose."""
        self._add("removed", name, 0, at_ns)

    def record(self, name: str) -> Record | None:
        """What is known of an object, None if nothing."""
        return self._records.get(name)

    def size(self, name: str) -> int | None:
        """The size it had when last seen good."""
        found = self._records.get(name)
        return found.size if found else None

    def known(self) -> Mapping[str, Record]:
        """Everything that should be there: all but what was removed on purpose."""
        with self._lock:
            return {name: one for name, one in self._records.items() if one.state != "removed"}

    def coverage(self, sizes: Mapping[str, int]) -> ReadCoverage:
        """How much of these objects (name to size) was ever read back, and when."""
        times = [(size, self._read_ns(name)) for name, size in sizes.items()]
        read = [when for _, when in times if when]
        never = len(times) - len(read)
        return ReadCoverage(
            total_bytes=sum(size for size, _ in times),
            read_bytes=sum(size for size, when in times if when),
            never_read=never,
            oldest_ns=min(read, default=0) if not never else 0,
            newest_ns=max(read, default=0),
        )

    def _read_ns(self, name: str) -> int:
        found = self._records.get(name)
        return found.read_ns if found and found.state == "good" else 0

    def flush(self) -> None:
        """Write out what is still in memory; rewrite the file when most of it is superseded."""
        with self._lock:
            self._write_out()
            if self._lines > _COMPACT_FROM and self._lines > 2 * len(self._records):
                with contextlib.suppress(OSError):
                    self._compact()

    def _add(self, event: Event, name: str, size: int, at_ns: int, how: str = "") -> None:
        with self._lock:
            self._apply(event, sys.intern(name), size, at_ns, how)
            self._pending.append((event, how, at_ns, name, size))
            if len(self._pending) >= _BATCH:
                self._write_out()

    def _apply(self, event: Event, name: str, size: int, at_ns: int, how: str) -> None:
        old = self._records.get(name, Record(size))
        if event == "stored":
            new = Record(size, at_ns)  # new bytes were not read yet
        elif event == "read":
            new = Record(size, old.stored_ns, at_ns, how)
        elif event == "healed":
            new = Record(size, old.stored_ns or at_ns, at_ns, how)  # it lay there before: what needed it needs it still
        else:
            state: State = "damaged" if event == "damaged" else "removed"
            new = Record(old.size, old.stored_ns, old.read_ns, old.how, state)
        self._records[name] = new

    def _write_out(self) -> None:
        if not self._pending:
            return
        lines = list(self._batched())
        self._lines += len(self._pending)
        self._pending.clear()
        with contextlib.suppress(OSError):  # a full disk under the home costs memories, never the copy itself
            self._append(b"".join(lines))

    def _append(self, data: bytes) -> None:
        fd = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0), _MODE)
        try:
            # One write: another process of this home may be appending too.
            os.write(fd, (b"\n" if _torn(fd) else b"") + data)
        finally:
            os.close(fd)

    def _batched(self) -> Iterator[bytes]:
        """A line for each run of equal events; its time is the earliest of them, so that no reading looks younger."""
        for (event, how), run in itertools.groupby(self._pending, key=lambda one: one[:2]):
            batch = list(run)
            at_ns = min(one[2] for one in batch)
            yield _line(event, at_ns, how, [(name, size) for *_, name, size in batch])

    def _load(self) -> None:
        with contextlib.suppress(FileNotFoundError), open(self._path, "rb") as file:
            for text in file:
                with contextlib.suppress(msgspec.DecodeError, ValueError):
                    self._replay(_DECODER.decode(text))

    def _replay(self, line: _Line) -> None:
        for name, size in zip(line.o, line.s, strict=True):
            self._apply(line.e, sys.intern(name), size, line.t, line.h)
        self._lines += len(line.o)

    def _compact(self) -> None:
        """Rewrite as few lines as tell the same, with what others appended since it was read here.

        While one reads a place back, another copies there, each with a ledger of its own on the same file.
        """
        size = os.stat(self._path).st_size
        now = Ledger(self._path, writer=self._writer)
        groups: dict[tuple[Event, int, str], list[tuple[str, int]]] = {}
        for name, one in now._records.items():
            for event, when, how in _events(one):
                groups.setdefault((event, when, how), []).append((name, one.size))
        order: tuple[Event, ...] = ("stored", "read", "damaged", "removed")
        ordered = sorted(groups.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))
        data = b"".join(_line(event, when, how, batch) for (event, when, how), batch in ordered)
        folder, name = os.path.split(self._path)
        if os.stat(self._path).st_size != size:
            return  # somebody appends at this moment: another time
        durable_create(folder, name, [data], writer=self._writer, replace=True)
        self._lines = sum(len(batch) for batch in groups.values())


def _events(record: Record) -> Iterator[tuple[Event, int, str]]:
    yield "stored", record.stored_ns, ""
    if record.read_ns:
        yield "read", record.read_ns, record.how
    if record.state == "damaged":
        yield "damaged", 0, ""
    elif record.state == "removed":
        yield "removed", 0, ""


def _line(event: Event, when: int, how: str, batch: Collection[tuple[str, int]]) -> bytes:
    line = _Line(event, when, tuple(name for name, _ in batch), tuple(size for _, size in batch), how)
    return _ENCODER.encode(line) + b"\n"


def _torn(fd: int) -> bool:
    end = os.fstat(fd).st_size
    if not end:
        return False
    os.lseek(fd, end - 1, os.SEEK_SET)
    return os.read(fd, 1) != b"\n"
