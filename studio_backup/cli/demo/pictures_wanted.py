"""Which pictures of the window are wanted, and how they are to look."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import msgspec

from studio_backup.base.errors import UsageError
from studio_backup.cli import words
from studio_backup.ui.scenes.stages import Stage

FILLED: Final[tuple[Stage, ...]] = ("empty", "calm", "working", "trouble")
"""The stages of the filling, in their order."""
NO_STAGE: Final = "none"


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What the child that takes pictures is told. `scale`: percent; `scenes`: names."""

    stage: str = NO_STAGE
    home: str = ""
    folder: str = ""
    scenes: tuple[str, ...] = ()
    dark: bool = False
    width: int = 1440
    height: int = 900
    scale: int = 100
    language: str = "en"


class Listed(msgspec.Struct, frozen=True):
    """A scene, as the child lists it."""

    name: str
    stage: Stage


@dataclass(frozen=True)
class Wanted:
    """What a person asked for. `order`: without stage and home; `scenes`: only these, all if empty."""

    order: Order
    scenes: tuple[str, ...] = ()

    def of_stages(self, listed: tuple[Listed, ...]) -> dict[Stage, tuple[str, ...]]:
        """The scenes to take at each stage. Raises UsageError for a scene which is not listed."""
        known = {one.name for one in listed}
        strange = [name for name in self.scenes if name not in known]
        if strange:
            raise UsageError(f"No scene is called {strange[0]}.", hint=f"Scenes: {words.listed(sorted(known), 1000)}.")
        found: dict[Stage, tuple[str, ...]] = {}
        for one in listed:
            if not self.scenes or one.name in self.scenes:
                found[one.stage] = (*found.get(one.stage, ()), one.name)
        return found


@dataclass(frozen=True)
class Photographer:
    """Sends the child out at each stage, and keeps what it brought.

    `order`: as all pictures are to be; `scenes`: of each stage; `send`: runs the child in an environment, gives its
    lines.
    """

    order: Order
    scenes: Mapping[Stage, tuple[str, ...]]
    send: Callable[[Order, Mapping[str, str]], list[str]]
    taken: list[str] = field(default_factory=list)

    def needs(self, stage: Stage) -> bool:
        """Whether there is a picture to take at this stage."""
        return bool(self.scenes.get(stage))

    @property
    def last_filled(self) -> Stage:
        """The last stage for which the studio has to be filled: nothing is done that is in no picture."""
        return next((stage for stage in reversed(FILLED) if self.needs(stage)), "empty")

    def take(self, stage: Stage, home: str, environment: Mapping[str, str]) -> None:
        """All pictures of a stage."""
        order = msgspec.structs.replace(self.order, stage=stage, home=home, scenes=self.scenes[stage])
        self.send(order, environment)
        self.taken.extend(self.scenes[stage])
