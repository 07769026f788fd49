"""What a person types for a limit of the line."""

from __future__ import annotations

import pytest

from studio_backup.base.errors import UsageError
from studio_backup.cli.session import Session
from studio_backup.cli.tier_limits import _Wish, limit
from studio_backup.domain.bandwidth import Bandwidth, Window
from studio_backup.engine.unlock import Options

NIGHT = Window(begins=1320, ends=360, rate=500_000)


@pytest.mark.parametrize(
    "words",
    [
        ["nas", "--from", "25:00", "--to", "1:00", "--rate", "1MB"],
        ["nas", "--from", "08:60", "--to", "9:00", "--rate", "1MB"],
        ["nas", "--from", "08:00", "--rate", "1MB"],
        ["nas", "--from", "08:00", "--to", "09:00"],
        ["nas", "--rate", "fast"],
        ["nas", "--rate", "10"],
        ["nas", "--rate", "999999999999GB"],
        [],
        ["nas", "--all"],
    ],
)
def test_what_makes_no_sense_is_refused(words: list[str], tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError):
        limit.main(words, standalone_mode=False, obj=Session(Options(home=str(tmp_path)), json=True, shown=set()))


def test_a_window_with_the_same_hours_is_replaced_and_clear_comes_first() -> None:
    now = Bandwidth(windows=(NIGHT,), otherwise=9_000, urgent_free=False)
    faster = Window(begins=1320, ends=360, rate=800_000)
    day = Window(begins=480, ends=1080, rate=2_000_000)
    assert _Wish(faster, None, False, None).applied(now).windows == (faster,)
    assert _Wish(day, None, False, None).applied(now).windows == (NIGHT, day)
    assert _Wish(None, 1_000, True, None).applied(now) == Bandwidth(otherwise=1_000, urgent_free=False)
    assert _Wish(None, None, False, True).applied(now).urgent_free
    assert _Wish(None, None, False, None).applied(now) == now
    many = Bandwidth(windows=tuple(Window(begins=n, ends=n + 1, rate=1_000) for n in range(24)))
    with pytest.raises(UsageError):
        _Wish(NIGHT, None, False, None).applied(many)
