"""Breadth first through every state that can be reached; the first broken state therefore has a shortest trace."""

from __future__ import annotations

import time
from collections.abc import Hashable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from tests.model.invariants import broken
from tests.model.objects import PACKS, Tier, packed
from tests.model.progress import unrest
from tests.model.world import Actor, Moves, Setting, World, ended

_REMEMBERED = 200_000
_Step: TypeAlias = tuple[str, Actor, tuple[Tier, ...], int, str]  # label, what it leads to, what it broke


class Party(Protocol):
    """An actor's rules."""

    @property
    def name(self) -> str: ...

    def moves(self, world: World, number: int, setting: Setting) -> Moves: ...


class Explored(NamedTuple):
    """`seconds` of the processor. `problem`: "" if everything held. `trace`: how it came to it. `whole`: all seen."""

    states: int
    moves: int
    depth: int
    seconds: float
    problem: str
    trace: tuple[str, ...]
    whole: bool


def explore(begin: World, parties: Sequence[Party], setting: Setting, *, most: int = 10**9) -> Explored:
    """All states within the budgets of `begin`; at most so many. States are remembered by a 64-bit hash."""
    return _Search(parties, setting, most).run(begin)


class _Search:
    def __init__(self, parties: Sequence[Party], setting: Setting, most: int) -> None:
        self._parties, self._setting, self._most = parties, setting, most
        self._from: dict[int, tuple[int, str]] = {}
        self._rested: set[tuple[int, ...]] = set()
        self._restless: tuple[str, World, str] | None = None
        self._known: dict[Hashable, list[_Step]] = {}
        self._moves = self._depth = 0
        self._began = time.process_time()

    def run(self, begin: World) -> Explored:
        self._from[hash(begin)] = (0, "")
        layer = [begin]
        while layer:
            following: list[World] = []
            for world in layer:
                problem = self._visit(world, following)
                if problem or len(self._from) > self._most:
                    return self._told(*problem) if problem else self._told("", world, "", whole=False)
            layer = following
            self._depth += bool(layer)
        return self._told(*(self._restless or ("", begin, "")))

    def _visit(self, world: World, following: list[World]) -> tuple[str, World, str] | None:
        moves = self._moves_of(world)
        if all(actor.at == "idle" for actor in world.actors):
            self._at_rest(world)
        elif not moves:
            return "a run is stuck for ever", world, ""
        origin = hash(world)
        for label, after, problem in moves:
            self._moves += 1
            if problem:
                return problem, world, label
            key = hash(after)
            if key not in self._from:
                self._from[key] = (origin, label)
                following.append(after)
        return None

    def _moves_of(self, world: World) -> list[tuple[str, World, str]]:
        found = []
        for number, actor in enumerate(world.actors):
            before, behind = world.actors[:number], world.actors[number + 1 :]
            for label, after, tiers, faults, problem in self._moves_of_one(world, number):
                found.append(
                    (label, World(tiers, (*before, after, *behind), world.crashes, faults, world.losses), problem)
                )
            if world.crashes and actor.at != "idle":
                killed = world._replace(actors=(*before, ended(actor), *behind), crashes=world.crashes - 1)
                found.append((f"{self._parties[number].name} is KILLED", killed, ""))
        if world.losses:
            found += _losses(world)
        later = tick(world, self._setting)
        return found if later == world else [*found, ("time passes", later, "")]

    def _moves_of_one(self, world: World, number: int) -> list[_Step]:
        """What one actor may do hangs on nothing but itself and the tiers: reckoned once for many states."""
        key = (number, world.actors[number], world.tiers, world.faults)
        known = self._known.get(key)
        if known is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            party, setting = self._parties[number], self._setting
            known = self._known[key] = [
                (
                    f"{party.name} {label}",
                    after.actors[number],
                    after.tiers,
                    after.faults,
                    broken(world, after, setting),
                )
                for label, after in party.moves(world, number, setting)
            ]
        return known

    def _at_rest(self, world: World) -> None:
        """What is broken while nobody rushes is told only if nothing else is: its trace ends before it happens."""
        key = tuple(tier.have for tier in world.tiers)
        if self._restless or key in self._rested:
            return
        self._rested.add(key)
        problem = unrest(world, self._parties, self._setting)
        if problem:
            self._restless = problem, world, "then everybody runs again, one after the other"

    def _told(self, problem: str, world: World, label: str, *, whole: bool = True) -> Explored:
        trace = [label] if label else []
        key = hash(world)
        while problem and key:
            key, said = self._from[key]
            trace.append(said)
        seconds = time.process_time() - self._began
        steps = tuple(step for step in reversed(trace) if step)
        return Explored(len(self._from), self._moves, self._depth, seconds, problem, steps, whole and not problem)


def _losses(world: World) -> list[tuple[str, World, str]]:
    """A disk loses P0: not between a last look and what follows it, which is as if it came after both."""
    if any(actor.at == "snapshot" or actor.at.startswith("remove") for actor in world.actors):
        return []
    lost = packed(PACKS.index("P0"))
    found = []
    for number, tier in enumerate(world.tiers):
        if tier.have & lost:
            tiers = (*world.tiers[:number], tier._replace(have=tier.have & ~lost), *world.tiers[number + 1 :])
            found.append((f"tier {number + 1} LOSES P0", world._replace(tiers=tiers, losses=world.losses - 1), ""))
    return found


def tick(world: World, setting: Setting) -> World:
    """Time passes for everyone."""
    most, waiting = setting.clock.delay, ("snapshots", "list rest")
    tiers = tuple(map(setting.clock.tick, world.tiers))
    if most:
        actors = (one._replace(waited=min(most, one.waited + 1)) if one.at in waiting else one for one in world.actors)
        return world._replace(tiers=tiers, actors=tuple(actors))
    return world if tiers == world.tiers else world._replace(tiers=tiers)
