"""Which events are weddings, why, and of which couple."""

from __future__ import annotations

import pytest

from studio_backup.domain.calendar import Rules
from studio_backup.engine.calendar.couples import couple_of, place_of
from studio_backup.engine.calendar.values import Event
from studio_backup.engine.calendar.wedding_rules import judged

TRADE = Rules()


def titled(title: str, **more: object) -> Event:
    return Event(uid="1", title=title, start_ns=1, end_ns=2, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "title",
    [
        "Wedding: Anna & Ben",
        "WEDDING Smith/Jones",
        "Anna & Ben's wedding at Rose Hall",
        "Hochzeit Müller",
        "Gartenhochzeit",
        "Standesamt Anna + Ben",
        "Mariage de Léa et Tom",
        "Boda Ana y Luis",
        "Casamento da Ana",
        "Matrimonio Rossi",
        "Bruiloft",
        "Bröllop",
        "Bryllup Kari og Ola",
        "Häät",
        "Ślub Ani",
        "SLUB",
        "Svatba",
        "Esküvő",
        "Nuntă",
        "Свадьба",
        "Весілля",
        "Γάμος",
        "Düğün",
        "חתונה",
        "حفل زفاف",
        "शादी",
        "山田さんの結婚式",
        "婚礼",
        "결혼식",
        "Weddings at Fair Oaks @ Fair Oaks",
        "Wedding at Quaker Meeting House",
        "Wedding Anna & Ben @ The Show Barn",
    ],
)
def test_words_of_the_trade(title: str) -> None:
    assert judged(titled(title), TRADE, "").is_wedding


@pytest.mark.parametrize(
    "title",
    [
        "Wedding meeting",
        "Wedding consultation Anna",
        "Anna & Ben wedding anniversary",
        "Wedding rehearsal",
        "Wedding fair",
        "Dentist",
        "Hochzeitsmesse",
        "Besprechung Hochzeit",
        "Hochzeitstag",
        "Call about wedding",
        "Réunion mariage",
        "Invoice for wedding",
        "Salon du mariage",
        "Abode repairs",
        "Reunión boda",
        "(no title)",
        "",
        "Möte bröllop",
    ],
)
def test_what_is_none(title: str) -> None:
    found = judged(titled(title), TRADE, "")
    assert not found.is_wedding and found.why.endswith(".")


def test_every_reason_names_its_word() -> None:
    assert judged(titled("Hochzeit Anna"), TRADE, "").why == "Its title says “hochzeit”."
    assert judged(titled("Wedding meeting"), TRADE, "").why == "Its title says “meeting”."
    assert judged(titled("Anna", categories=("Weddings",)), TRADE, "").why == "Its category is “Weddings”."
    noted = titled("Anna & Ben", notes="Meeting point: the church. Wedding package L.")
    assert judged(noted, TRADE, "").why == "Its title names a couple, and its notes say “wedding”."
    assert not judged(titled("Anna", notes="after the wedding"), TRADE, "").is_wedding


def test_a_person_wins_over_all_rules() -> None:
    assert judged(titled("Dentist"), TRADE, "wedding").is_wedding
    assert not judged(titled("Wedding"), Rules(every_event=True), "none").is_wedding


def test_rules_of_a_persons_own() -> None:
    rules = Rules(words=("shoot", "Fête"), not_words=("test",), categories=("Gold", "teal"))
    assert judged(titled("Big SHOOT"), rules, "").is_wedding
    assert judged(titled("x", place="fetes"), rules, "").is_wedding
    assert not judged(titled("Big shoot, a test"), rules, "").is_wedding
    assert judged(titled("x", categories=("gold",)), rules, "").is_wedding
    assert judged(titled("x", color="Teal"), rules, "").why == "Its colour is “Teal”."
    assert not judged(titled("Wedding: Anna & Ben"), rules, "").is_wedding, "the trade's words count no more"
    assert judged(titled("Dentist"), Rules(every_event=True), "").is_wedding
    assert not judged(titled("a test"), Rules(every_event=True, not_words=("test",)), "").is_wedding


def test_what_recurs_every_week_is_a_habit() -> None:
    assert judged(titled("Wedding", times=10), TRADE, "").is_wedding
    for rules in (TRADE, Rules(every_event=True), Rules(words=("wedding",))):
        assert "recurs 11 times" in judged(titled("Wedding", times=11), rules, "").why
    assert judged(titled("Wedding", times=11), TRADE, "wedding").is_wedding


@pytest.mark.parametrize(
    "title, couple, place",
    [
        ("Wedding: Anna & Ben @ Rose Hall", "Anna & Ben", "Rose Hall"),
        ("Anna and Ben's wedding", "Anna & Ben", ""),
        ("Wedding of Anna Smith and Ben Jones at Rose Hall", "Anna Smith & Ben Jones", "Rose Hall"),
        ("Smith/Jones Wedding – Rose Hall", "Smith & Jones", ""),
        ("Hochzeit Müller & Meier", "Müller & Meier", ""),
        ("Mariage de Léa et Tom", "Léa & Tom", ""),
        ("Boda Ana y Luis", "Ana & Luis", ""),
        ("Anna + Ben (full day)", "Anna & Ben", ""),
        ("Wedding in a barn", "", ""),
        ("Wedding Fair", "", ""),
        ("Full day 8 & 9", "", ""),
        ("Wedding", "", ""),
        ("", "", ""),
    ],
)
def test_couple_and_place_in_a_title(title: str, couple: str, place: str) -> None:
    assert (couple_of(title), place_of(title)) == (couple, place)
