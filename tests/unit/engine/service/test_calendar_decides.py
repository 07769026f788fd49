"""The fifteen dated expectations through the real engine: vault, places, catalog and clock. The venue is in
Europe/London, the event on Saturday 2026-06-20 from 13:00 to 23:59 unless said. Each is asserted with its level, reason
and demanded copies, and printed as a line (pytest -s)."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from studio_backup.api.requests import NewJob, NewSource
from studio_backup.api.restores import NewRestore
from studio_backup.api.weddings import (
    BookingView,
    NewWedding,
    PriorityQuery,
    ProtectionView,
    ReleaseCards,
    WeddingPatch,
    WeddingsQuery,
)
from studio_backup.domain.protection import Demand
from studio_backup.engine.jobs.tiers import add_tier
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.service import Service
from studio_backup.engine.service.wiring import service
from studio_backup.engine.wiring import open_home, open_studio
from tests.support.fixed_clock import FixedClock
from tests.support.weddings import at
from tests.unit.engine.jobs.conftest import Bench, bench

__all__ = ["bench"]
PATIENCE_S = 60.0
THREE, FIVE, SEVEN = (Demand(tiers=n, media=m, places=p) for n, m, p in ((3, 2, 2), (5, 3, 3), (7, 3, 3)))
ROLES = {"NAS": "nas", "Amsterdam": "cloud", "Dublin": "cloud-secondary", "Drive": "offsite"}


@dataclass
class Studio:
    """A studio with five places and an engine whose clock only the test moves; no thread but the runner's."""

    bench: Bench
    clock: FixedClock
    made: Service
    engine: Engine

    def now(self, text: str) -> None:
        """The clock in London shows this, and the engine looks."""
        self.clock.now = at(text)
        self.engine.look()

    def book(self, name: str = "Rose Hall", start: str = "2026-06-20T13:00", end: str = "", **more: str) -> BookingView:
        """A wedding typed in."""
        told = {"zone": "Europe/London", **more}
        return self.made.weddings.add(NewWedding(name=name, start=start, end=end or f"{start[:10]}T23:59", **told))

    def watch(self, wedding: BookingView) -> str:
        """A folder of its own, with papers in it."""
        folder = self.bench.base / wedding.name
        folder.mkdir(exist_ok=True)
        (folder / "timeline.txt").write_text(f"{wedding.name}: 13:00 vows")
        return self.made.add_source(NewSource(path=str(folder), wedding=wedding.name, date=wedding.date)).id

    def back_up(self, source: str) -> None:
        """Now, with all copies that follow."""
        self.engine.back_up(self.engine.parts.sources.get(source))
        self.work()

    def work(self) -> None:
        """Until nothing more is to be done."""
        end = time.monotonic() + PATIENCE_S
        while any(job.kind != "settings" for job in self.engine.runner.jobs()):
            assert time.monotonic() < end, self.engine.runner.jobs()
            time.sleep(0.01)
        self.engine.look()

    def read_back(self) -> None:
        """Everything, everywhere."""
        self.made.start_job(NewJob(kind="verify", level="high"))
        self.work()

    def papers(self, name: str = "Rose Hall", date: str = "") -> ProtectionView:
        """What its papers need now."""
        found = self.made.protection.priority(PriorityQuery(wedding=name, date=date)).papers
        assert found is not None and found.reasons
        return found

    def media(self, name: str = "Rose Hall") -> ProtectionView | None:
        """What its media needs now."""
        return self.made.protection.priority(PriorityQuery(wedding=name)).media


@pytest.fixture
def studio(bench: Bench) -> Iterator[Studio]:
    clock = FixedClock(at("2026-05-01 09:00"))
    with service(open_home(bench.options()), lambda o: open_studio(o, clock), clock, lambda: None) as (made, engine):
        engine.parts.vault.unlock(bench.options())
        with engine.parts.vault.studio() as opened:
            for name, role in ROLES.items():
                add_tier(opened, name, str(bench.base / name), role)  # type: ignore[arg-type]
        engine.runner.start()
        try:
            yield Studio(bench, clock, made, engine)
        finally:
            engine.runner.stop(PATIENCE_S)


