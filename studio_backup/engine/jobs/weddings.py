"""Which wedding a person means: by its name, and by its date where the name alone is ambiguous."""

from __future__ import annotations

from collections.abc import Sequence

from studio_backup.base.errors import NotFoundError, UsageError
from studio_backup.base.names import display
from studio_backup.domain.collection import SETTINGS, UNASSIGNED, Wedding, grouped, weddings_of
from studio_backup.domain.problem import Problem
from studio_backup.domain.wedding_names import folded as folded
from studio_backup.engine.studio import Studio


def all_weddings(studio: Studio) -> tuple[list[Wedding], list[Problem]]:
    """Every wedding of the vault by date and name, "unassigned" last; and what is wrong with their objects."""
    listing = studio.repository.collections()
    return weddings_of(listing.collections), list(listing.problems)


def everything(studio: Studio) -> tuple[list[Wedding], list[Problem]]:
    """As `all_weddings`, and last the settings: for who names what he wants."""
    listing = studio.repository.collections()
    return grouped(listing.collections), list(listing.problems)


def find_wedding(weddings: Sequence[Wedding], name: str, date: str = "") -> Wedding:
    """The one wedding of this name. Raises NotFoundError, or UsageError if its date is needed."""
    found = same_name(weddings, name, date)
    if len(found) > 1:
        raise one_of_several(name, [one.date for one in found])
    if not found:
        raise NotFoundError(_nobody(name, date), hint=_known(weddings))
    return found[0]


def one_of_several(name: str, dates: Sequence[str]) -> UsageError:
    """What to say to who named one of several weddings of one name, without its date."""
    return UsageError(
        f"{display(name)} is the name of {len(dates)} weddings: {', '.join(date or 'undated' for date in dates)}.",
        hint="Say which one with --date YYYY-MM-DD.",
    )


def same_name(weddings: Sequence[Wedding], name: str, date: str = "") -> list[Wedding]:
    """Weddings of this name, in any case and spelling of its letters; only of the date, if one is given."""
    return [w for w in weddings if folded(w.label) == folded(name) and date in ("", w.date)]


def title(wedding: Wedding) -> str:
    """How a wedding is shown: "Anna & Ben, 2026-06-20"."""
    if wedding.kind == UNASSIGNED:
        return "Without a wedding"
    return ", ".join(filter(None, (display(wedding.label), wedding.date)))


def _nobody(name: str, date: str) -> str:
    return f"There is no wedding {display(name)}{f' on {date}' if date else ''} in this vault."


def _known(weddings: Sequence[Wedding]) -> str:
    weddings = [wedding for wedding in weddings if wedding.kind != SETTINGS]
    if not weddings:
        return "There is no wedding in it yet: `backup PATH --wedding NAME --date YYYY-MM-DD` makes one."
    return f"There are: {'; '.join(title(w) for w in weddings[:12])}{' …' if len(weddings) > 12 else '.'}"
