"""Jobs as rows of the activity, in words; and as a table for a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from studio_backup.api.requests import JobsQuery
from studio_backup.api.wire import AmountView, JobView, Page, UsedView
from studio_backup.base.errors import StorageDenied
from studio_backup.ui.wording.history import (
    done_percent,
    kind_word,
    length,
    log_lines,
    look_of,
    speed,
    state_sentence,
    subject,
    when,
)
from tests.support.window_views import NOW

S = 10**9
JOB = JobView(id="a" * 16, kind="backup", level="normal", state="completed", stage="done", wedding="Rose Hall")


def job(**more: Any) -> JobView:
    return replace(JOB, **more)


def test_what_a_job_works_on() -> None:
    sources = {"s1": "/photos/2026/Rose Hall raw"}
    assert subject(job(source="s1"), sources) == "Rose Hall, Rose Hall raw"
    assert subject(job(source="gone"), sources) == "Rose Hall"
    assert subject(job(kind="replicate", tier="NAS"), {}) == "Rose Hall → NAS"
    assert subject(job(kind="replicate", wedding=""), {}) == "Everything → all places"
    assert subject(job(kind="verify", tier="local"), {}) == "Rose Hall at the vault"
    assert kind_word("replicate") == "Copy"


def test_a_job_with_warnings_is_never_green() -> None:
    assert look_of(job()) == "protected"
    assert look_of(job(warnings=("x",))) == "attention"
    assert look_of(job(state="corrupted")) == look_of(job(state="failed")) == "failed"
    assert look_of(job(state="scheduled")) is None, "what waits its turn is no state of the studio"
    assert look_of(job(state="in progress", paused=True)) == "paused"


def test_how_it_stands() -> None:
    used = UsedView(bytes_read=9_800_000_000, bytes_stored=61_000_000)
    assert state_sentence(job(used=used), NOW) == "9.8 GB read; 61 MB stored"
    assert state_sentence(job(warnings=("a", "b"), used=used), NOW).startswith("2 warnings; 9.8 GB read")
    assert state_sentence(job(), NOW) == "Done; nothing was new"
    assert state_sentence(job(state="failed", error="The key was refused."), NOW) == "Failed: The key was refused."
    assert (
        state_sentence(job(state="scheduled", waits_for="the end of the pause"), NOW) == "Waits: the end of the pause"
    )
    assert "Tried 2 times" in state_sentence(job(state="scheduled", attempts=2, retry_ns=NOW + 60 * S), NOW)
    running = job(state="in progress", stage="reading", progress=AmountView(files=3, files_total=10))
    assert state_sentence(running, NOW) == "3 of 10 files" and done_percent(running) == 30
    assert done_percent(job()) is None


def test_markup_and_controls_in_names_stay_visible() -> None:
    assert "\n" not in state_sentence(job(state="failed", error="a\nb\x1b[31m"), NOW)
    assert "\x07" not in subject(job(wedding="Bell\x07"), {})


def test_times_and_speed() -> None:
    taken = job(started_ns=NOW - 130 * S, ended_ns=NOW - 10 * S, used=UsedView(bytes_read=240_000_000))
    assert speed(taken) == "2.0 MB/s" and when(taken, NOW).endswith("· 2 min")
    assert speed(job(started_ns=NOW, ended_ns=NOW + S // 2, used=UsedView(bytes_read=10**9))) == "", "too short to tell"
    assert [length(x) for x in (0.2, 59, 61, 4800)] == ["1 s", "59 s", "1 min", "1 h 20 min"]
    assert any(line.startswith("Ended") for line in log_lines(taken, NOW))


def test_the_table_for_a_spreadsheet_holds_every_page_and_no_formula(tmp_path: Path) -> None:
    from studio_backup.ui.pages.activity_export import write_activity

    pages = {"": Page(items=(job(wedding="=HYPERLINK(1)"),), next="a"), "a": Page(items=(job(started_ns=S),))}
    engine: Any = SimpleNamespace(jobs=lambda query: pages[query.after])
    assert write_activity(str(tmp_path / "out.csv"), JobsQuery(), engine) == 2
    with open(tmp_path / "out.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["wedding"] == "'=HYPERLINK(1)" and rows[1]["begun"] == "1970-01-01T00:00:01+00:00"
    with pytest.raises(StorageDenied, match="could not be written"):
        write_activity(str(tmp_path / "none" / "out.csv"), JobsQuery(), engine)
