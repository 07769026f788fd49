"""The calendar decides, told as one story with the real engine and the real window, whose clock the test moves.

A couple comes into the feed, its level climbs until the day, the NAS is off on Friday, the networks on Saturday, one
shooter's card does not come, and in the end all of it is delivered and archive.
STUDIO_BACKUP_STORY=FOLDER keeps a picture of each chapter, light and dark.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from studio_backup.api.calendars import NewCalendar
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import AlertsQuery, NewJob, NewSource, PageQuery
from studio_backup.api.tiers import NewTier
from studio_backup.api.vault import CheckKit
from studio_backup.api.weddings import BookingView, ProtectionView, ReleaseCards, WeddingPatch, WeddingsQuery
from studio_backup.ui.grabbing import picture_of, wait_until
from studio_backup.ui.pages.storage import StoragePage
from studio_backup.ui.pages.today import TodayPage
from studio_backup.ui.pages.wedding import WeddingPage
from studio_backup.ui.pages.weddings import WeddingsPage
from tests.e2e.desk import Desk
from tests.support import camera_heads as heads
from tests.support.calendars import LONDON, Feed, event, feed, wedding
from tests.support.moved_clock import MovedClock, engine_at
from tests.support.windows import PATIENCE_MS, must, opened

ANNA, KIM = "Anna & Ben", "Kim & Lee"
PICTURES = os.environ.get("STUDIO_BACKUP_STORY", "")


def _saturday() -> date:
    """The first one in six weeks or more."""
    soon = datetime.now(UTC).date() + timedelta(days=43)
    return soon + timedelta(days=(5 - soon.weekday()) % 7)


SATURDAY = _saturday()


def _at(days: int, clock: str) -> int:
    """ns UTC of so many days after the wedding, when the wall there shows this."""
    there = datetime.fromisoformat(f"{SATURDAY + timedelta(days=days)} {clock}").replace(tzinfo=ZoneInfo(LONDON))
    return int(there.timestamp()) * 10**9


@dataclass
class Story:
    """One studio and its window. `places`: the folders which stand for the network."""

    desk: Desk
    clock: MovedClock
    engine: RemoteService
    feed: Feed
    app: Any
    places: dict[str, Path] = field(default_factory=dict)
    chapter: int = 0

    @property
    def pictures(self) -> Path:
        """Where all cards are copied to: of no wedding."""
        return self.desk.base / "Pictures"

    def time_is(self, days: int, clock: str) -> None:
        """The laptop wakes at this time; the window's half minute is over as well."""
        self.clock.move_to(_at(days, clock))
        self.app.live.refresh()

    def network(self, *, on: bool, only: str = "") -> None:
        """Places come, or go."""
        for name, folder in self.places.items():
            if name == (only or name):
                away = folder.with_name(f"{name} is off")
                (away if on else folder).rename(folder if on else away)

    def card(self, couple: str, days: int, clock: str, *names: str) -> None:
        """A card is copied: a folder with the day and the couple in its name, files with the camera's time."""
        taken = _at(days, clock)
        folder = self.pictures / f"{SATURDAY + timedelta(days=days)} {couple}"
        folder.mkdir(parents=True, exist_ok=True)
        moment = datetime.fromtimestamp(taken / 1e9, tz=ZoneInfo(LONDON))
        for name in names:
            path = folder / name
            path.write_bytes(heads.tiff(heads.exif_time(f"{moment:%Y-%m-%d %H:%M:%S}")) + os.urandom(20_000))
            os.utime(path, ns=(taken, taken))

    def papers(self, couple: str, days: int) -> None:
        """A folder of papers, which somebody gives to its wedding."""
        folder = self.desk.base / "Papers" / couple
        folder.mkdir(parents=True)
        (folder / "Timeline.txt").write_text("13:00 Vows\n")
        (folder / "Guests.csv").write_text("name,table\n")
        day = (SATURDAY + timedelta(days=days)).isoformat()
        self.engine.add_source(NewSource(path=str(folder), wedding=couple, date=day, settle_s=0.5))

    def of(self, couple: str) -> BookingView:
        """The wedding, as the engine says it now."""
        return next(one for one in self.engine.weddings.list(WeddingsQuery()).items if one.name == couple)

    def alerts(self) -> dict[str, str]:
        """What is open: kind and message."""
        return {one.kind: one.message for one in self.engine.alerts(AlertsQuery()).items}

    def must(self, what: str, look: Callable[[], Any]) -> None:
        """The window lives until the engine says so; asked a few times a second."""
        end = time.monotonic() + PATIENCE_MS / 1000
        while not look():
            assert time.monotonic() < end, f"{what} did not happen: {self.alerts()}"
            wait_until(lambda: False, 150)

    def at_rest(self) -> bool:
        """Nothing runs or waits, and every place has everything."""
        status = self.engine.status()
        return not (status.running or status.queued or any(one.waiting_files for one in status.tiers))

    def read_back(self) -> None:
        """Everything, everywhere."""
        self.must("rest", self.at_rest)
        job = self.engine.start_job(NewJob(kind="verify"))
        self.must("all to be read", lambda: self.engine.job(job.id).ended_ns)
        self.must("rest again", self.at_rest)

    # The window ------------------------------------------------------------------------------------------------

    def list(self) -> WeddingsPage:
        """The page of all weddings."""
        self.app.window.open_page("weddings")
        assert isinstance(self.app.window.page, WeddingsPage)
        return self.app.window.page

    def page(self, couple: str) -> WeddingPage:
        """The page of this one."""
        self.app.window.open_page("wedding", self.of(couple).id)
        page = self.app.window.page
        assert isinstance(page, WeddingPage)
        must("its page", lambda: page.view is not None and page.view.name == couple)
        return page

    def today(self) -> TodayPage:
        """The first page."""
        self.app.window.open_page("today")
        assert isinstance(self.app.window.page, TodayPage)
        return self.app.window.page

    def shows(self, page: WeddingPage, level: str, tiers: int) -> ProtectionView:
        """The window, which nobody touches, shows this level and demands so many copies."""

        def now() -> ProtectionView | None:
            view = page.view
            found = (view.media_protection or view.papers_protection) if view else None
            return found if found and (found.level, found.copies.tiers) == (level, tiers) else None

        must(f"{level} with {tiers} copies in the window", now)
        found = now()
        assert found is not None and found.reasons and all(one.text for one in found.reasons)
        return found

    def picture(self, name: str) -> None:
        """Keep one, if anybody wants it."""
        self.chapter += 1
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            for appearance in ("dark", "light"):
                self.app.theme.choose(appearance)
                wait_until(lambda: False, 400)
                path = Path(PICTURES) / f"{self.chapter:02d}-{name}-{appearance}.png"
                assert picture_of(self.app.window).save(str(path)), path


