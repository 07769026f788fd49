"""The options by which a person types what he knows of a wedding."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, Final

import click

from studio_backup.base.errors import UsageError
from studio_backup.cli.spots import spot_of
from studio_backup.domain.wedding import Expected

_MOMENT: Final = "YYYY-MM-DDTHH:MM"
_TEXTS: Final = ("start", "end", "zone", "couple", "venue", "contract", "due", "notes")
_COMMON: Final = (
    click.option("--end", metavar=_MOMENT, help="When it ends; else at the end of its day."),
    click.option("--zone", metavar="ZONE", help="The venue's time zone, for example Europe/London."),
    click.option("--venue", metavar="TEXT", help="Where it is; larger towns tell their time zone."),
    click.option("--guests", type=click.IntRange(0, 100_000), help="How many are invited."),
    click.option("--couple", metavar="TEXT", help="Who marries, where the name does not say it."),
    click.option("--photographer", "photographers", multiple=True, metavar="NAME", help="Who shoots; may be repeated."),
    click.option(
        "--expect",
        "expected",
        multiple=True,
        metavar="NAME[=PHOTOS]",
        help="A camera or shooter whose media must come, and about how many photos; may be repeated.",
    ),
    click.option("--spot", metavar="LAT,LON", help="The venue on the map."),
    click.option("--contract", metavar="TEXT", help="Its number, or where it is."),
    click.option("--due", metavar="YYYY-MM-DD", help="The day on which the gallery is promised."),
    click.option("--notes", metavar="TEXT", help="Anything else."),
)
_START: Final = "When it begins, by the clock at the venue; a day alone for the whole day."


def wedding_options(*, new: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a verb these options; it is called with `told`, the fields that were named."""

    def decorate(verb: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(verb)
        def called(*args: Any, **given: Any) -> Any:
            known = {name: given.pop(name) for name in (*_TEXTS, "guests", "photographers", "expected", "spot")}
            return verb(*args, **given, told=_told(known))

        for option in reversed(_COMMON):
            called = option(called)
        return click.option("--start", metavar=_MOMENT, required=new, help=_START)(called)

    return decorate


def _told(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that were named, as a request has them; an option given as "" empties its field."""
    told = {name: given[name] for name in (*_TEXTS, "guests") if given[name] is not None}
    if given["photographers"]:
        told["photographers"] = tuple(filter(None, given["photographers"]))
    if given["expected"]:
        told["expected"] = tuple(map(_expected, filter(None, given["expected"])))
    if given["spot"] is not None:
        told["spot"] = spot_of(given["spot"]) if given["spot"] else None
    return told


def _expected(text: str) -> Expected:
    name, equals, photos = text.rpartition("=")
    if not equals:
        return Expected(name=text)
    if not photos.isascii() or not photos.isdigit() or len(photos) > 7:
        raise UsageError(f"{photos!a} is no number of photos.", hint='Write it as "Second shooter=1200".')
    return Expected(name=name, photos=int(photos))
