"""Ages, sizes, days, running work."""

from __future__ import annotations

from datetime import date

import pytest

from studio_backup.api.figures import DayView
from studio_backup.api.wire import AmountView
from studio_backup.ui.wording.amounts import percent, size
from studio_backup.ui.wording.days import last_days, summary
from studio_backup.ui.wording.running import Pace, amount_words, done_words, left_words, share, title
from studio_backup.ui.wording.times import age, day_of_wedding, due, left, moment
from tests.support.window_views import NOW, ago, job


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "just now"), (4, "4 min ago"), (125, "2 h ago"), (26 * 60, "Tue 19:50"), (60 * 24 * 12, "29 May 21:50")],
)
def test_ages(minutes: float, words: str) -> None:
    assert age(ago(minutes), NOW) == words


def test_moments_and_due_times() -> None:
    assert moment(ago(60 * 24 * 400), NOW) == "6 May 2025"
    assert [due(ago(-minutes), NOW) for minutes in (0.5, 10.5, 120)] == ["now", "in 11 min", "in 2 h"]
    assert due(ago(-60 * 24 * 2), NOW) == "Fri 12 Jun 21:50"
    assert [left(seconds) for seconds in (5, 540, 7200)] == [
        "less than a minute left",
        "about 9 min left",
        "about 2 h left",
    ]


def test_days_of_weddings() -> None:
    assert day_of_wedding("2026-06-10", NOW).endswith("today")
    assert day_of_wedding("2026-06-06", NOW) == "Sat 6 Jun · 4 days ago"
    assert day_of_wedding("2026-06-11", NOW).endswith("in 1 day")
    assert day_of_wedding("", NOW) == "no date"
    assert day_of_wedding("2025-06-11", NOW) == "Wed 11 Jun 2025 · 12 months ago"


def test_amounts() -> None:
    assert [size(count) for count in (999, 384_000_000, 1_234_000_000)] == ["999 B", "384 MB", "1.2 GB"]
    assert [percent(share) for share in (0, 62.9, 99.99, 100)] == ["0 %", "62 %", "99 %", "100 %"]


def test_the_strip_says_no_more_than_is_known() -> None:
    views = (
        DayView(day="2026-06-07", jobs=3, files=12, bytes_stored=5_000_000),
        DayView(day="2026-06-09", jobs=2, failed=1),
    )
    days = last_days(views, date(2026, 6, 10), 5)
    assert [one.mark for one in days] == ["before", "good", "none", "issue", "none"]
    assert days[1].words == "7 Jun: 12 files backed up, 5.0 MB stored" and days[3].words == "9 Jun: 1 job failed"
    assert summary(days) == "1 backed up · 1 with an issue · 2 without a backup"
    now = last_days(views, date(2026, 6, 10), 5, running=True)
    assert now[-1].mark == "running" and summary(now).endswith("running now") and "0 backed" not in summary(now[-1:])


def test_running_work() -> None:
    one = job()
    assert title(one) == "Copying Rose Hall to NAS" and done_words(one) == "100 of 400 files" and share(one) == 25
    assert amount_words(one, 3_000_000) == "75 MB left of 100 MB · 3.0 MB/s"
    assert left_words(one, 250_000) == "about 5 min left" and left_words(one, 0) == ""
    begun = job(progress=AmountView(bytes=4_000, bytes_total=5_000_000))
    assert left_words(begun, 756) == "", "the first small objects say nothing of the rest"
    unknown = job(kind="backup", progress=AmountView(files=3), stage="scanning")
    assert share(unknown) is None and left_words(unknown, 9) == "" and title(unknown) == "Backing up Rose Hall"


def test_pace_says_nothing_before_it_knows() -> None:
    pace = Pace()
    pace.note(0, 0)
    pace.note(1, 50)
    assert pace.bytes_per_s == 0
    pace.note(4, 400)
    assert pace.bytes_per_s == 100
    for second in range(5, 40):
        pace.note(second, 400 + (second - 4) * 10)
    assert pace.bytes_per_s == pytest.approx(10)
    pace.note(40, 5)
    assert pace.bytes_per_s == 0