def _said(root: QWidget) -> str:
    return " ".join(one.text() for one in root.findChildren(QLabel) if one.isVisibleTo(root))


def _button(root: QWidget, words: str) -> QAbstractButton:
    return next(one for one in root.findChildren(QAbstractButton) if one.text() == words)


@pytest.fixture
def story(desk: Desk, tmp_path: Path) -> Iterator[Story]:
    shutil.rmtree(desk.source)
    clock = MovedClock(tmp_path / "clock")
    with contextlib.ExitStack() as stack:
        opened_feed = stack.enter_context(feed())
        engine = stack.enter_context(engine_at(tmp_path / "clock", desk.home, desk.kit, desk.environment()))
        app = stack.enter_context(opened(desk.home, clock=clock, page="weddings"))
        app.window.resize(1440, 900)
        yield Story(desk, clock, engine, opened_feed, app)


def test_the_calendar_decides(story: Story) -> None:
    _the_feed_gains_two_weddings(story)
    _the_level_climbs(story)
    _the_friday_before(story)
    _a_raw_arrives_without_a_network(story)
    _a_card_does_not_come(story)
    _delivered(story)


def _the_feed_gains_two_weddings(story: Story) -> None:
    for name, role in (("NAS", "nas"), ("Drive", "offsite")):
        story.places[name] = story.desk.base / name
        story.engine.tiers.add(NewTier(name=name, location=str(story.places[name]), role=role))  # type: ignore[arg-type]
    fair = event("9", "Wedding fair", f"DTSTART;VALUE=DATE:{SATURDAY:%Y%m%d}")
    story.feed.says(fair)
    made = story.engine.calendars.add(NewCalendar(address=story.feed.url, name="Studio"))
    assert (made.events, made.weddings) == (1, 0)
    page = story.list()
    must("that there is none", lambda: page.none is not None and page.none.isVisibleTo(page))
    story.picture("no-weddings")
    friday = SATURDAY - timedelta(days=1)
    story.feed.says(fair, wedding("1", ANNA, f"{SATURDAY:%Y%m%d}"), wedding("2", KIM, f"{friday:%Y%m%d}"))
    story.clock.move_to(story.clock.now_ns() + 16 * 60 * 10**9)
    must("both in the list, by the next poll", lambda: {one.name for one in page.model.rows} == {ANNA, KIM})
    story.pictures.mkdir()
    story.engine.add_source(NewSource(path=str(story.pictures), settle_s=0.5))
    for couple, days in ((ANNA, 0), (KIM, -1)):
        story.papers(couple, days)
    story.must("their papers everywhere", lambda: story.of(ANNA).papers and story.of(KIM).papers and story.at_rest())
    story.picture("two-weddings")


