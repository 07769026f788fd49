"""Policies in words: what is not saved yet, who is under one, levels."""

from __future__ import annotations

from studio_backup.api.paths import from_wire
from studio_backup.api.policies import PolicyView, RemovalView
from studio_backup.base.names import display
from studio_backup.domain.job import LEVELS, Level
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.amounts import number


def level_word(level: Level) -> str:
    """How urgent."""
    return {
        "low": translate("Levels", "Low"),
        "normal": translate("Levels", "Normal"),
        "high": translate("Levels", "High"),
        "critical": translate("Levels", "Critical"),
        "emergency": translate("Levels", "Emergency"),
    }[level]


OFFERED: tuple[Level, ...] = tuple(one for one in LEVELS if one != "emergency")
"""An emergency is declared for a wedding, and is no policy."""


def changed_fields(before: PolicyView, now: PolicyView) -> tuple[str, ...]:
    """Names of the fields which differ."""
    return tuple(name for name in PolicyView.editable if getattr(before, name) != getattr(now, name))


def unsaved_words(before: PolicyView, now: PolicyView) -> str:
    """What is not saved yet: "Not saved: when, copies"; "" if nothing is."""
    fields = changed_fields(before, now)
    if not fields:
        return ""
    return translate("Policies", "Not saved: {what}").format(what=", ".join(map(_field_word, fields)))


def _field_word(name: str) -> str:
    return {
        "name": translate("Policies", "name"),
        "template": translate("Policies", "kind of business"),
        "schedule": translate("Policies", "when"),
        "retention": translate("Policies", "how long"),
        "tiers": translate("Policies", "where"),
        "copies": translate("Policies", "copies"),
        "media": translate("Policies", "kinds of media"),
        "places": translate("Policies", "places"),
        "level": translate("Policies", "urgency"),
    }[name]


def users_words(policy: PolicyView) -> str:
    """Who is under it."""
    count = len(policy.sources)
    if policy.is_default:
        return translate("Policies", "%n folders, and every one without another policy", "", count)
    return (
        translate("Policies", "%n folders use it", "", count) if count else translate("Policies", "No folder uses it")
    )


def days_words(days: int) -> str:
    """Days as a person counts them, beside the number: "about 7 years"."""
    if days >= 2 * 365:
        return translate("Policies", "about {years} years").format(years=_tenth(days / 365))
    if days >= 60:
        return translate("Policies", "about {months} months").format(months=number(round(days / 30.4)))
    return ""


def _tenth(value: float) -> str:
    return number(round(value)) if abs(value - round(value)) < 0.05 else f"{value:.1f}"


def removal_lines(plan: RemovalView) -> tuple[str, ...]:
    """Which folder loses what."""
    same = translate("Policies", "loses nothing: the default policy covers it as well.")
    return tuple(f"{display(from_wire(one.path))}: {' '.join(one.loses) or same}" for one in plan.sources)
