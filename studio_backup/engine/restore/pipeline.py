"""Many threads at once: chunks into temporary files, names in batches, files read again while others are written."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import Cancelled, DamageError, NotFoundError
from studio_backup.base.names import display
from studio_backup.engine.restore.os_errors import stops_all
from studio_backup.engine.restore.outcome import Outcome
from studio_backup.engine.restore.plan import Item
from studio_backup.engine.restore.ports import PackSource, PointReader
from studio_backup.engine.restore.publisher import Publisher, cancelled, temporary_name
from studio_backup.engine.restore.route import Segment, cut, pack_order, route
from studio_backup.engine.restore.shelf import PackNeed, Shelf, Shelves, read_all
from studio_backup.engine.restore.verifier import Verifier
from studio_backup.engine.restore.writer import Writer, new_buffer, phase
from studio_backup.repository.pack import Location

BATCH_FILES = 96
BATCH_BYTES = 48 << 20
_IDLE = 0.05  # seconds without a finished file after which a smaller batch is published
_VERIFIERS = 4  # reading direct, a disk is faster with a few requests waiting
_ID = 32


@dataclass(frozen=True, slots=True)
class _Route:
    """What is to be fetched, in order."""

    segments: tuple[Segment, ...]
    needs: tuple[PackNeed, ...]
    empty: tuple[int, ...]  # items without any contents


class Pipeline:
    """Restores the contents of items. `run` may be called several times, one call after the other."""

    def __init__(
        self,
        items: Sequence[Item],
        *,
        shelves: Callable[[str], Shelves],
        packs: PackSource,
        writer: Writer,
        publisher: Publisher,
        verifier: Verifier,
        outcome: Outcome,
        streams: int,
        progress: Progress,
        cancel: CancelToken,
    ) -> None:
        self._items, self._shelves, self._packs, self._writer = items, shelves, packs, writer
        self._publisher, self._verifier, self._outcome = publisher, verifier, outcome
        self._streams, self._progress, self._cancel = streams, progress, cancel
        self._stop = threading.Event()
        self._errors: list[BaseException] = []
        self.packs_read = 0

    def run(self, numbers: Sequence[int]) -> None:
        """Bring back these files, with names and verified. Raises what ends the whole restore."""
        plan = self._routed(numbers)
        finished: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        published: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        left = _Countdown(plan.segments)
        for number in plan.empty:
            finished.put(number)
        with Shelf(self._packs, plan.needs, self._streams) as shelf:
            feed = _Feed(plan.segments)
            workers = self._start(self._workers(), lambda: self._write_all(feed, shelf, left, finished), "write")
            publishing = self._start(1, lambda: self._publish_all(finished, published), "publish")
            verifying = self._start(_VERIFIERS, lambda: self._verify_all(published), "verify")
            self._join(workers)
            finished.put(None)
            self._join(publishing)
            for _ in verifying:
                published.put(None)
            self._join(verifying)
            self.packs_read += shelf.packs_read
        self._raise()

    def verify_again(self, numbers: Sequence[int]) -> None:
        """Read files again that an earlier run of this restore made."""
        published: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        for number in (*numbers, *[None] * _VERIFIERS):
            published.put(number)
        self._join(self._start(_VERIFIERS, lambda: self._verify_all(published), "verify"))
        self._raise()

    def _workers(self) -> int:
        return max(1, min(self._streams, (os.cpu_count() or 2), 4))

    def _start(self, count: int, work: Callable[[], None], name: str) -> list[threading.Thread]:
        threads = [threading.Thread(target=self._guarded, args=(work,), name=f"{name}-{n}") for n in range(count)]
        for thread in threads:
            thread.start()
        return threads

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:
            self._errors.append(error)
            self._stop.set()

    @staticmethod
    def _join(threads: Sequence[threading.Thread]) -> None:
        for thread in threads:
            thread.join()

    def _raise(self) -> None:
        if self._errors:
            raise self._errors[0]
        if self._cancel.cancelled:
            raise cancelled()

    def _stopped(self) -> bool:
        return self._stop.is_set() or self._cancel.cancelled

    def _let_others_go_first(self) -> None:
        """Wait here while more urgent work runs; that it is to stop is seen by `_stopped`."""
        with contextlib.suppress(Cancelled):
            self._cancel.check()

    def _routed(self, numbers: Sequence[int]) -> _Route:
        packs: dict[str, int] = {}
        tally: dict[int, PackNeed] = {}
        segments: list[Segment] = []
        for number in numbers:
            segments += self._segments(number, packs, tally)
        ordered = route(segments)
        needs = tuple(tally[pack] for pack in pack_order(ordered))
        return _Route(tuple(ordered), needs, tuple(n for n in numbers if not self._items[n].chunks))

    def _segments(self, number: int, packs: dict[str, int], tally: dict[int, PackNeed]) -> list[Segment]:
        item = self._items[number]
        reader = self._shelves(item.collection).reader
        lengths: list[int] = []
        held: list[int] = []
        for _, place in _located(reader, item, 0, len(item.chunks) // _ID):
            pack = packs.setdefault(place.pack, len(packs))
            known = tally.get(pack)
            uses, stored = (known.uses, known.stored) if known else (0, 0)
            tally[pack] = PackNeed(place.pack, reader, uses + 1, stored + place.stored)
            lengths.append(place.plain)
            held.append(pack)
        return cut(number, lengths, held)

    def _write_all(self, feed: _Feed, shelf: Shelf, left: _Countdown, finished: queue.SimpleQueue[int | None]) -> None:
        buffer = new_buffer()
        while not self._stopped() and (segment := feed.next()) is not None:
            self._let_others_go_first()
            if not self._outcome.has_failed(segment.item):
                self._write(segment, shelf, buffer)
            if left.down(segment.item):
                finished.put(segment.item)

    def _write(self, segment: Segment, shelf: Shelf, buffer: memoryview) -> None:
        item = self._items[segment.item]
        if not segment.offset:
            self._progress.item(display(item.path))
        start = phase(item.entry, segment.offset)
        of = self._shelves(item.collection)
        try:
            chunks = _located(of.reader, item, segment.first, segment.count)
            length = read_all(shelf, of, chunks, buffer[start : start + segment.length])
            self._writer.write(temporary_name(segment.item), item.entry, segment.offset, buffer, length)
            self._progress.advance(size=length)
        except (DamageError, NotFoundError) as error:
            self._outcome.fail(segment.item, error.message)
        except OSError as error:
            final = stops_all(error, self._publisher.base)
            if final:
                raise final from error
            self._outcome.fail(segment.item, f"It could not be written: {error.strerror}.")

    def _publish_all(self, finished: queue.SimpleQueue[int | None], published: queue.SimpleQueue[int | None]) -> None:
        for batch in _batches(finished, lambda number: self._items[number].entry.size):
            if self._stopped():
                return
            whole = [number for number in batch if not self._outcome.has_failed(number)]
            for number in batch:
                if self._outcome.has_failed(number):
                    self._writer.discard(temporary_name(number))
            for number in self._publisher.publish(whole):
                published.put(number)

    def _verify_all(self, published: queue.SimpleQueue[int | None]) -> None:
        while (number := published.get()) is not None:
            if self._stopped():
                return
            self._verifier.verify(number)
            self._progress.advance(files=1)


class _Feed:
    """Hands out segments to many threads."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = iter(segments)
        self._lock = threading.Lock()

    def next(self) -> Segment | None:
        """The next one, None at the end."""
        with self._lock:
            return next(self._segments, None)


