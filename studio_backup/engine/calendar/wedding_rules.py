"""Which events are weddings, and why, in words. Pure.

What a person said of an event wins. Then what is named as no wedding, then the words, categories and colours that are;
where nothing is named, the words of the trade: in the title or a category, or with a couple in the title also in the
place and the notes. The trade's words for what is none are looked for in the title alone, and not in the place that it
names: notes may speak of a meeting, and a hall may be called Fair Oaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from studio_backup.domain.calendar import Choice, Rules
from studio_backup.engine.calendar.couples import couple_of, place_of
from studio_backup.engine.calendar.spotting import spotted
from studio_backup.engine.calendar.texts import folded
from studio_backup.engine.calendar.values import Event
from studio_backup.engine.calendar.words import NOT, PLACES, WEDDING

MOST_TIMES: Final = 10
"""Occurrences of a series that may each be a wedding: more of them are a habit."""


class Judged(Struct, frozen=True):
    """Whether an event is a wedding, and the reason as a sentence."""

    is_wedding: bool
    why: str


def judged(event: Event, rules: Rules, choice: Choice) -> Judged:
    """By a person's choice, else by the rules."""
    if choice:
        wedding = choice == "wedding"
        return Judged(wedding, "You said that it is a wedding." if wedding else "You said that it is no wedding.")
    said = _said_none(event, rules)
    if said:
        return Judged(False, said)
    if event.times > MOST_TIMES:
        return Judged(False, f"It recurs {event.times:,} times, as no wedding does.")
    if rules.every_event:
        return Judged(True, "Every event of this calendar is a wedding.")
    if rules.words or rules.categories:
        found = next(_by_rules(event, rules), "")
        return Judged(bool(found), found or "No word or category that you named is in it.")
    return _by_trade(event)


def _texts(event: Event) -> tuple[tuple[str, str], ...]:
    return (("title says", event.title), ("place says", event.place), ("notes say", event.notes))


def _said_none(event: Event, rules: Rules) -> str:
    for where, text in _texts(event):
        if word := spotted(rules.not_words, text):
            return f"Its {where} “{word}”, which you named as no wedding."
    return ""


def _by_rules(event: Event, rules: Rules) -> Iterator[str]:
    for where, text in _texts(event):
        if word := spotted(rules.words, text):
            yield f"Its {where} “{word}”."
    named = {folded(one) for one in rules.categories}
    yield from (f"Its category is “{one}”." for one in event.categories if folded(one) in named)
    if event.color and folded(event.color) in named:
        yield f"Its colour is “{event.color}”."


def _by_trade(event: Event) -> Judged:
    if none := _no_wedding(event.title):
        return Judged(False, f"Its title says “{none}”.")
    said = next(_trade_words(event), "")
    return Judged(bool(said), said or "Nothing in it says that it is a wedding.")


def _no_wedding(title: str) -> str:
    found = spotted(NOT, title, whole=True)
    if not found:
        return ""
    bare = folded(title).replace(folded(place_of(title)) or "\n", " ")
    for place in PLACES:
        bare = bare.replace(place, " ")
    return spotted(NOT, bare, whole=True)


def _trade_words(event: Event) -> Iterator[str]:
    if word := spotted(WEDDING, event.title):
        yield f"Its title says “{word}”."
    for one in event.categories:
        if spotted(WEDDING, one):
            yield f"Its category is “{one}”."
    if couple_of(event.title):
        for where, text in _texts(event)[1:]:
            if word := spotted(WEDDING, text):
                yield f"Its title names a couple, and its {where} “{word}”."