def _told(found: ProtectionView | None) -> tuple[str, Demand, bool]:
    assert found is not None and all(reason.text for reason in found.reasons)
    return found.level, found.copies, found.saturday_window


@dataclass(frozen=True)
class Row:
    """What is expected: of which number, class and moment; `says`: part of the reason."""

    number: int
    what: str
    when: str
    level: str
    copies: Demand
    says: str
    window: bool = False

    def holds(self, found: ProtectionView | None) -> None:
        """Print it as the engine says it, and see that it is so."""
        assert found is not None, self
        reasons = " | ".join(reason.text for reason in found.reasons)
        tiers, media, places = found.copies.tiers, found.copies.media, found.copies.places
        window = "in the Saturday window" if found.saturday_window else ""
        short = f" [{found.shortfall}]" if self.number == 15 else ""
        print(
            f"{self.number:>2}  {self.when:<27} {self.what:<14} {found.level:<9} {tiers}/{media}/{places}"
            f" {window:<22} {reasons}{short}"
        )
        assert _told(found) == (self.level, self.copies, self.window), self
        assert self.says in reasons, (self, reasons)


def test_papers_before_the_wedding(studio: Studio) -> None:
    """Expectations 1 to 4: and the folder's backups are as urgent."""
    source = studio.watch(studio.book())
    studio.back_up(source)
    in_window = "Saturday protection until Sun 21 June 2026, 06:00"
    for number, moment, level, demanded, says, window in (
        (1, "2026-05-20 12:00", "normal", THREE, "high from Thu 21 May 2026, 13:00", False),
        (1, "2026-05-21 13:00", "high", THREE, "high from 30 days before, and critical from Sat 13 June", False),
        (2, "2026-06-13 12:59", "high", THREE, "critical from Sat 13 June 2026, 13:00", False),
        (2, "2026-06-13 13:00", "critical", FIVE, "7 days before until it ends, Sat 20 June 2026, 23:59", False),
        (3, "2026-06-19 17:59", "critical", FIVE, "Saturday protection from Fri 19 June 2026, 18:00", False),
        (3, "2026-06-19 18:00", "critical", SEVEN, in_window, True),
        (4, "2026-06-21 05:59", "critical", SEVEN, in_window, True),
        (4, "2026-06-21 06:00", "normal", THREE, "until 90 days after its delivery", False),
    ):
        studio.now(moment)
        Row(number, "papers", moment, level, demanded, says, window).holds(studio.papers())
        assert studio.engine.deciding.level(studio.engine.parts.sources.get(source)) == level, moment
    assert studio.media() is None


