"""One engine a home."""

import multiprocessing
import os

import pytest

from studio_backup.engine.home import Home
from studio_backup.engine.process.single import AlreadyRunning, only_engine, running_engine
from tests.support.fixed_clock import FixedClock


@pytest.fixture
def home(tmp_path):
    return Home(str(tmp_path / "home"))


def test_nobody_runs_where_no_home_is(home):
    assert running_engine(home) is None


def test_a_second_one_is_refused_and_told_which_runs(home):
    with only_engine(home, FixedClock()):
        assert running_engine(home) == os.getpid()
        with pytest.raises(AlreadyRunning, match=str(os.getpid())), only_engine(home, FixedClock()):
            pass
    assert running_engine(home) is None


def _hold_and_die(path):
    with only_engine(Home(path), FixedClock()):
        os._exit(1)


def test_a_dead_one_leaves_no_lock(home):
    child = multiprocessing.get_context("spawn").Process(target=_hold_and_die, args=(home.path,))
    child.start()
    child.join(30)
    assert child.exitcode == 1 and running_engine(home) is None
    with only_engine(home, FixedClock()):
        assert running_engine(home) == os.getpid()
