"""SIGKILL of a real engine under live work. The long form is tests/fault/run --part engine."""

import sys

import engine_kills
import pytest

SEED = 5
KILLS = 6


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX")
def test_a_killed_engine_loses_nothing_goes_on_by_itself_and_keeps_its_catalog_right():
    result = engine_kills.campaign(KILLS, SEED)
    print(result)
    assert not result.problems, "\n".join(result.problems)