def test_media_from_the_first_byte_to_the_archive(studio: Studio) -> None:
    """Expectations 5 to 8 and 15."""
    wedding = studio.book()
    source = studio.watch(wedding)
    studio.now("2026-06-20 14:02")
    raw = studio.bench.base / "Rose Hall" / "DSC_0001.CR2"
    raw.write_bytes(b"II*\0" + os.urandom(100_000))
    os.utime(raw, (at("2026-06-20 14:02") / 1e9,) * 2)
    studio.back_up(source)
    first = Row(5, "media", "2026-06-20 14:02", "critical", SEVEN, "Saturday protection until Sun 21 June", window=True)
    first.holds(studio.media())
    studio.now("2026-06-23 09:00")
    says = "critical until all demanded copies were read back and its cards are released"
    Row(6, "media", "2026-06-23 09:00", "critical", FIVE, says).holds(studio.media())
    with pytest.raises(Exception, match="still needed"):
        studio.made.weddings.release_cards(wedding.id, ReleaseCards())
    studio.read_back()
    read = "All demanded copies of its media were read back: it is critical until its cards are released"
    Row(6, "media", "2026-06-23 09:00, read", "critical", FIVE, read).holds(studio.media())
    studio.now("2026-06-23 10:00")
    studio.made.weddings.release_cards(wedding.id, ReleaseCards())
    Row(7, "media", "2026-06-23 10:00", "high", THREE, "Shot and not delivered yet").holds(studio.media())
    cover = studio.made.weddings.get(wedding.id)
    assert (cover.objectives.rpo_s, cover.objectives.rpo_offsite_s, cover.at_risk) == (0, 0, False)
    assert cover.objectives.rto_s is not None and not cover.objectives.rto_measured, "quoted, and marked as such"
    (studio.bench.base / "Rose Hall" / "timeline.txt").write_text("thanks")
    studio.back_up(source)
    assert _told(studio.media()) == ("high", THREE, False), "a new paper makes no photo unread"
    seen = studio.made.weddings.get(wedding.id)
    assert (seen.photos, seen.papers, seen.state) == (1, 1, "culling")
    studio.made.weddings.edit(wedding.id, WeddingPatch(delivered="2026-08-01"), seen.version)
    for number, moment, level, says in (
        (8, "2026-08-01 12:00", "normal", "Delivered on Sat 1 August 2026: its media is normal for 90 days"),
        (8, "2026-10-29 23:59", "normal", "until Fri 30 October 2026"),
        (8, "2026-10-30 00:00", "low", "Archive: delivered on Sat 1 August 2026"),
    ):
        studio.now(moment)
        Row(number, "media", moment, level, THREE, says).holds(studio.media())
    studio.now("2026-10-02 12:00")
    found = studio.media()
    assert found is not None and "not read back" in found.shortfall, "15: the shortfall is said"
    for name in ROLES:
        (studio.bench.base / name).rename(studio.bench.base / f"{name} gone")
    studio.now("2026-10-02 12:01")
    found = studio.media()
    Row(15, "media", "2026-10-02, one tier", "normal", THREE, "Delivered on Sat 1 August 2026").holds(found)
    assert found is not None and found.have.tiers < 3 and found.shortfall, "they may only be switched off"
    studio.now("2026-11-02 12:01")
    found = studio.media()
    assert found is not None
    Row(15, "media", "2026-11-02, the last copy", "emergency", found.copies, "Only one readable copy").holds(found)
    assert "last_copy" in {one.kind for one in studio.engine.register.open_alerts()}


def test_two_weddings_of_one_week(studio: Studio) -> None:
    """Expectation 9: both critical, the nearer first, neither in the Saturday window yet."""
    studio.now("2026-06-15 09:00")
    later = studio.watch(studio.book("Saturday", "2026-06-20T13:00"))
    sooner = studio.watch(studio.book("Thursday", "2026-06-18T13:00"))
    for name, says in (("Thursday", "on Thu 18 June 2026, 13:00"), ("Saturday", "on Sat 20 June 2026, 13:00")):
        Row(9, f"{name}'s", "2026-06-15 09:00", "critical", FIVE, says).holds(studio.papers(name))
    studio.engine.runner.pause_all()
    for source in (later, sooner):
        studio.engine.back_up(studio.engine.parts.sources.get(source))
    order = [job.source for job in studio.engine.runner.jobs() if job.kind == "backup"]
    assert order == [sooner, later]


def test_a_moved_and_a_cancelled_wedding(studio: Studio) -> None:
    """Expectations 10 and 11: levels follow at once, queued work too, and nothing stored is dropped."""
    wedding = studio.book()
    source = studio.watch(wedding)
    studio.now("2026-06-14 12:00")
    studio.back_up(source)
    assert studio.papers().level == "critical"
    studio.engine.runner.pause_all()
    job = studio.engine.back_up(studio.engine.parts.sources.get(source))
    assert job.level == "critical"
    points = studio.engine.parts.index.rows()
    moved = WeddingPatch(start="2026-06-27T13:00", end="2026-06-27T23:59")
    wedding = studio.made.weddings.edit(wedding.id, moved, wedding.version)
    studio.engine.reorder()
    says = "The wedding is on Sat 27 June 2026, 13:00"
    Row(10, "papers, moved", "2026-06-14 12:00", "high", THREE, says).holds(studio.papers())
    waiting = studio.engine.runner.get(job.id)
    assert waiting is not None and waiting.level == "high", "what waits is less urgent, too"
    studio.engine.runner.resume_all()
    studio.work()
    raw = studio.bench.base / "Rose Hall" / "DSC_0001.CR2"
    raw.write_bytes(b"II*\0" + os.urandom(50_000))
    studio.back_up(source)
    assert _told(studio.media())[0] == "critical"
    studio.made.weddings.edit(wedding.id, WeddingPatch(cancelled=True), wedding.version)
    says = "Cancelled: its papers are normal"
    Row(11, "papers", "2026-06-14, cancelled", "normal", THREE, says).holds(studio.papers())
    Row(11, "media", "2026-06-14, cancelled", "critical", FIVE, "Its media is critical until").holds(studio.media())
    assert {row.id for row in points} < {row.id for row in studio.engine.parts.index.rows()}


