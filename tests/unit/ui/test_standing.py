"""The one sentence: true, and the worst first."""

from __future__ import annotations

from studio_backup.api.wire import UnreadView
from studio_backup.ui.wording.standing import alerts_first, standing, unreached, waiting_words
from tests.support.window_views import NOW, ago, alert, copy, job, source, status, tier, wedding


def _say(view: object, *, gone: bool = False) -> tuple[str, str, str]:
    found = standing(view, ago(2), NOW, gone=gone)  # type: ignore[arg-type]
    return found.look, found.sentence, found.evidence


def test_all_is_well() -> None:
    assert _say(status()) == ("protected", "All 2 weddings are protected.", "Last backup 4 min ago, next in 11 min.")


def test_green_needs_the_engine_to_say_so() -> None:
    """While anything waits, nothing is called protected, whatever the counts look like."""
    look, sentence, _ = _say(status(state="working", reasons=("46 files wait for NAS.",)))
    assert look == "working" and "protected" not in sentence and "46 files" in sentence


def test_a_start_is_no_alarm() -> None:
    """The first thing a new user sees."""
    told = standing(None, 0, NOW, gone=True, starting=True)
    assert told.look == "off" and told.sentence == "Studio Backup is starting…"
    assert "not running" in standing(None, 0, NOW, gone=True).sentence


def test_working_says_what_waits() -> None:
    view = status(state="working", sources=(source(waiting_files=7, waiting_since_ns=ago(1)),))
    assert _say(view)[1] == "7 files are being backed up."
    behind = tier(state="waiting", waiting_files=46, waiting_since_ns=ago(40))
    assert _say(status(state="working", tiers=(behind,)))[1] == "46 files wait for NAS since 21:10."
    assert _say(status(state="working", running=(job(),)))[1] == "Copying Rose Hall to NAS."


def test_working_says_that_only_the_reading_back_is_left() -> None:
    new = UnreadView(place="NAS", objects=3)
    view = status(state="working", unread=(new,), reasons=("3 stored pieces at NAS were not read back yet.",))
    assert _say(view)[:2] == ("working", "All is copied; 3 stored pieces are still to be read back.")
    more = status(state="working", unread=(new,), reasons=("Drive was not looked at yet.", *view.reasons))
    assert _say(more)[1] == "Drive was not looked at yet."


def test_one_file_is_one() -> None:
    view = status(state="working", sources=(source(waiting_files=1, waiting_since_ns=ago(1)),))
    assert _say(view)[1] == "1 file is being backed up."


def test_trouble_names_place_number_and_time() -> None:
    late = tier(state="unreachable", waiting_files=412, waiting_since_ns=ago(40))
    behind = wedding(copies=(copy(), copy("NAS", "nas", waiting=1), copy("Amsterdam", "cloud")))
    view = status(state="attention", tiers=(late,), alerts=(alert(),), weddings=(wedding(), behind))
    look, sentence, evidence = _say(view)
    assert (look, sentence) == ("attention", "412 files wait for NAS since 21:10.")
    assert evidence == "All of it is at Laptop, Amsterdam. Nothing is lost."
    lacks_other_files = status(state="attention", tiers=(late,), alerts=(alert(),), weddings=(wedding(),))
    assert "NAS" not in _say(lacks_other_files)[2], "it does not hold all of it"
    unsaved = source(waiting_files=3, waiting_since_ns=ago(1))
    assert "Nothing is lost" not in _say(status(state="attention", tiers=(late,), sources=(unsaved,)))[2]
    nowhere = wedding(copies=(copy(waiting=1), copy("NAS", "nas", waiting=1)))
    assert _say(status(state="attention", tiers=(late,), weddings=(nowhere,)))[2] == "Last backup 4 min ago."


def test_a_place_which_went_away_just_now_can_be_tried_again() -> None:
    away = tier(state="unreachable", waiting_files=1, why="The folder is not there.", last_contact_ns=ago(1))
    (found,) = unreached(status(tiers=(away, tier("cloud"))))
    assert (found.id, found.cause) == ("", "NAS") and found.message == "NAS cannot be reached. 1 file waits for it."
    assert unreached(status(tiers=(away,), alerts=(alert(),))) == ()


def test_what_is_critical_comes_first() -> None:
    worst = alert(id="a2", kind="damage", severity="critical", message="3 stored pieces at NAS are damaged.")
    assert _say(status(state="failed", alerts=(alert(), worst)))[1] == "3 stored pieces at NAS are damaged."


def test_locked_paused_and_gone() -> None:
    assert _say(status(state="locked"))[0] == "locked"
    assert _say(status(state="paused", paused_until_ns=ago(-60)))[1] == "Paused by you until 22:50."
    assert _say(status(state="paused"))[1] == "Paused by you until you resume."
    look, sentence, evidence = _say(status(), gone=True)
    assert look == "off" and "not running" in sentence and "21:48" in evidence
    assert _say(None, gone=True)[2] == ""
    assert _say(None)[0] == "paused"


def test_nothing_yet_is_not_green() -> None:
    assert (
        _say(status(state="attention", sources=(), weddings=(), reasons=("No folder is watched yet.",)))[0]
        == "attention"
    )


def test_alerts_unseen_and_worst_first() -> None:
    seen = alert(id="seen", severity="critical", acknowledged_ns=ago(1))
    later = alert(id="later", snoozed_until_ns=ago(-10))
    gone = alert(id="gone", cleared_ns=ago(1))
    worst, notice = alert(id="worst", severity="critical"), alert(id="notice", severity="notice")
    found = alerts_first((seen, notice, later, gone, worst, alert()), NOW)
    assert [one.id for one in found] == ["worst", "a1", "notice", "seen"]


def test_what_waits_says_when_it_is_only_a_part() -> None:
    assert waiting_words(source(), NOW) == ""
    many = source(waiting_files=1412, waiting_more=True, waiting_since_ns=ago(40))
    assert waiting_words(many, NOW) == "1,412+ waiting since 21:10"