def _the_level_climbs(story: Story) -> None:
    """Papers: 30 and 7 days before, to the minute; the window follows by itself."""
    page = story.page(ANNA)
    story.shows(page, "normal", 3)
    for days, clock, level, tiers in (
        (-30, "12:58", "normal", 3),
        (-30, "13:00", "high", 3),
        (-7, "12:58", "high", 3),
        (-7, "13:00", "critical", 5),
    ):
        story.time_is(days, clock)
        story.shows(page, level, tiers)
    assert page.view is not None and page.view.media_protection is None
    story.picture("critical")


def _the_friday_before(story: Story) -> None:
    """From Thursday noon it is asked what must be ready; on Friday the NAS is off."""
    story.time_is(-2, "12:01")
    story.read_back()
    today = story.today()
    must("what must be ready", lambda: today.readiness.isVisibleTo(today) and today.readiness.view)
    assert "NAS answers." in _said(today.readiness)
    story.engine.vault.check_kit(CheckKit(kit=story.desk.kit.read_text()))
    story.time_is(-2, "12:02")
    must("all in green", lambda: "Ready for Saturday" in _said(today.readiness))
    story.must("no alert", lambda: "not_ready" not in story.alerts())
    story.picture("thursday-green")
    story.network(on=False, only="NAS")
    story.time_is(-1, "11:00")
    story.must("the engine to miss the NAS", lambda: "NAS does not answer" in story.alerts().get("not_ready", ""))
    story.time_is(-1, "11:01")
    must("the NAS in amber", lambda: "NAS does not answer" in _said(today.readiness))
    assert ANNA in _said(today.readiness)
    story.picture("friday-amber")
    QTest.mouseClick(_button(today.readiness, "Show the places"), Qt.MouseButton.LeftButton)
    assert isinstance(story.app.window.page, StoragePage)
    story.network(on=True, only="NAS")
    today = story.today()
    story.must("the NAS to answer", lambda: "not_ready" not in story.alerts())
    story.time_is(-1, "11:02")
    must("the NAS in green", lambda: "NAS answers." in _said(today.readiness))
    page = story.page(ANNA)
    story.time_is(-1, "17:58")
    assert not story.shows(page, "critical", 5).saturday_window
    story.time_is(-1, "18:00")
    assert story.shows(page, "critical", 7).saturday_window
    story.picture("saturday-window")


def _a_raw_arrives_without_a_network(story: Story) -> None:
    """Its folder is matched by its name and the camera's time; nothing else gets older."""
    story.read_back()
    story.network(on=False)
    story.time_is(0, "14:02")
    story.card(ANNA, 0, "14:02", "DSC_0001.CR2")
    story.must("its wedding to have it", lambda: story.of(ANNA).photos == 1)
    story.time_is(0, "17:02")
    page = story.page(ANNA)
    story.shows(page, "critical", 7)
    anna, kim = story.of(ANNA), story.of(KIM)
    assert 10_700 < anna.objectives.rpo_offsite_s < 11_000 and anna.media_protection is not None
    assert (kim.objectives.rpo_offsite_s, kim.objectives.rpo_s, kim.photos) == (0, 0, 0)
    must("how long it waits", lambda: "3 h" in _said(page.measures))
    story.picture("raw-without-network")
    story.network(on=True)
    story.time_is(0, "17:30")
    story.must("it off-site", lambda: story.of(ANNA).objectives.rpo_offsite_s == 0 and story.at_rest())


def _a_card_does_not_come(story: Story) -> None:
    """Eighteen hours after Friday's wedding: an alarm, until the card comes."""
    assert "footage_missing" not in story.alerts()
    today = story.today()
    story.time_is(0, "18:00")
    story.must("the alarm", lambda: KIM in story.alerts().get("footage_missing", ""))
    must("it on Today", lambda: any(KIM in one.alert.message for one in today.alerts.cards))
    story.picture("footage-alarm")
    story.card(KIM, -1, "15:30", "IMG_0001.CR2", "IMG_0002.CR2")
    story.must("the alarm to go", lambda: "footage_missing" not in story.alerts() and story.of(KIM).photos == 2)
    must("it gone from Today", lambda: not any("None of its photos" in one.alert.message for one in today.alerts.cards))


def _delivered(story: Story) -> None:
    """Critical until all was read back and the cards are released; then high, normal, and archive."""
    page = story.page(ANNA)
    story.time_is(3, "09:00")
    story.shows(page, "critical", 5)
    story.read_back()
    story.shows(page, "critical", 5)
    story.engine.weddings.release_cards(story.of(ANNA).id, ReleaseCards())
    story.shows(page, "high", 3)
    anna = story.of(ANNA)
    day = (SATURDAY + timedelta(days=42)).isoformat()
    story.engine.weddings.edit(anna.id, WeddingPatch(delivered=day), anna.version)
    for days, level in ((42, "normal"), (131, "normal"), (132, "low")):
        story.time_is(days, "12:00")
        story.shows(page, level, 3)
    story.picture("archive")
    story.list()
    story.picture("weddings")
    assert len(story.engine.sources(PageQuery()).items) >= 3
