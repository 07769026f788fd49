"""A state of everything: tiers, what each actor is doing, which faults may still happen. And one actor's move."""

from __future__ import annotations

from typing import NamedTuple

from tests.model.objects import PACKS, Clock, Tier, mark, packed, record
from tests.model.protocol import Protocol


class Actor(NamedTuple):
    """One run: where it stands (`at`), what it holds in memory, and how many more runs it may begin.

    `pack`: which it relies on, or is about to remove; -1 none. `seen`, `todo`: masks of objects. `waited`: ticks.
    """

    at: str = "idle"
    pack: int = -1
    seen: int = 0
    todo: int = 0
    tries: int = 0
    waited: int = 0
    runs: int = 1


class World(NamedTuple):
    """A state. `faults`: roots that may still turn out to be unreadable for a moment. `losses`: of P0, by a disk."""

    tiers: tuple[Tier, ...]
    actors: tuple[Actor, ...]
    crashes: int
    faults: int = 0
    losses: int = 0

    def told(self, number: int, actor: Actor, tier: int = -1, changed: Tier | None = None) -> World:
        """After a move of one actor, and at most one change of one tier."""
        tiers = self.tiers
        if changed is not None:
            tiers = (*tiers[:tier], changed, *tiers[tier + 1 :])
        return self._replace(tiers=tiers, actors=(*self.actors[:number], actor, *self.actors[number + 1 :]))


Moves = list[tuple[str, World]]


class Setting(NamedTuple):
    """What does not change: the clock, the protocol, whether retention has dropped S0, whether disks lose packs."""

    clock: Clock
    protocol: Protocol
    drops_s0: bool = True
    lossy: bool = False


def ended(actor: Actor) -> Actor:
    """A run that is over, or was killed: nothing of it remains but what it stored."""
    return Actor(runs=actor.runs)


def new_name(world: World, names: tuple[str, ...]) -> int:
    """The first of these packs that never was anywhere; -1 where the model has none left."""
    for pack in map(PACKS.index, names):
        trace = packed(pack) | mark(pack) | record(pack)
        if not any(tier.have & trace for tier in world.tiers):
            return pack
    return -1
