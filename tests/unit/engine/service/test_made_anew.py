"""Whoever made the catalog anew, the engine tells it, and not for ever."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from studio_backup.catalog.database import open_catalog
from studio_backup.catalog.settings import KeyValue
from studio_backup.engine.home import CATALOG, Home
from studio_backup.engine.service.made_anew import SHOWN_NS, MadeAnew, made_anew, note_made_anew
from tests.support.fixed_clock import FixedClock


def _told(home: Home) -> tuple[MadeAnew, MadeAnew]:
    """What a start tells now, and what one would tell when it is long ago."""
    clock = FixedClock()
    with contextlib.closing(open_catalog(home.file(CATALOG), clock)) as catalog:
        note_made_anew(home, catalog)
        now = clock.now_ns()
        return made_anew(KeyValue(catalog), now), made_anew(KeyValue(catalog), now + SHOWN_NS)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A new one, in a folder whose name is no text."""
    return Home(str(tmp_path / "h\udcff"))


def test_a_first_catalog_is_nothing_to_tell(home: Home) -> None:
    assert _told(home)[0] == _told(home)[0] == MadeAnew()


def test_one_that_is_gone_is_told_again_and_again_until_it_is_old(home: Home) -> None:
    home.keep_settings(b"{}")
    first, _ = _told(home)
    again, later = _told(home)
    assert first == again and first.at_ns > 0 and first.set_aside == ""
    assert later == MadeAnew()


def test_one_that_was_set_aside_is_told_with_its_new_place(home: Home) -> None:
    _told(home)
    Path(home.file(CATALOG)).write_bytes(b"torn")
    told = _told(home)[0]
    assert told == _told(home)[0] and Path(told.set_aside).read_bytes() == b"torn"
