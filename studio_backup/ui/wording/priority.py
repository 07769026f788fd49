"""Why a wedding is as urgent as it is, in words: reasons with their ends, what is demanded, what is there. Pure."""

from __future__ import annotations

from studio_backup.api.weddings import BookingView, ProtectionView
from studio_backup.base.names import display
from studio_backup.domain.protection import Demand
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.booking_words import moment_there, span


def demand_words(one: Demand) -> str:
    """ "5 copies, 3 kinds of media, 3 places"."""
    return ", ".join(
        (
            translate("Priority", "%n copies", "", one.tiers),
            translate("Priority", "%n kinds of media", "", one.media),
            translate("Priority", "%n places", "", one.places),
        )
    )


def reason_lines(one: ProtectionView, zone: str) -> tuple[str, ...]:
    """Each rule that holds, in its own words, and when it ends."""
    return tuple(_reason(display(each.text), each.until_ns, zone) for each in one.reasons)


def _reason(text: str, until_ns: int, zone: str) -> str:
    if not until_ns:
        return text
    until = translate("Priority", "This holds until {time}.").format(time=moment_there(until_ns, zone))
    return f"{text} {until}"


def demand_facts(one: ProtectionView) -> tuple[tuple[str, str], ...]:
    """Name and value: copies demanded and there, and the deadlines of its level."""
    facts = [
        (translate("Priority", "Demanded"), demand_words(one.copies)),
        (translate("Priority", "There"), demand_words(one.have)),
    ]
    if one.looked_every_s:
        text = translate("Priority", "every {time} at the latest")
        facts.append((translate("Priority", "Looked at"), text.format(time=span(one.looked_every_s))))
    else:
        facts.append((translate("Priority", "Looked at"), translate("Priority", "as it changes")))
    for name, seconds in (
        (translate("Priority", "Off-site"), one.offsite_within_s),
        (translate("Priority", "Read back"), one.read_within_s),
    ):
        words = translate("Priority", "within {time}").format(time=span(seconds))
        facts.append((name, words if seconds else translate("Priority", "at once")))
    return tuple(facts)


def class_title(of_media: bool) -> str:
    """What a wedding consists of, for protection."""
    return translate("Priority", "Photos and videos") if of_media else translate("Priority", "Papers")


def nothing_of(of_media: bool) -> str:
    """What is said where there is none of that class."""
    if of_media:
        return translate("Priority", "None yet: from the first file on they are critical until they are safe.")
    return translate("Priority", "None yet: timeline, guest list, seating and contracts are told by their endings.")


def sentence_of(view: BookingView) -> str:
    """Why, and until when, as the engine says it."""
    return display(view.sentence)
