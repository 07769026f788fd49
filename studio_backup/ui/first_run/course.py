"""Which steps there are, and at which of them a person goes on: what the engine knows decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from studio_backup.ui.texts import translate

StepName = Literal["name", "place", "kit", "folders", "second", "calendar", "backup", "vault", "found"]
StepState = Literal["done", "now", "later", "put off"]

NEW: Final[tuple[StepName, ...]] = ("name", "place", "kit", "folders", "second", "calendar", "backup")
"""A studio which has no vault yet."""
JOIN: Final[tuple[StepName, ...]] = ("vault", "found")
"""One that has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What the engine knows already. `kit_later`: nobody confirmed that the recovery kit is kept safe."""

    vault: bool = False
    kit_later: bool = False
    sources: int = 0
    tiers: int = 0
    calendars: int = 0


def goes_on_at(reached: Reached) -> StepName:
    """The first step of which nothing is done yet; the last one where all are."""
    if not reached.vault:
        return "name"
    if reached.kit_later:
        return "kit"
    if not reached.sources:
        return "folders"
    if not reached.tiers:
        return "second"
    return "backup" if reached.calendars else "calendar"


def state_of(
    step: StepName, now: StepName, course: tuple[StepName, ...], put_off: frozenset[StepName] = frozenset()
) -> StepState:
    """How a step stands, seen from the one that is shown. `put_off`: steps which were left without being done."""
    here, there = course.index(now), course.index(step)
    if there < here:
        return "put off" if step in put_off else "done"
    return "now" if there == here else "later"


def after(step: StepName, course: tuple[StepName, ...]) -> StepName | None:
    """The next step, None behind the last."""
    at = course.index(step) + 1
    return course[at] if at < len(course) else None


def before(step: StepName, course: tuple[StepName, ...]) -> StepName | None:
    """The step before, None at the first. From the way into an existing vault one goes back to the name."""
    at = course.index(step) - 1
    if at >= 0:
        return course[at]
    return "name" if step == "vault" else None


def step_title(step: StepName) -> str:
    """A step as the list at the left names it."""
    return {
        "name": translate("FirstRun", "Name the studio"),
        "place": translate("FirstRun", "Place and passphrase"),
        "kit": translate("FirstRun", "Recovery kit"),
        "folders": translate("FirstRun", "Choose folders"),
        "second": translate("FirstRun", "A second place"),
        "calendar": translate("FirstRun", "Calendar"),
        "backup": translate("FirstRun", "First backup"),
        "vault": translate("FirstRun", "Find your vault"),
        "found": translate("FirstRun", "What came back"),
    }[step]
