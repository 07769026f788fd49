"""How often is too often."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio_backup.engine.server.limits import ALLOWED, HOUR_S, WRONG_TOKENS, Limits, Window


@given(st.lists(st.floats(0, 100), max_size=60), st.integers(1, 5))
def test_never_more_than_allowed_within_any_period(gaps: list[float], allowed: int) -> None:
    """However they are spread; and who waits as long as he was told gets in."""
    window, now, admitted = Window(allowed, 60), 0.0, []
    for gap in gaps:
        now += gap
        wait = window.admit(now)
        if wait == 0:
            admitted.append(now)
        else:
            assert 0 < wait <= 60 + 1e-6
            assert window.wait_s(now + wait + 1e-6) == 0
    for start in admitted:
        assert sum(start <= at < start + 60 - 1e-6 for at in admitted) <= allowed


def test_the_promised_numbers() -> None:
    """5 backups, 2 restores, 3 triggers an hour; 5 wrong tokens a minute."""
    assert ALLOWED == {"backup": 5, "restore": 2, "trigger": 3}
    limits = Limits()
    assert [limits.admit("a", "backup", 10.0) for _ in range(6)] == [0, 0, 0, 0, 0, HOUR_S]
    assert [limits.admit("a", "restore", 10.0) for _ in range(3)] == [0, 0, HOUR_S]
    assert [limits.admit("a", "trigger", 10.0) for _ in range(4)] == [0, 0, 0, HOUR_S]
    assert limits.admit("b", "backup", 10.0) == 0
    assert limits.admit("a", "backup", 10.0 + HOUR_S) == 0
    assert [limits.wrong_token(0.0) for _ in range(WRONG_TOKENS + 1)] == [0] * WRONG_TOKENS + [60]
    assert limits.wrong_token(60.0) == 0


def test_many_callers_cost_bounded_memory() -> None:
    """The oldest are forgotten."""
    limits = Limits()
    for number in range(5_000):
        limits.admit(str(number), "backup", 0.0)
    assert len(limits._windows) <= 1_000