def test_windows_of_other_clocks(studio: Studio) -> None:
    """Expectations 12 to 14, asked for other moments: Auckland's Friday, 37 hours, a day without a zone of its own."""
    studio.book("Auckland", zone="Pacific/Auckland")
    studio.book("October", "2026-10-24T13:00")
    studio.book("All day", "2026-06-20", "2026-06-20")

    friday, begin = at("2026-06-19 18:00", "Pacific/Auckland"), at("2026-10-23 18:00")
    end, first = begin + 37 * 3_600 * 10**9, at("2026-06-13 00:00")
    soon, over = "Saturday protection from Fri 19 June 2026, 18:00", "until 90 days after its delivery"
    begins, until = "Saturday protection from Fri 23 October", "Saturday protection until Sun 25 October 2026, 06:00"
    for number, name, moment, when, level, copies, says, window in (
        (12, "Auckland", friday - 1, "Fri 17:59 in Auckland", "critical", FIVE, soon, False),
        (12, "Auckland", friday, "Fri 18:00 in Auckland", "critical", SEVEN, "Saturday protection until", True),
        (13, "October", begin - 1, "2026-10-23 17:59", "critical", FIVE, begins, False),
        (13, "October", begin, "2026-10-23 18:00", "critical", SEVEN, until, True),
        (13, "October", end - 1, "37 hours later, just not", "critical", SEVEN, until, True),
        (13, "October", end, "37 hours later", "normal", THREE, over, False),
        (14, "All day", first - 1, "2026-06-12 24:00, just not", "high", THREE, "critical from Sat 13 June", False),
        (14, "All day", first, "2026-06-13 00:00", "critical", FIVE, "until it ends, at the end of Sat 20 June", False),
    ):
        found = studio.made.protection.priority(PriorityQuery(wedding=name, at_ns=moment)).papers
        Row(number, "papers", when, level, copies, says, window).holds(found)


def _alerts(studio: Studio) -> set[str]:
    return {one.kind for one in studio.engine.register.open_alerts()}


def test_footage_that_does_not_come(studio: Studio) -> None:
    """Eighteen hours after the event; it clears when files come, or when somebody says that nothing is to come."""
    wedding = studio.book()
    source = studio.watch(wedding)
    studio.back_up(source)
    studio.now("2026-06-21 17:58")
    assert "footage_missing" not in _alerts(studio)
    studio.now("2026-06-21 18:00")
    assert "footage_missing" in _alerts(studio)
    studio.made.weddings.edit(wedding.id, WeddingPatch(nothing_to_come=True), wedding.version)
    studio.now("2026-06-21 18:01")
    assert "footage_missing" not in _alerts(studio)


def test_the_saturday_is_prepared_from_thursday_noon(studio: Studio) -> None:
    """Amber with its action, one alert, and over when Friday's 18:00 has come."""
    studio.watch(studio.book())
    for moment, asked in (("2026-06-18 11:59", False), ("2026-06-18 12:00", True), ("2026-06-19 18:00", False)):
        studio.now(moment)
        assert studio.made.protection.readiness().asked is asked, moment
        assert ("not_ready" in _alerts(studio)) is asked, moment
    studio.now("2026-06-18 13:00")
    (studio.bench.base / "NAS").rename(studio.bench.base / "NAS off")
    studio.now("2026-06-18 13:01")
    amber = {(one.name, one.text[:3]): one.action for one in studio.made.protection.readiness().checks if not one.ok}
    assert "tier health NAS" in amber["answers", "NAS"]


