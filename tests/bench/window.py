#!/usr/bin/env python3
"""The window, measured beside a real engine: tests/bench/window.py [--photos N] [--files N] [--work DIR].

Prints the first paint of a fresh process, how a folder of very many files opens, thumbnails a second into the grid,
memory of the window's process, and how often its main thread stood still while a backup and a restore ran. Nothing is
asserted here. Runs without a screen (Qt's offscreen platform).
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from engine import Studio, wait_until_safe
from PIL import Image
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from studio_backup.api.browse import EntryView
from studio_backup.api.client import find_engine
from studio_backup.api.remote import RemoteService
from studio_backup.base.clock import SystemClock
from studio_backup.ui.app import App, Opening
from studio_backup.ui.application import make_application
from studio_backup.ui.grabbing import wait_until
from studio_backup.ui.pages.restore import RestorePage
from studio_backup.ui.pictures import Pictures

PHOTOS, MANY = "Three Thousand", "Hundred Thousand"
PATIENCE_MS = 600_000
SCREEN = 20
"""Cells of the grid that are seen at once in a window of 1440 by 900."""


def make_photos(folder: Path, count: int) -> None:
    """JPEGs of 1,200 pixels, each another one."""
    folder.mkdir(parents=True)
    dice = random.Random(1)
    tile = Image.effect_noise((300, 200), 60).convert("RGB").resize((1200, 800))
    for number in range(count):
        tile.paste(tuple(dice.randrange(256) for _ in range(3)), (100, 100, 500, 600))
        tile.save(folder / f"DSC_{number:05}.jpg", quality=85)


def make_many(folder: Path, count: int) -> None:
    """Small files in one folder."""
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"IMG_{number:06}.xmp").write_text(f"<x rating='{number}'/>")


class FirstPaint(QObject):
    """Notes when the window was first painted."""

    def __init__(self, window: QObject) -> None:
        super().__init__()
        self.at: float | None = None
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.Paint and self.at is None:
            self.at = time.time()
        return super().eventFilter(watched, event)


def until(what: str, look: Callable[[], object]) -> float:
    """Seconds until it holds."""
    started = time.perf_counter()
    if not wait_until(lambda: bool(look()), PATIENCE_MS):
        raise SystemExit(f"{what} did not happen")
    return time.perf_counter() - started


def seen(home: Path, photos: int, files: int) -> None:
    """All rows, in this process: it has just begun."""
    born = psutil.Process().create_time()
    application = make_application()
    with App(application, Opening(str(home), lambda: None, page="today"), SystemClock()) as app:
        paint = FirstPaint(app.window)
        app.window.resize(1440, 900)
        app.open()
        until("a paint", lambda: paint.at)
        print(f"first paint: {paint.at - born:.2f} s after the process began")
        until("the status", lambda: app.live.fresh and len(app.live.status.weddings) >= 2)
        print(f"the status is shown: {time.time() - born:.2f} s after the process began")
        app.window.open_page("restore", f"wedding:{MANY}")
        page = app.window.page
        assert isinstance(page, RestorePage)
        took = until("the folder", lambda: page.model.rowCount() > 0 and page.model.place.key.wedding == MANY)
        print(f"folder of {files:,} files: first rows after {took * 1e3:.0f} ms")
        _thumbnails(app, page, photos)
        _while_working(app)


def _thumbnails(app: App, page: RestorePage, photos: int) -> None:
    app.window.open_page("restore", f"wedding:{PHOTOS}")
    until("the photos", lambda: page.model.rowCount() > 0 and page.model.place.key.wedding == PHOTOS)
    page.model.load_all()
    until("all rows", lambda: page.model.complete)
    _by_screens(page, page.pictures, f"{photos:,} thumbnails, painted into the grid")
    print(f"memory of the window: {psutil.Process().memory_info().rss / (1 << 20):.0f} MiB")
    _by_screens(page, Pictures(app.bridge), f"{photos:,} thumbnails, asked for once more")


def _by_screens(page: RestorePage, pictures: Pictures, what: str) -> None:
    """As somebody who scrolls on when the whole screen is there."""
    started, rows = time.perf_counter(), page.model.rowCount()
    for first in range(0, rows, SCREEN):
        shown = [page.model.row(at).entry for at in range(first, min(first + SCREEN, rows))]
        page.files.grid.scrollTo(page.model.index(first, 0))
        until("their pictures", lambda e=shown: _are_there(pictures, e))
    print(f"{what}: {rows / (time.perf_counter() - started):.0f} a second")


def _are_there(pictures: Pictures, missing: list[EntryView]) -> bool:
    """Whether the last one has come; looked at one by one, so that looking costs next to nothing."""
    while missing and (pictures.picture(missing[-1]) or pictures.reason(missing[-1])):
        missing.pop()
    return not missing


def _while_working(app: App) -> None:
    before = app.tripwire.count
    with find_engine(app.bridge.home) as client:
        engine = RemoteService(client)
        folder = Path(engine.status().sources[0].path)
        large = repr(str(folder / "large.bin"))
        writes = f"import os\nwith open({large}, 'wb') as f:\n for _ in range(400): f.write(os.urandom(1 << 20))"
        child = subprocess.Popen([sys.executable, "-c", writes])  # not in this thread: it is the one that is measured
        app.window.open_page("today")
        until("a backup", lambda: app.live.status.running)
        for name in ("restore", "verify", "storage", "activity", "settings", "today"):
            app.window.open_page(name)
            wait_until(lambda: False, 500)
        until("its end", lambda: not app.live.status.running)
        child.wait()
    print(
        f"stalls of the main thread over 100 ms, a backup running and every page opened: {app.tripwire.count - before}"
    )
    for stall in app.tripwire.stalls[-3:]:
        print(f"  {stall.seconds * 1e3:.0f} ms\n{stall.stack}")


def main() -> int:
    """Make the studio, measure in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=3_000)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--work", type=Path, help="folder for everything it makes")
    parser.add_argument("--seen", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.seen:
        seen(given.seen, given.photos, given.files)
        QApplication.processEvents()
        return 0
    with tempfile.TemporaryDirectory(dir=given.work) as work:
        studio = Studio(Path(work))
        studio.call("vault", "create", studio.work / "vault", "--studio", "Bench", "--kit", studio.work / "kit.pdf")
        make_photos(studio.work / "photos", given.photos)
        make_many(studio.work / "many", given.files)
        studio.call("engine", "start")
        try:
            for name, folder in ((PHOTOS, "photos"), (MANY, "many")):
                studio.call("source", "add", studio.work / folder, "--wedding", name, "--date", "2026-06-20")
            with find_engine(str(studio.home)) as client:
                wait_until_safe(RemoteService(client))
            words = ["--seen", studio.home, "--photos", given.photos, "--files", given.files]
            return subprocess.run([sys.executable, __file__, *map(str, words)], check=False).returncode
        finally:
            studio.call("engine", "stop")


if __name__ == "__main__":
    sys.exit(main())
