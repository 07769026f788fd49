"""One cause, one notification."""

from __future__ import annotations

from studio_backup.ui.notifying import Told
from tests.support.window_views import NOW, ago, alert


def test_one_cause_is_told_once_also_after_a_restart() -> None:
    told = Told()
    notice = told.news((alert(),), NOW)
    assert notice is not None and notice.alert is not None and notice.text == alert().message
    assert told.news((alert(message="NAS does not answer: 500 files wait."),), NOW) is None
    assert Told(told.keys).news((alert(),), NOW) is None


def test_a_cause_which_came_back_is_told_again() -> None:
    told = Told()
    told.news((alert(),), NOW)
    assert told.news((), NOW) is None and told.news((alert(),), NOW) is not None


def test_worse_than_before_is_told_again() -> None:
    told = Told()
    told.news((alert(),), NOW)
    worse = told.news((alert(severity="critical"),), NOW)
    assert worse is not None and worse.critical


def test_silence_about_notices_and_what_was_seen_or_put_off() -> None:
    quiet = (
        alert(severity="notice"),
        alert(id="2", acknowledged_ns=ago(1)),
        alert(id="3", snoozed_until_ns=ago(-1)),
        alert(id="4", cleared_ns=ago(1)),
    )
    assert Told().news(quiet, NOW) is None


def test_many_at_once_are_one() -> None:
    notice = Told().news((alert(), alert(id="2", severity="critical")), NOW)
    assert notice is not None and notice.title == "2 things need a look" and notice.alert is None and notice.critical