def test_an_emergency_is_kept_until_all_is_safe(studio: Studio) -> None:
    """The button stays pressed over a restart, and comes out when every place has it, read back."""
    wedding = studio.book()
    source = studio.watch(wedding)
    studio.now("2026-05-02 09:00")
    studio.engine.runner.pause_all()
    studio.engine.deciding.press("Rose Hall", "2026-06-20")
    assert studio.papers().level == "emergency"
    assert studio.made.weddings.get(wedding.id).emergency
    studio.engine.runner.resume_all()
    studio.back_up(source)
    assert studio.papers().level == "emergency", "not read back yet"
    studio.read_back()
    studio.engine.look()
    assert studio.papers().level == "normal"


def test_folders_are_looked_through_as_often_as_their_level_wants(studio: Studio) -> None:
    """Normal ones daily, five times as often in the season; the archive weekly; what is critical hourly."""
    wedding = studio.book(start="2026-12-20T13:00")
    source = studio.watch(wedding)
    found = []
    for moment in ("2026-04-20 12:00", "2026-06-20 12:00", "2026-12-19 12:00"):
        studio.now(moment)
        found.append(studio.engine.deciding.looked_every_s()[source] / 3_600)
    assert found == [24, 5, 1]
    seen = studio.made.weddings.get(wedding.id)
    studio.made.weddings.edit(wedding.id, WeddingPatch(delivered="2027-01-10"), seen.version)
    studio.back_up(source)
    studio.now("2027-04-20 12:00")
    assert studio.engine.deciding.looked_every_s()[source] == 7 * 86_400


def test_bytes_that_lack_a_second_medium_are_counted_from_when_they_appeared(studio: Studio) -> None:
    """Off-site within a week at level normal: then an alert, which goes when the places are there again."""
    source = studio.watch(studio.book())
    for name in ROLES:
        (studio.bench.base / name).rename(studio.bench.base / f"{name} off")
    studio.engine.back_up(studio.engine.parts.sources.get(source))
    end = time.monotonic() + PATIENCE_S
    while not studio.engine.parts.index.rows():
        assert time.monotonic() < end
        time.sleep(0.01)
    studio.now("2026-05-03 09:00")
    shown = studio.made.weddings.list(WeddingsQuery()).items[0]
    assert (shown.objectives.rpo_s, shown.objectives.rpo_offsite_s) == (2 * 86_400, 2 * 86_400)
    assert not shown.at_risk
    risk = studio.made.status().at_risk
    assert risk is not None and (risk.wedding, risk.overdue, bool(risk.why)) == ("Rose Hall", False, True)
    studio.now("2026-05-08 09:01")
    shown = studio.made.weddings.list(WeddingsQuery()).items[0]
    assert shown.at_risk and "wait" in shown.risk


def test_what_was_not_read_back_yet_is_never_shown_as_protected(studio: Studio) -> None:
    """It is said with its place, and is wrong only when its time is over."""
    source = studio.watch(studio.book())
    studio.back_up(source)
    new = {one.place: one for one in studio.made.status().unread}
    assert new.keys() == {"local", "Amsterdam", "Dublin", "Drive"}, "a NAS is read back while it is copied to"
    assert new["Drive"].due_ns == new["Drive"].since_ns + 30 * 86_400 * 10**9
    assert "at Drive were not read back yet" in " ".join(studio.made.status().reasons)
    studio.now("2026-06-14 09:00")
    assert "at Drive were not read back in time" in " ".join(studio.made.status().reasons), "critical now: 24 hours"
    assert studio.made.status().state == "attention"
    studio.read_back()
    assert studio.made.status().unread == ()


def test_a_wedding_that_was_brought_back_tells_how_long_that_takes(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a drill does; a few files of it do not."""
    ticks = itertools.count(studio.clock.monotonic(), 0.1)
    monkeypatch.setattr(studio.clock, "monotonic", lambda: next(ticks))
    wedding = studio.book()
    studio.back_up(studio.watch(wedding))
    for name, files in (("some", ("*.txt",)), ("all", ())):
        assert not studio.made.weddings.get(wedding.id).objectives.rto_measured
        to = str(studio.bench.base / name)
        studio.made.restores.run(NewRestore(wedding="Rose Hall", to=to, files=files))
        studio.work()
    told = studio.made.weddings.get(wedding.id).objectives
    assert told.rto_measured and told.rto_s and told.rto_from
    assert told.rto_at_ns == studio.clock.now_ns()
