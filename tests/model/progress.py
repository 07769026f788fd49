"""Progress: from any moment at which nobody runs, runs without a fault lead to rest.

Rest: every tier has every snapshot that is not dropped, one pack of what is live and no other, no orphan, no intent.
It is looked for by letting one actor after the other run to its end, as often as something changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.model.invariants import broken, restorable
from tests.model.objects import INDEX0, INTENTS, PACK0, PACKS, S0, SNAPSHOTS, bits, name, numbers
from tests.model.pruner import Pruner
from tests.model.replicator import Replicator
from tests.model.world import Actor, Setting, World
from tests.model.writer import Writer

_ROUNDS = 12
_WAYS = ((0, 1), (1, 0))


def unrest(world: World, parties: Sequence[Any], setting: Setting) -> str:
    """What stays undone for ever, "" if rest is reached."""
    crew = _crew(world, parties)
    now = world._replace(crashes=0, faults=0, losses=0)
    for _ in range(_ROUNDS):
        before = tuple(tier.have for tier in now.tiers)
        for party in crew:
            now, problem = _alone(now, party, setting)
            if problem:
                return f"on the way to rest, {problem}"
        if tuple(tier.have for tier in now.tiers) == before:
            return _uncopied(now, crew) or _unpruned(now, crew, setting)
    return "the tiers never come to rest"


def _crew(world: World, parties: Sequence[Any]) -> list[Any]:
    writers = [one._replace(spare=True) for one in parties if isinstance(one, Writer)]
    copying = [one._replace(ways=(way,)) for one in parties for way in _WAYS if isinstance(one, Replicator)]
    pruned = range(len(world.tiers)) if any(isinstance(one, Pruner) for one in parties) else ()
    return [*writers, *copying, *(Pruner("R", tier) for tier in pruned)]


def _alone(world: World, party: Any, setting: Setting) -> tuple[World, str]:
    """The party's runs, one after the other, while there is something to do; the first of its choices each time."""
    now = world._replace(actors=(Actor(runs=8),))
    while True:
        rested = tuple(setting.clock.tier(tier.have) for tier in now.tiers)
        waited = now.actors[0]._replace(waited=setting.clock.delay)
        now = now._replace(tiers=rested, actors=(waited,))
        moves = party.moves(now, 0, setting)
        if not moves:
            return now, "" if waited.at == "idle" else f"{party.name} is stuck"
        if problem := broken(now, moves[0][1], setting):
            return now, problem
        now = moves[0][1]


def _uncopied(world: World, crew: list[Any]) -> str:
    wanted = 0
    for tier in world.tiers:
        wanted |= tier.have & SNAPSHOTS
    for number, tier in enumerate(world.tiers):
        lacking = wanted & ~tier.have
        if lacking and any(isinstance(one, Replicator) for one in crew):
            return f"at rest, tier {number + 1} still lacks {', '.join(map(name, bits(lacking)))}"
        if lacking := tier.have & SNAPSHOTS if not restorable(tier.have) else 0:
            return f"at rest, tier {number + 1} cannot restore {', '.join(map(name, bits(lacking)))}"
        if tier.have & INTENTS:
            return f"at rest, tier {number + 1} still has {', '.join(map(name, bits(tier.have & INTENTS)))}"
    return ""


def _unpruned(world: World, crew: list[Any], setting: Setting) -> str:
    if not any(isinstance(one, Pruner) for one in crew):
        return ""
    for number, tier in enumerate(world.tiers):
        packs = sorted({*numbers(tier.have, PACK0), *numbers(tier.have, INDEX0)})
        if setting.drops_s0 and tier.have & S0:
            return f"at rest, tier {number + 1} still has S0, which retention dropped"
        if len(packs) > bool(tier.have & SNAPSHOTS):
            return f"at rest, tier {number + 1} still has {', '.join(PACKS[pack] for pack in packs)}"
    return ""
