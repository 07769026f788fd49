"""Breadth first through every state that can be reached; the first broken state therefore has a shortest trace."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from tests.model.invariants import broken
from tests.model.progress import unrest
from tests.model.world import Moves, Setting, World, ended


class Party(Protocol):
    """An actor's rules."""

    @property
    def name(self) -> str: ...

    def moves(self, world: World, number: int, setting: Setting) -> Moves: ...


class Explored(NamedTuple):
    """`problem`: "" if everything held. `trace`: how it came to it. `whole`: whether no state was left out."""

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
        self._moves = self._depth = 0
        self._began = time.perf_counter()

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
        for label, after in moves:
            self._moves += 1
            if problem := broken(world, after, self._setting):
                return problem, world, label
            key = hash(after)
            if key not in self._from:
                self._from[key] = (origin, label)
                following.append(after)
        return None

    def _moves_of(self, world: World) -> Moves:
        found: Moves = []
        for number, party in enumerate(self._parties):
            for label, after in party.moves(world, number, self._setting):
                found.append((f"{party.name} {label}", after))
            if world.crashes and world.actors[number].at != "idle":
                killed = world._replace(crashes=world.crashes - 1)
                found.append((f"{party.name} is KILLED", killed.told(number, ended(world.actors[number]))))
        later = tick(world, self._setting)
        return found if later == world else [*found, ("time passes", later)]

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
        seconds = time.perf_counter() - self._began
        steps = tuple(step for step in reversed(trace) if step)
        return Explored(len(self._from), self._moves, self._depth, seconds, problem, steps, whole and not problem)


def tick(world: World, setting: Setting) -> World:
    """Time passes for everyone."""
    tiers = tuple(setting.clock.tick(tier) for tier in world.tiers)
    most = setting.clock.delay
    waiting = ("snapshots", "list rest")
    actors = tuple(one._replace(waited=min(most, one.waited + 1)) if one.at in waiting else one for one in world.actors)
    return world._replace(tiers=tiers, actors=actors)
