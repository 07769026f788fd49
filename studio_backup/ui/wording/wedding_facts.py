"""What is known of a wedding and how long it is kept, as lines. Pure."""

from __future__ import annotations

from studio_backup.api.retention import WeddingRetentionView
from studio_backup.api.weddings import BookingView
from studio_backup.base.names import display
from studio_backup.domain.wedding import State
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.amounts import number
from studio_backup.ui.wording.booking_typed import spot_text
from studio_backup.ui.wording.booking_words import clock_line, expected_words, state_words
from studio_backup.ui.wording.times import day_words, local, moment, short_day

_MOST_WHY = 3


def known_facts(view: BookingView) -> tuple[tuple[str, str], ...]:
    """Name and value of each field that says something; the calendar's word beside a typed one."""
    guests = "" if view.guests is None else number(view.guests)
    fields = (
        ("", translate("Facts", "State"), _state(view)),
        ("start", translate("Facts", "Hours"), clock_line(view)),
        ("zone", translate("Facts", "Time zone"), display(view.zone)),
        ("couple", translate("Facts", "Couple"), display(view.couple)),
        ("venue", translate("Facts", "Venue"), display(view.venue)),
        ("spot", translate("Facts", "On the map"), spot_text(view.spot)),
        ("guests", translate("Facts", "Guests"), guests),
        ("photographers", translate("Facts", "Photographers"), ", ".join(map(display, view.photographers))),
        ("expected", translate("Facts", "Expected"), expected_words(view)),
        ("contract", translate("Facts", "Contract"), display(view.contract)),
        ("due", translate("Facts", "Promised for"), _day(view.due)),
        ("", translate("Facts", "Delivered"), _day(view.delivered)),
    )
    says = {"start" if one.field == "end" else one.field: one.says for one in view.from_calendar}
    found = [(name, _beside(value, says.get(field, ""))) for field, name, value in fields]
    return tuple((name, value) for name, value in found if value)


def _state(view: BookingView) -> str:
    words: State = view.state
    parts = [state_words(words)]
    if view.emergency:
        parts.append(translate("Facts", "an emergency was declared"))
    if view.cards_released_ns:
        parts.append(translate("Facts", "cards released"))
    if view.nothing_to_come:
        parts.append(translate("Facts", "nothing more to come"))
    return ", ".join(parts)


def _beside(value: str, says: str) -> str:
    """What a person typed, and what the calendar says."""
    if not says:
        return value
    text = translate("Facts", "{typed} (the calendar says: {says})")
    return text.format(typed=value or translate("Facts", "none"), says=display(says))


def _day(text: str) -> str:
    return short_day(text) + f" {text[:4]}" if text else ""


def kept_lines(view: BookingView, kept: WeddingRetentionView | None, now_ns: int) -> tuple[tuple[str, str], ...]:
    """Icon and sentence: holds first, then what keeps it, then what would go next."""
    lines = []
    if view.hold:
        text = translate("Facts", "Held: {reason}. Nothing of it is removed until the hold ends.")
        lines.append(("lock-simple", text.format(reason=display(view.hold).rstrip("."))))
    if kept is None:
        return tuple(lines) or (("clock", translate("Facts", "Not known yet")),)
    lines += [("calendar-check", display(why)) for why in kept.why[:_MOST_WHY]]
    if kept.would_go:
        text = translate("Facts", "%Ln recovery points of it are older than its policy keeps them.", "", kept.would_go)
        lines.append(("clock", text))
    if kept.next_ns:
        lines.append(("clock", _next(kept, now_ns)))
    return tuple(lines) or (("calendar-check", translate("Facts", "Nothing of it goes by age alone.")),)


def _next(kept: WeddingRetentionView, now_ns: int) -> str:
    then = local(kept.next_ns)
    near = then.year == local(now_ns).year
    when = moment(kept.next_ns, now_ns) if near else day_words(then.date(), "d MMM yyyy")
    text = translate("Facts", "The next %Ln points would go on {day}.", "", max(1, kept.next_points))
    return text.format(day=when)
