"""What a business of each kind usually wants: a policy to begin with, and the folders it is for. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from studio_backup.domain.policy import Daily, Interval, Policy, Retention, Template, Watched

_IN_SEASON: Final = 5
"""From May to October papers change, and are looked at, five times as often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyTemplate:
    """`about`: for whom, in a sentence. `sources`: names of the folders it is for, as people call them. `classes`: what
    kinds of data lie there. `policy`: to begin with; it has no id yet."""

    about: str
    sources: tuple[str, ...]
    classes: tuple[str, ...]
    policy: Policy


def template(name: Template) -> PolicyTemplate | None:
    """The template of this name; None if there is none."""
    return next((one for one in TEMPLATES if one.policy.template == name), None)


TEMPLATES: Final = (
    PolicyTemplate(
        about="Photographs which nobody can take again, and catalogs which change with every picture edited.",
        sources=("Pictures", "Lightroom", "Capture One", "Contracts"),
        classes=("media", "database", "papers"),
        policy=Policy(id="", name="Photographer", template="photographer", schedule=Watched(), level="high"),
    ),
    PolicyTemplate(
        about="Long files that are written for hours: taken once an hour, so that a card is not read ten times over.",
        sources=("Footage", "Projects", "Exports", "Contracts"),
        classes=("media", "papers"),
        policy=Policy(
            id="",
            name="Videographer",
            template="videographer",
            schedule=Interval(minutes=60),
            retention=Retention(every_point_days=30),
            level="high",
        ),
    ),
    PolicyTemplate(
        about="Guest lists, floor plans and contracts, which the law wants kept; pictures of the house photographer.",
        sources=("Contracts", "Guest lists", "Floor plans", "Pictures"),
        classes=("papers", "legal", "media"),
        policy=Policy(
            id="",
            name="Venue",
            template="venue",
            schedule=Daily(times=("12:30", "22:30"), season=_IN_SEASON),
            retention=Retention(monthly_days=10 * 365, legal_years=7),
        ),
    ),
    PolicyTemplate(
        about="Orders and designs, which change while the shop is open.",
        sources=("Orders", "Designs", "Invoices"),
        classes=("papers", "legal"),
        policy=Policy(
            id="",
            name="Florist",
            template="florist",
            schedule=Daily(times=("19:00",), season=_IN_SEASON),
        ),
    ),
    PolicyTemplate(
        about="Timelines, seating and contracts, which change by the minute in the week before.",
        sources=("Timelines", "Seating", "Contracts", "Budgets"),
        classes=("papers", "legal"),
        policy=Policy(id="", name="Planner", template="planner", schedule=Watched()),
    ),
    PolicyTemplate(
        about="Menus, orders and allergies, settled once a day after service.",
        sources=("Menus", "Orders", "Invoices"),
        classes=("papers", "legal"),
        policy=Policy(id="", name="Caterer", template="caterer", schedule=Daily(times=("23:30",), season=_IN_SEASON)),
    ),
)
