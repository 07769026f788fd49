"""Weddings in words: cells, the whole, what could be lost, why so urgent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from studio_backup.api.tiers import TierCard
from studio_backup.api.weddings import CalendarSays, ObjectivesView
from studio_backup.api.wire import AmountView
from studio_backup.domain.protection import Reason
from studio_backup.domain.wedding import Expected, Spot
from studio_backup.ui.wording.booking_typed import expected_text, expected_typed, names_typed, spot_typed
from studio_backup.ui.wording.booking_words import (
    about_line,
    back_words,
    counts_line,
    moment_there,
    span,
    unsafe_look,
    unsafe_sentence,
    unsafe_words,
)
from studio_backup.ui.wording.bookings import (
    Known,
    day_cell,
    group_state,
    in_order,
    known_of,
    lies_words,
    newest_cell,
    row_words,
    searched_in,
    summary,
    verified_state,
    whole_state,
)
from studio_backup.ui.wording.priority import demand_facts, reason_lines
from studio_backup.ui.wording.wedding_facts import kept_lines, known_facts
from tests.support.bookings import COPIES, booking, kept, nothing_yet, protection, waiting
from tests.support.window_views import NOW, ago, copy, job, source, status, tier

TODAY = date(2026, 6, 10)
TIERS = (tier("Studio NAS"), tier("Amsterdam", role="cloud"))


def known(*late: Any, **more: Any) -> Known:
    return known_of(status(**{"sources": (), "weddings": (), "tiers": TIERS, **more}), late, NOW)


def test_a_wedding_which_lacks_nothing() -> None:
    view = booking()
    cells = [group_state(view, group, known()) for group in ("laptop", "nas", "offsite")]
    assert [(one.look, one.words) for one in cells] == [("protected", "All 412 · 6 min ago")] * 3
    assert (verified_state(view, known()).look, verified_state(view, known()).words) == ("protected", "100 % · today")
    assert whole_state(view, known()).look == "protected"
    assert (day_cell(view, TODAY), newest_cell(view, NOW)) == ("Sat 13 Jun", "6 min ago")
    assert counts_line(view) == "412 photos · 9.8 GB"


def test_one_place_away_names_what_waits_and_the_rest_as_not_reachable() -> None:
    away = known(waiting(booking()), tiers=(tier("Studio NAS", state="unreachable", last_contact_ns=ago(40)), TIERS[1]))
    cell = group_state(booking(), "nas", away)
    assert (cell.look, cell.words) == ("attention", "412 waiting since 21:10")
    other = group_state(booking("Barn", "2026-06-06"), "nas", away)
    assert (other.look, other.words) == ("attention", "Not reachable since 21:10")
    assert whole_state(booking(), away).look == "attention"
    assert "Studio NAS not reachable since 21:10" in summary((booking(),), away)


def test_what_is_copied_counts_down_and_what_waits_by_plan_is_no_alarm() -> None:
    running = job(wedding="Rose Hall", date="2026-06-13", tier="Studio NAS")
    behind = booking(copies=(COPIES[0], copy("Studio NAS", "nas", waiting=2), COPIES[2]))
    cell = group_state(behind, "nas", known(running=(running,)))
    assert (cell.look, cell.words, cell.percent) == ("working", "300 to go", 25.0)
    everything = job(wedding="", date="", tier="Studio NAS", progress=AmountView())
    assert group_state(behind, "nas", known(running=(everything,))).words == "being copied"
    later = group_state(behind, "nas", known())
    assert later.look == "later" and later.words.startswith("2 backup")
    assert group_state(booking(copies=behind.copies, at_risk=True), "nas", known()).look == "attention"


def test_nothing_yet_is_neither_green_nor_an_alarm() -> None:
    view = nothing_yet("Harbour Rooms", "2026-06-19")
    assert group_state(view, "nas", known()).look == "none" and newest_cell(view, NOW) == "none yet"
    assert whole_state(view, known()).look == "none" and verified_state(view, known()).look == "none"


def test_files_in_no_backup_yet_are_told_of_the_laptop() -> None:
    folder = source(wedding="Rose Hall", date="2026-06-13", waiting_files=40, waiting_since_ns=ago(40), state="working")
    cell = group_state(booking(), "laptop", known(sources=(folder,)))
    assert (cell.look, cell.words) == ("working", "40 waiting since 21:10")


def test_several_places_of_one_kind_tell_the_worst() -> None:
    second = copy("Drive", "offsite", damaged=2)
    cell = group_state(booking(copies=(*COPIES, second)), "offsite", known())
    assert (cell.look, cell.words) == ("failed", "1 of 2 complete")
    both = (*COPIES, copy("Drive", "offsite"))
    assert group_state(booking(copies=both), "offsite", known()).words == "All 412 · 2 places"
    spare = booking(copies=(*COPIES, copy("Drive", "offsite", points=0, demanded=False)))
    assert group_state(spare, "offsite", known()).words == "All 412 · 6 min ago"


def test_green_only_where_everything_was_read_back_and_nothing_is_short() -> None:
    part = booking(copies=(COPIES[0], COPIES[1], copy("Amsterdam", "cloud", read_percent=99.97, bytes=9_600_000_000)))
    assert verified_state(part, known()).words == "99 %" and whole_state(part, known()).look == "part"
    short = booking(media_protection=protection(shortfall="3 of 5 copies: the studio has no more places."))
    assert whole_state(short, known()).look == "later"
    assert whole_state(booking(at_risk=True, risk="412 wait."), known()).words == "412 wait."


def test_at_risk_first_then_urgent_then_what_comes_then_what_was() -> None:
    views = (
        booking("past", "2026-05-30"),
        booking("soon", "2026-06-20"),
        booking("next", "2026-06-13"),
        booking("long ago", "2025-05-30"),
        booking("urgent", "2026-06-06", level="high"),
        booking("risk", "2025-01-01", at_risk=True),
    )
    assert [one.name for one in in_order(views, TODAY)] == ["risk", "urgent", "next", "soon", "past", "long ago"]
    assert summary(views, known()) == "6, 1 at risk"


def test_one_finds_it_by_couple_venue_and_day() -> None:
    text = searched_in(booking(couple="Anna & Ben", venue="Rose Hall", contract="2614"))
    assert all(one in text for one in ("anna", "rose", "2614", "2026-06-13", "13 jun", "june"))
    assert "Studio NAS: All 412" in row_words(booking(), known())


@pytest.mark.parametrize(
    ("told", "words", "look"),
    [
        (ObjectivesView(), "Nothing", None),
        (ObjectivesView(waiting_files=412, rpo_s=2880, rpo_allowed_s=900), "412 files · 48 min", "attention"),
        (ObjectivesView(waiting_files=3, rpo_offsite_s=7200, rpo_offsite_allowed_s=14400), None, None),
    ],
)
def test_what_could_be_lost(told: ObjectivesView, words: str | None, look: str | None) -> None:
    assert unsafe_look(told) == look
    if words is None:
        assert unsafe_words(told) == "3 files · 2 h 0 min not off-site"
        assert unsafe_sentence(told) == "Not off-site for 2 h 0 min, allowed are 4 h"
    else:
        assert unsafe_words(told) == words


def test_how_long_it_takes_to_get_it_back_says_whether_it_was_measured() -> None:
    assert back_words(ObjectivesView(), NOW) == "Not measured yet"
    measured = ObjectivesView(rto_s=120, rto_measured=True, rto_at_ns=ago(60), rto_from="NAS")
    assert back_words(measured, NOW) == "2 min, measured 20:50"
    assert back_words(ObjectivesView(rto_s=960, rto_from="NAS"), NOW) == "about 16 min, from NAS"
    assert [span(one) for one in (900, 14_400, 86_400, 7 * 86_400)] == ["15 min", "4 h", "24 h", "7 days"]


def test_reasons_end_by_the_clock_at_the_venue() -> None:
    until = 1_781_971_200 * 10**9  # Sat 20 June 2026, 16:00 UTC
    one = protection("critical", reasons=(Reason(rule="papers within 7 days", text="In 3 days.", until_ns=until),))
    assert reason_lines(one, "Pacific/Auckland") == (
        "In 3 days. This holds until Sun 21 Jun 04:00 (Pacific/Auckland).",
    )
    assert reason_lines(protection(), "") == ("Shot and not delivered yet.",)
    assert moment_there(until, "No/Such_Zone") == moment_there(until, "")
    facts = dict(demand_facts(protection(offsite_within_s=0, looked_every_s=0)))
    assert facts["Demanded"] == "3 copies, 2 kinds of media, 2 places"
    assert facts["Looked at"] == "as it changes" and facts["Off-site"] == "at once"


def test_what_is_known_stands_beside_what_the_calendar_says() -> None:
    view = booking(
        venue="Barn", from_calendar=(CalendarSays(field="venue", says="Old barn"),), guests=120, hold="court"
    )
    facts = dict(known_facts(view))
    assert facts["Venue"] == "Barn (the calendar says: Old barn)" and facts["Guests"] == "120"
    assert about_line(view, TODAY) == "Sat 13 Jun 2026 · in 3 days · Barn · Anna & Ben"
    lines = kept_lines(view, kept(view), NOW)
    assert lines[0][1] == "Held: court. Nothing of it is removed until the hold ends."
    assert lines[1][1] == "It is not delivered: it loses nothing."


def test_what_is_typed_becomes_what_the_engine_takes() -> None:
    text = "Anna 1200\nsecond shooter: 600\ndrone\n"
    found = expected_typed(text)
    assert found == (
        Expected(name="Anna", photos=1200),
        Expected(name="second shooter", photos=600),
        Expected(name="drone"),
    )
    assert expected_typed(expected_text(found)) == found and expected_typed("5") == (Expected(name="5"),)
    assert names_typed("Anna, Karl ,\nEva") == ("Anna", "Karl", "Eva")
    assert spot_typed("51.48, -0.61") == Spot(latitude=51.48, longitude=-0.61) and spot_typed(" ") is None
    for wrong in ("London", "91, 0", "1,2,3", "1"):
        with pytest.raises(ValueError, match=r".*"):
            spot_typed(wrong)


def test_where_a_copy_lies_and_how_far_from_the_venue() -> None:
    nas = TierCard(
        id="t1", name="Studio NAS", role="nas", location="/n", added_ns=1, medium="nas", place="studio",
        spot=Spot(latitude=51.5, longitude=-0.1),
    )  # fmt: skip
    drive = TierCard(
        id="t2", name="Drive", role="offsite", location="/d", added_ns=1, medium="disk", place="where Drive is kept"
    )
    view = booking(spot=Spot(latitude=51.48, longitude=-0.61))
    seen = known_of(status(), (), NOW, (nas, drive))
    assert lies_words(view, COPIES[1], seen) == "NAS, studio, 35 km from the venue"
    assert lies_words(booking(spot=nas.spot), COPIES[1], seen) == "NAS, studio, at the venue"
    assert lies_words(view, copy("Drive", "offsite"), seen) == "drive, off-site"
    assert lies_words(view, COPIES[0], seen) == "this computer" and lies_words(view, COPIES[2], seen) == "cloud, first"
