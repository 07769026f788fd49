"""Read-back by itself, over a real vault: what is asked for, when, and that it comes to an end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.catalog.points import PointRow
from studio_backup.domain.job import Job
from studio_backup.domain.tier import Tier
from studio_backup.engine.jobs.backup import Wish, run_backup
from studio_backup.engine.jobs.places import ledger_of
from studio_backup.engine.jobs.point_rows import known_points, row_of
from studio_backup.engine.jobs.status import run_status
from studio_backup.engine.jobs.vault import create_vault
from studio_backup.engine.jobs.verify import Depth, run_verify
from studio_backup.engine.schedule.reading_back import AGAIN, DAY, SECOND, SETTLED
from studio_backup.engine.service.ledgers import Ledgers
from studio_backup.engine.service.reading import ReadingBack, Urgency, owners_of
from studio_backup.engine.studio import Studio
from studio_backup.engine.wiring import Options, open_home, open_studio
from studio_backup.repository import derivation

SOON = 2 * SETTLED
NORMAL = Urgency(lambda _wedding, _date: "normal")


class ShiftedClock(SystemClock):
    """The system's, so much later."""

    def __init__(self) -> None:
        super().__init__()
        self.later_ns = 0

    def now_ns(self) -> int:
        """See Clock."""
        return super().now_ns() + self.later_ns


@pytest.fixture
def clock() -> ShiftedClock:
    return ShiftedClock()


