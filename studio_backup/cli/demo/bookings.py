"""The weddings of the demo's studio: names as they come, dates around today, photos drawn or a person's own samples."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta

from studio_backup.cli.demo.pictures import photo
from studio_backup.cli.demo.wedding import raw, sidecar

MOST_SAMPLES = 96 << 20
"""Bytes of a person's own sample photos which are taken: the demo is to be quick."""
_SATURDAY = 5
_RAWS = 4
_WORDS = (".md", ".txt")  # what a folder of samples says of itself
_PAPERS = (
    ("Timeline.txt", "14:00 Vows\n17:30 Dinner\n21:00 First dance\n"),
    ("Guest list.csv", "name,table\n" + "".join(f"Guest {number},{number // 8 + 1}\n" for number in range(1, 97))),
    ("Contract.txt", "The photographer delivers 400 pictures within six weeks.\n" * 40),
)


@dataclass(frozen=True)
class Booking:
    """One wedding. `day`: its date; `photos`: how many are drawn, none where it is still to come."""

    label: str
    day: date
    photos: int

    @property
    def folder(self) -> str:
        """Its folder, below the demo's."""
        return os.path.join("weddings", f"{self.day.isoformat()} {self.label}")

    @property
    def options(self) -> tuple[str, str, str, str]:
        """As verbs want to be told."""
        return ("--wedding", self.label, "--date", self.day.isoformat())


def bookings(today: date) -> tuple[Booking, ...]:
    """The studio's weddings, the one which is being edited first: the Saturdays before and after today."""
    saturday = today - timedelta(days=(today.weekday() - _SATURDAY) % 7 or 7)
    wanted = (
        ("Anna & Ben", 0, 16),
        ("Zoë & François Lefèvre-Müller", -7, 5),
        ("Alexandra Featherstonehaugh-Cholmondeley & Maximilian von Hohenberg-Wittgenstein", -14, 4),
        ("Priya & Tom", -35, 4),
        ("Søren & Łucja", -63, 4),
        ("Maya & Daniel", 14, 0),
        ("Clara & Jonas", 35, 0),
    )
    return tuple(Booking(label, saturday + timedelta(days=days), photos) for label, days, photos in wanted)


@contextlib.contextmanager
def shooting(base: str, studio: tuple[Booking, ...], samples: str) -> Iterator[Callable[[], None]]:
    """While this lasts every wedding is drawn below `base`, beside other work; the callable waits until all is there.

    `samples`: a folder with photos of one's own, taken into the first wedding too, or "".
    """
    pool = ThreadPoolExecutor(2, thread_name_prefix="draw")
    try:
        written = [
            pool.submit(write_booking, os.path.join(base, booking.folder), booking, number)
            for number, booking in enumerate(studio)
        ]
        if samples:
            written.append(pool.submit(_take_samples, samples, os.path.join(base, studio[0].folder, "Second shooter")))
        yield lambda: _all(written)
    finally:
        pool.shutdown(cancel_futures=True)


def _all(written: list[Future[None]]) -> None:
    for one in written:
        one.result()


def write_booking(folder: str, booking: Booking, number: int) -> None:
    """All files of a wedding. `number`: which pictures are drawn."""
    for name, text in _PAPERS:
        _keep(os.path.join(folder, "Papers"), name, text.encode())
    for photo_number in range(booking.photos):
        name = f"DSC_{4100 + photo_number}.jpg"
        _keep(os.path.join(folder, "Photos"), name, photo(100 * number + photo_number))
    for photo_number in range(_RAWS if booking.photos else 0):
        name = f"DSC_{4100 + photo_number}"
        _keep(os.path.join(folder, "RAW"), f"{name}.CR3", raw(100 * number + photo_number, 1 << 20))
        _keep(os.path.join(folder, "RAW"), f"{name}.xmp", sidecar(photo_number % 6))


def develop_again(base: str, booking: Booking) -> None:
    """What a photographer does on Tuesday: three photos developed again, one rated."""
    for number in (1, 3, 7):
        _keep(
            os.path.join(base, booking.folder, "Photos"), f"DSC_{4100 + number}.jpg", photo(5000 + number, quality=93)
        )
    _keep(os.path.join(base, booking.folder, "RAW"), "DSC_4103.xmp", sidecar(5, "Album"))


def shoot_more(base: str, booking: Booking, numbers: range) -> None:
    """What the next card brings."""
    for number in numbers:
        _keep(os.path.join(base, booking.folder, "Photos"), f"DSC_{4200 + number}.jpg", photo(6000 + number))


def _keep(folder: str, name: str, data: bytes) -> None:
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)


def _take_samples(samples: str, folder: str) -> None:
    """As many as fit, each under its own name; a name that comes twice is taken once."""
    os.makedirs(folder, exist_ok=True)
    left = MOST_SAMPLES
    for path in _files(samples):
        left -= os.path.getsize(path)
        if left < 0:
            return
        shutil.copyfile(path, os.path.join(folder, os.path.basename(path)))


def _files(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (os.path.join(parent, name) for name in sorted(names) if not name.endswith(_WORDS))
