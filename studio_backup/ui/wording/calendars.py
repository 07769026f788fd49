"""Calendars and their events in words. Pure."""

from __future__ import annotations

import re
from datetime import date

from studio_backup.api.calendars import CalendarKind, CalendarPreview, CalendarView, EventView, WeddingRules
from studio_backup.base.names import display
from studio_backup.ui.texts import translate
from studio_backup.ui.tokens import Look
from studio_backup.ui.wording.times import age, day_words, due


def kind_words(kind: CalendarKind) -> str:
    """What a calendar is."""
    words: dict[CalendarKind, str] = {
        "file": translate("Calendars", "file"),
        "feed": translate("Calendars", "subscribed calendar"),
        "caldav": translate("Calendars", "calendar server"),
    }
    return words[kind]


def calendar_look(one: CalendarView) -> Look:
    """How it stands."""
    if one.trouble:
        return "attention"
    return "protected" if one.good_ns else "off"


def calendar_words(one: CalendarView, now_ns: int) -> str:
    """ "Read 4 min ago, again in 11 min"; or why it could not be read."""
    if one.trouble:
        hint = "" if "`" in one.hint else display(one.hint)  # a command is for the command line
        text = f"{display(one.trouble)} {hint}".strip()
        if not one.good_ns:
            return text
        last = translate("Calendars", "What it said {time} still counts.").format(time=age(one.good_ns, now_ns))
        return f"{text} {last}"
    if not one.good_ns:
        return translate("Calendars", "Not read yet")
    words = translate("Calendars", "Read {time}").format(time=age(one.good_ns, now_ns))
    if one.next_ns > now_ns:
        words += translate("Calendars", ", again {time}").format(time=due(one.next_ns, now_ns))
    return words


def may_be_right(one: CalendarView) -> bool:
    """Whether it shrank all of a sudden, and a person may say that this is right."""
    return "--believe" in one.hint


def count_words(one: CalendarView) -> str:
    """ "8 weddings of 12 events"."""
    text = translate("Calendars", "{weddings} of %n events", "", one.events)
    return text.format(weddings=translate("Calendars", "%n weddings", "", one.weddings))


def preview_words(one: CalendarPreview, weddings: int) -> str:
    """What was found in it."""
    if not one.events:
        return translate("Calendars", "It holds no events of the last year or the next two.")
    text = translate("Calendars", "{weddings} among %n events. Is one wrong? Tick or untick it.", "", len(one.events))
    words = text.format(weddings=translate("Calendars", "%n weddings", "", weddings))
    if one.more:
        words += " " + translate("Calendars", "%Ln more events are not shown.", "", one.more)
    return words


def skipped_words(skipped: tuple[str, ...], most: int = 3) -> str:
    """What of it could not be read."""
    if not skipped:
        return ""
    told = [display(one) for one in skipped[:most]]
    if len(skipped) > most:
        told.append(translate("Calendars", "and %n more", "", len(skipped) - most))
    return translate("Calendars", "Left out: {what}").format(what=" ".join(told))


def is_wedding(one: EventView) -> bool:
    """What a person said, else what the rules say."""
    return one.chosen == "wedding" if one.chosen else one.is_wedding


def why_words(one: EventView) -> str:
    """Why it is one or is none."""
    if one.chosen == "wedding":
        return translate("Calendars", "You said so")
    if one.chosen == "none":
        return translate("Calendars", "You said it is none")
    return display(one.why)


def when_words(one: EventView) -> str:
    """ "Sat 20 Jun 2026, 13:00"; "Sat 20 Jun 2026"."""
    try:
        day = day_words(date.fromisoformat(one.start[:10]), "ddd d MMM yyyy")
    except ValueError:
        return display(one.start)
    clock = one.start[11:16]
    return day if one.all_day or not clock else f"{day}, {clock}"


def words_typed(text: str) -> tuple[str, ...]:
    """Words, separated by commas or lines."""
    return tuple(dict.fromkeys(one.strip() for one in re.split(r"[,\n;]", text) if one.strip()))


def rules_words(rules: WeddingRules) -> str:
    """Which events are weddings, in one line."""
    if rules.every_event:
        return translate("Calendars", "every event is a wedding")
    named = [display(one) for one in (*rules.words, *rules.categories)]
    words = translate("Calendars", "the words of the trade") if not named else ", ".join(named)
    if rules.not_words:
        text = translate("Calendars", "{words}; never {others}")
        return text.format(words=words, others=", ".join(display(one) for one in rules.not_words))
    return words


def address_waits(address: str, *, server: bool, user: str) -> str:
    """Why a calendar of this address cannot be looked into yet, "" if it can."""
    if not address.strip():
        return translate("Calendars", "Its address or its file is still missing")
    if server and not user.strip():
        return translate("Calendars", "The name for the calendar server is still missing")
    return ""
