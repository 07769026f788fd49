"""Typing in a wedding, assigning folders, connecting a calendar, and what is asked before something is done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import UNSET

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from studio_backup.api.calendars import CalendarPreview, CalendarView
from studio_backup.api.tiers import TierCard
from studio_backup.api.weddings import CalendarSays
from studio_backup.api.wire import SourceView
from studio_backup.base.errors import StudioBackupError
from studio_backup.domain.wedding import Expected, Spot
from studio_backup.ui.dialogs.ask import AskDialog
from studio_backup.ui.dialogs.assign import AssignDialog
from studio_backup.ui.dialogs.calendar import EVENTS, WHERE, CalendarDialog
from studio_backup.ui.dialogs.edit_place import EditPlaceDialog
from studio_backup.ui.dialogs.plan import PlanDialog
from studio_backup.ui.dialogs.wedding import WeddingDialog
from studio_backup.ui.grabbing import wait_until
from studio_backup.ui.pages.settings_calendars import CalendarsSection
from studio_backup.ui.pages.wedding_acts import WeddingActs
from studio_backup.ui.wording.calendars import (
    address_waits,
    calendar_words,
    count_words,
    may_be_right,
    preview_words,
    rules_words,
    skipped_words,
    when_words,
    words_typed,
)
from tests.support.bookings import booking, event, fake_engine
from tests.support.window_shell import fake_shell
from tests.support.window_views import NOW, ago, source, status
from tests.support.windows import unnamed


@pytest.fixture(autouse=True)
def _closed(application: Any) -> Iterator[None]:
    """A window that is left would be styled anew with every theme."""
    yield
    for one in application.topLevelWidgets():
        if one.parentWidget() is None:
            one.close()
            one.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _soon(there: Any) -> bool:
    return wait_until(lambda: bool(there()), 10_000)


# A wedding ------------------------------------------------------------------------------------------------------------


def test_a_name_and_a_day_are_enough(theme: Any) -> None:
    engine = fake_engine()
    dialog = WeddingDialog(fake_shell(theme, engine, NOW), None)
    dialog.show()
    assert not dialog.save.isEnabled() and "name" in dialog.waits.text() and unnamed(dialog) == []
    dialog.name.setText("Rose Hall")
    dialog.save.click()
    (verb, new), *_ = engine.weddings.told
    assert verb == "add" and (new.name, new.start, new.end) == ("Rose Hall", "2026-06-13T13:00", "2026-06-13T23:59")
    assert new.guests is None and new.zone == "" and new.expected == ()


def test_the_last_day_goes_with_the_first_and_an_end_before_the_beginning_is_refused(theme: Any) -> None:
    dialog = WeddingDialog(fake_shell(theme, fake_engine(), NOW), None)
    dialog.name.setText("Rose Hall")
    dialog.when.show_when("2026-06-20T15:00", "2026-06-21T02:00", all_day=False)
    dialog.when.first.show_date(dialog.when.first.value().addDays(7))
    assert (dialog.when.start, dialog.when.finish) == ("2026-06-27T15:00", "2026-06-28T02:00")
    dialog.when.last.show_date(dialog.when.first.value())
    assert "ends before" in dialog.waits.text() and not dialog.save.isEnabled()
    dialog.when.all_day.setChecked(True)
    assert (dialog.when.start, dialog.when.finish) == ("2026-06-27", "2026-06-27") and dialog.save.isEnabled()


def test_only_what_was_changed_is_sent_so_the_rest_goes_on_following_the_calendar(theme: Any) -> None:
    view = booking(calendar="c1", from_calendar=(CalendarSays(field="venue", says="Old barn"),), guests=80)
    engine = fake_engine(view)
    dialog = WeddingDialog(fake_shell(theme, engine, NOW), view)
    dialog.expected.setPlainText("Anna 1200")
    dialog.save.click()
    (verb, patch), *_ = engine.weddings.told
    told = {name for name in patch.__struct_fields__ if getattr(patch, name) is not patch.__struct_defaults__[0]}
    assert verb == "edit" and told == {"expected"} and patch.expected == (Expected(name="Anna", photos=1200),)


def test_what_cannot_be_read_is_said_and_nothing_is_sent(theme: Any) -> None:
    engine = fake_engine()
    dialog = WeddingDialog(fake_shell(theme, engine, NOW), None)
    dialog.name.setText("Rose Hall")
    dialog.due.setText("1/2/3")
    dialog.save.click()
    assert "2026-08-01" in dialog.said.words and not engine.weddings.told
    dialog.due.setText("20.8.2026")
    dialog.spot.setText("nowhere")
    dialog.save.click()
    assert "latitude" in dialog.said.words and not engine.weddings.told
    dialog.spot.setText("51.48, -0.61")
    dialog.save.click()
    assert engine.weddings.told[0][1].due == "2026-08-20"


# Its folders ----------------------------------------------------------------------------------------------------------


def test_ticks_say_which_folders_are_its(theme: Any) -> None:
    view = booking()
    sources = (
        SourceView(id="s1", path="/w/rose", wedding="Rose Hall", date="2026-06-13", version=3),
        SourceView(id="s2", path="/w/cards"),
        SourceView(id="s3", path="/w/barn", wedding="Barn", date="2026-06-06"),
    )
    engine = fake_engine(view, sources=sources)
    told: list[Any] = []
    engine.edit_source = lambda *asked: told.append(asked)
    engine.add_source = told.append
    dialog = AssignDialog(fake_shell(theme, engine, NOW), view)
    assert _soon(lambda: dialog.list.count() == 2) and not dialog.save.isEnabled()
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
    dialog.add_folder("/w/second shooter")
    dialog.save.click()
    assert [(one[0], one[1].wedding) for one in told[:2]] == [("s1", ""), ("s2", "Rose Hall")]
    assert (told[2].path, told[2].wedding, told[2].date) == ("/w/second shooter", "Rose Hall", "2026-06-13")


# A calendar -----------------------------------------------------------------------------------------------------------


def test_corrections_are_sent_once_it_is_connected(theme: Any) -> None:
    events = (event(), event("Dentist", is_wedding=False, why="No word of the trade."))
    engine = fake_engine(preview=CalendarPreview(name="Work", events=events, weddings=1))
    dialog = CalendarDialog(fake_shell(theme, engine, NOW))
    dialog.show()
    assert not dialog.on.isEnabled() and unnamed(dialog) == []
    dialog.form.address.setText("https://calendar.example/secret/basic.ics")
    QTest.keyClick(dialog.form.address, Qt.Key.Key_Return)
    assert dialog.step == EVENTS and _soon(lambda: dialog.events.model.rowCount() == 2)
    dialog.events.model.toggle(1)
    assert dialog.events.model.weddings == 2 and dialog.events.model.index(1, 3).data() == "You said so"
    dialog.rules.words.setText("party")
    assert _soon(lambda: len(engine.calendars.asked) == 2)
    assert _soon(lambda: dialog.on.isEnabled()) and dialog.events.model.weddings == 2  # what was said stays said
    dialog.on.click()
    assert _soon(lambda: engine.calendars.chosen)
    assert [(at, one.event, one.choice) for at, one in engine.calendars.chosen] == [("c0", events[1].id, "wedding")]
    assert engine.calendars.added[0].name == "Work" and engine.calendars.added[0].rules.words == ("party",)


def test_an_address_that_gives_no_calendar_is_typed_again(theme: Any) -> None:
    engine = fake_engine()
    engine.calendars.refusal = StudioBackupError(
        "This is a login page, and no calendar.", hint="Copy the secret address."
    )
    dialog = CalendarDialog(fake_shell(theme, engine, NOW))
    dialog.form.address.setText("https://calendar.example/login")
    dialog.on.click()
    assert _soon(lambda: dialog.said.words) and dialog.step == WHERE
    assert "login page" in dialog.said.words and "secret address" in dialog.said.words


def test_words_of_calendars() -> None:
    one = CalendarView(
        id="c", name="Work", kind="feed", address="x", good_ns=ago(4), next_ns=ago(-11), events=12, weddings=8
    )
    assert (
        calendar_words(one, NOW) == "Read 4 min ago, again in 11 min" and count_words(one) == "8 weddings of 12 events"
    )
    broken = CalendarView(
        id="c", name="Work", kind="feed", address="x", good_ns=ago(90), trouble="No answer.", hint="Look.", events=1
    )
    assert calendar_words(broken, NOW) == "No answer. Look. What it said 1 h ago still counts."
    fewer = CalendarView(
        id="c", name="Work", kind="feed", address="x", good_ns=ago(90), trouble="It shrank.", hint="`poll --believe`"
    )
    assert calendar_words(fewer, NOW) == "It shrank. What it said 1 h ago still counts." and may_be_right(fewer)
    assert skipped_words(("a.", "b.", "c.", "d."), 2) == "Left out: a. b. and 2 more" and skipped_words(()) == ""
    assert "no events" in preview_words(CalendarPreview(), 0)
    assert preview_words(CalendarPreview(events=(event(),), more=70), 1).endswith("70 more events are not shown.")
    assert when_words(event(all_day=True)) == "Sat 20 Jun 2026" and when_words(event(start="?")) == "?"
    assert words_typed(" a, b\na;c ,") == ("a", "b", "c")
    assert address_waits("", server=False, user="") and not address_waits("x", server=False, user="")
    assert address_waits("x", server=True, user=" ") and "trade" in rules_words(one.rules)


# Before something is done ---------------------------------------------------------------------------------------------


def _acts(theme: Any, engine: Any) -> tuple[WeddingActs, QWidget]:
    parent = QWidget()
    return WeddingActs(fake_shell(theme, engine, NOW, status(sources=(source(id="s1"),))), parent), parent


def _dialog(parent: QWidget, kind: Any) -> Any:
    return parent.findChildren(kind)[-1]


def test_the_menu_offers_what_can_be_done_now(theme: Any) -> None:
    acts, parent = _acts(theme, fake_engine())
    words = [one.text() for one in acts.menu(booking()).actions() if one.text()]
    assert "Delivered…" in words and "Release its cards…" in words and "Hold everything of it…" in words
    done = booking(delivered="2026-06-20", hold="court", cards_released_ns=1, cancelled=True, nothing_to_come=True)
    words = [one.text() for one in acts.menu(done).actions() if one.text()]
    assert {"Not delivered after all", "End the hold…", "Not cancelled after all", "More is to come"} <= set(words)
    assert "Release its cards…" not in words
    parent.close()


def test_a_hold_wants_a_reason_and_cards_are_released_only_if_one_insists(theme: Any) -> None:
    view = booking()
    engine = fake_engine(view)
    acts, parent = _acts(theme, engine)
    acts.hold(view)
    ask = _dialog(parent, AskDialog)
    assert not ask.go.isEnabled()
    ask.field.setText("the insurer asked")
    ask.go.click()
    engine.weddings.refusal = StudioBackupError("38 photos still lack a copy off-site.", hint="Wait for them.")
    acts.release_cards(view)
    plan = _dialog(parent, PlanDialog)
    plan.go.click()
    assert _soon(lambda: "38 photos" in plan.said.words) and plan.go.text() == "Release them anyway"
    plan.go.click()
    verbs = [(verb, getattr(one, "anyway", None)) for verb, one in engine.weddings.told]
    assert verbs == [("hold", None), ("release", False), ("release", True)]


def test_delivering_and_cancelling_send_what_was_said(theme: Any) -> None:
    view = booking()
    engine = fake_engine(view)
    acts, parent = _acts(theme, engine)
    acts.deliver(view)
    _dialog(parent, AskDialog).go.click()
    acts.cancel(view)
    _dialog(parent, PlanDialog).go.click()
    patches = [one for _, one in engine.weddings.told]
    assert patches[0].delivered == "2026-06-10" and patches[1].cancelled is True


def test_backing_up_a_wedding_without_a_folder_asks_for_one(theme: Any) -> None:
    view = booking()
    engine = fake_engine(view)
    begun: list[Any] = []
    engine.start_job = begun.append
    acts, parent = _acts(theme, engine)
    acts.back_up(view)
    assert not begun and _dialog(parent, AssignDialog).isVisible()
    mine = source(id="s7", wedding=view.name, date=view.date)
    shell = fake_shell(theme, engine, NOW, status(sources=(mine, source())))
    WeddingActs(shell, parent).back_up(view)
    assert [one.source for one in begun] == ["s7"]


def test_where_a_place_lies_is_sent_only_if_it_was_typed(theme: Any) -> None:
    card = TierCard(id="t1", name="Drive", role="offsite", location="/d", added_ns=1, place="where Drive is kept")
    dialog = EditPlaceDialog(fake_shell(theme, fake_engine(), NOW), card)
    assert dialog.place.text() == "" and dialog.patch().place is UNSET and dialog.patch().spot is UNSET
    dialog.place.setText("Anna's flat")
    dialog.spot.setText("51.48 and more")
    assert not dialog.save.isEnabled()
    dialog.spot.setText("51.48, -0.61")
    patch = dialog.patch()
    assert dialog.save.isEnabled() and patch.place == "Anna's flat"
    assert patch.spot == Spot(latitude=51.48, longitude=-0.61)


def test_a_calendar_which_shrank_is_believed_only_after_asking(theme: Any) -> None:
    engine = fake_engine()
    engine.calendars.views.append(
        CalendarView(id="c1", name="Work", kind="feed", address="x", trouble="It shrank.", hint="`poll --believe`")
    )
    told: list[Any] = []
    engine.calendars.poll = lambda *asked: told.append(asked)
    section = CalendarsSection(fake_shell(theme, engine, NOW))
    section.show()
    section.refresh()
    assert _soon(lambda: section.chosen) and section.believe.isVisibleTo(section) and unnamed(section) == []
    section.believe.click()
    section.plan.go.click()
    assert _soon(lambda: told) and (told[0][0], told[0][1].believe) == ("c1", True)


def test_a_day_is_chosen_from_a_month(theme: Any) -> None:
    dialog = WeddingDialog(fake_shell(theme, fake_engine(), NOW), None)
    dialog.show()
    popup = dialog.when.first.open()
    assert unnamed(popup) == [] and popup.grid.at.isoformat() == "2026-06-13"
    QTest.keyClick(popup.grid, Qt.Key.Key_Down)
    QTest.keyClick(popup.grid, Qt.Key.Key_Return)
    assert (dialog.when.start, dialog.when.finish) == ("2026-06-20T13:00", "2026-06-20T23:59")