@pytest.fixture
def studio(tmp_path: Path, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    """A vault with one point."""
    monkeypatch.setattr(derivation.new_parameters, "__defaults__", (65_536, 1, 1))
    (tmp_path / "passphrase").write_text("seldom granite walrus tango 58")
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.txt").write_text("a" * 5000)
    home, kit = str(tmp_path / "home"), str(tmp_path / "kit.pdf")
    options = Options(home=home, passphrase_file=str(tmp_path / "passphrase"))
    made = {"folder": str(tmp_path / "vault"), "studio_name": "Rose", "kit_pdf": kit}
    create_vault(options, home=open_home(options), clock=clock, **made)
    with open_studio(Options(home=home, kit_file=str(tmp_path / "kit.txt")), clock) as opened:
        _back_up(opened, tmp_path)
        yield opened


def _back_up(studio: Studio, base: Path) -> None:
    wish = Wish(sources=(str(base / "source"),), wedding="Kim", date="2026-06-20")
    run_backup(studio, wish, progress=NoProgress(), cancel=CancelToken())


@pytest.fixture
def reading(studio: Studio, clock: ShiftedClock) -> ReadingBack:
    """As the engine has it after its first look."""
    made = ReadingBack(clock, Ledgers())
    assert made.has_news(studio)
    return made


def _rows(studio: Studio) -> list[PointRow]:
    known = known_points(studio)
    return [row_of(one, known.devices) for one in known.points]


def _wanted(reading: ReadingBack, studio: Studio, *jobs: Job) -> Job | None:
    return reading.wanted(studio, [], _rows(studio), NORMAL, jobs)


def _do(studio: Studio, job: Job) -> None:
    _, code, error = run_verify(
        studio, Depth(job.check, job.sample), tier=job.tier, wedding=job.wedding, date=job.date,
        progress=NoProgress(), cancel=CancelToken(),
    )  # fmt: skip
    assert (code, error) == (0, None)


def test_a_new_point_is_read_back_once(studio: Studio, reading: ReadingBack, clock: ShiftedClock) -> None:
    assert _wanted(reading, studio) is None
    clock.later_ns = SOON
    job = _wanted(reading, studio)
    assert job is not None
    assert (job.kind, job.level, job.tier, job.wedding, job.date) == ("verify", "low", "local", "Kim", "2026-06-20")
    assert (job.check, job.sample) == ("read", 100.0)
    _do(studio, job)
    assert reading.has_news(studio)
    assert not reading.has_news(studio)
    (wedding,) = run_status(studio).weddings
    assert wedding.copies[0].read_percent == 100
    clock.later_ns = DAY
    assert _wanted(reading, studio) is None
    clock.later_ns = 27 * DAY
    assert _wanted(reading, studio) is not None


def test_the_next_point_is_read_too(studio: Studio, reading: ReadingBack, clock: ShiftedClock, tmp_path: Path) -> None:
    clock.later_ns = SOON
    first = _wanted(reading, studio)
    assert first is not None
    _do(studio, first)
    (tmp_path / "source" / "b.txt").write_text("b" * 5000)
    _back_up(studio, tmp_path)
    reading.has_news(studio)
    reading.changed()
    clock.later_ns = DAY
    second = _wanted(reading, studio)
    assert second is not None
    assert 0 < second.sample < 100
    _do(studio, second)
    (wedding,) = run_status(studio).weddings
    assert wedding.copies[0].read_percent == 100


def test_one_at_a_time(studio: Studio, reading: ReadingBack, clock: ShiftedClock) -> None:
    clock.later_ns = SOON
    other = Job(id="v", kind="verify", tier="nas", state="in progress")
    assert _wanted(reading, studio, other) is None
    everywhere = replace(other, tier="", retry_ns=clock.now_ns() + SECOND)
    assert _wanted(reading, studio, everywhere) is None
    waits_here = Job(id="v", kind="verify", tier="local", retry_ns=clock.now_ns() + DAY)
    assert _wanted(reading, studio, waits_here) is None
    reading.changed()
    assert _wanted(reading, studio, replace(waits_here, tier="nas"), Job(id="b", kind="backup")) is not None


def test_what_came_to_nothing_is_asked_for_an_hour_later(
    studio: Studio, reading: ReadingBack, clock: ShiftedClock
) -> None:
    clock.later_ns = SOON
    assert _wanted(reading, studio) is not None
    assert _wanted(reading, studio) is None
    clock.later_ns = SOON + AGAIN
    assert _wanted(reading, studio) is not None


def test_tiers_which_do_not_answer_are_left_alone(studio: Studio, reading: ReadingBack, clock: ShiftedClock) -> None:
    (row,) = _rows(studio)
    nas = Tier(id="n" * 32, name="nas", role="nas", location="/nowhere")
    studio.tiers = (nas,)
    ledger = ledger_of(studio, nas)
    ledger.stored(f"c/{row.collection}/packs/aa/{'a' * 64}", 100, 1)
    ledger.flush()
    clock.later_ns = SOON
    job = _wanted(reading, studio)
    assert job is not None
    assert job.tier == "local"
    _do(studio, job)
    reading.has_news(studio)
    assert _wanted(reading, studio) is None
    job = reading.wanted(studio, ["nas"], [row], NORMAL, [])
    assert job is not None
    assert (job.tier, job.wedding, job.size) == ("nas", "Kim", 100)


def test_known_damage_starts_no_reading(studio: Studio, reading: ReadingBack, clock: ShiftedClock) -> None:
    pack = max((p for p in Path(studio.vault.folder).glob("c/*/packs/**/*") if p.is_file()), key=lambda p: p.name)
    pack.chmod(0o600)
    pack.write_bytes(pack.read_bytes()[:-1] + b"?")
    clock.later_ns = SOON
    job = _wanted(reading, studio)
    assert job is not None
    done, code, _ = run_verify(studio, Depth(job.check, job.sample), progress=NoProgress(), cancel=CancelToken())
    assert code == 4
    assert [one.tier for one in done.damaged] == ["local"]
    assert pack.exists()
    clock.later_ns = SOON + DAY
    assert reading.has_news(studio)
    assert _wanted(reading, studio) is None


def test_a_collection_is_as_urgent_as_its_wedding() -> None:
    row = PointRow("p", "c", "Kim", "2026-06-20", "/w", "d", 1, 1, 1, False, 1, 1, 0)
    other = replace(row, id="q", collection="e", wedding="Lee", source="/x")
    found = owners_of([row, other], lambda wedding, _date: "critical" if wedding == "Kim" else "low")
    assert (found["c"].level, found["e"].level) == ("critical", "low")


def test_new_data_of_an_urgent_wedding_is_read_at_a_high_level(
    studio: Studio, reading: ReadingBack, clock: ShiftedClock
) -> None:
    clock.later_ns = SOON
    job = reading.wanted(studio, [], _rows(studio), Urgency(lambda _wedding, _date: "critical"), [])
    assert job is not None
    assert job.level == "high", "soon, but after what is critical was copied"


def test_a_reading_that_a_person_paused_holds_up_no_other(
    studio: Studio, reading: ReadingBack, clock: ShiftedClock
) -> None:
    """Nor is its own asked for beside it: that would be a way around the person."""
    clock.later_ns = SOON
    paused = Job(id="p", kind="verify", tier="nas", wedding="Kim", date="2026-06-20", paused=True)
    everything = replace(paused, tier="", wedding="", date="", state="in progress")
    own = replace(paused, tier="local")
    assert _wanted(reading, studio, own) is None
    job = _wanted(reading, studio, paused, everything)
    assert job is not None and (job.tier, job.wedding) == ("local", "Kim")