class _Countdown:
    """How many segments of each file are still to be written."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._left: dict[int, int] = {}
        for segment in segments:
            self._left[segment.item] = self._left.get(segment.item, 0) + 1
        self._lock = threading.Lock()

    def down(self, item: int) -> bool:
        """One less; whether that was the last."""
        with self._lock:
            self._left[item] -= 1
            return not self._left[item]


def _located(reader: PointReader, item: Item, first: int, count: int) -> Iterator[tuple[str, Location]]:
    for number in range(first, first + count):
        chunk = item.chunks[number * _ID : (number + 1) * _ID].hex()
        place = reader.locate(chunk)
        if place is None:
            raise DamageError("A part of it is in no pack of this tier.", hint="Run verify with --heal.")
        yield chunk, place


def _batches(finished: queue.SimpleQueue[int | None], size_of: Callable[[int], int]) -> Iterator[list[int]]:
    """Finished files in batches: large enough to share their fsyncs, and never long waited for."""
    batch: list[int] = []
    size = 0
    while True:
        try:
            number = finished.get(timeout=_IDLE if batch else None)
        except queue.Empty:
            number = -1
        if number is not None and number >= 0:
            batch.append(number)
            size += size_of(number)
            if len(batch) < BATCH_FILES and size < BATCH_BYTES:
                continue
        if batch:
            yield batch
            batch, size = [], 0
        if number is None:
            return
