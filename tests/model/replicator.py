"""A replicator: frozen lists (snapshots first) → what the target lacks → copies in law order → intent → last look →
snapshots → withdraw the intent. At its target it is a writer like any other."""

from __future__ import annotations

from typing import NamedTuple

from tests.model.invariants import restorable
from tests.model.objects import (
    INDEX0,
    INDEXES,
    KEY_OF,
    KEYS,
    MARK0,
    MARKS,
    NR,
    PACK0,
    PACKED,
    PACKS,
    RECORD0,
    RECORD_S0,
    RECORDS,
    S0,
    SNAPSHOTS,
    bits,
    index,
    mark,
    name,
    numbers,
    packed,
    whole,
)
from tests.model.protocol import Protocol
from tests.model.world import Actor, Moves, Setting, World, ended

_REST = RECORDS | RECORD_S0 | MARKS | KEYS | PACKED | INDEXES


class Replicator(NamedTuple):
    """Copies between the tiers. `ways`: (source, target). `keyed`: whether it knows what each snapshot needs."""

    ways: tuple[tuple[int, int], ...] = ((0, 1),)
    keyed: bool = True

    @property
    def name(self) -> str:
        return "replicator"

    def moves(self, world: World, number: int, setting: Setting) -> Moves:
        """What it may do next: one call to the storage. `tries` holds the way."""
        actor = world.actors[number]
        if actor.at == "idle":
            return self._begin(world, number, setting) if actor.runs else []
        if actor.at in ("list snapshots", "list rest"):
            return self._list(world, number, setting)
        if actor.at == "list target":
            return self._compare(world, number, setting)
        if actor.at == "copy":
            return self._copy(world, number, setting)
        if actor.at in ("marks", "packs"):
            return self._look(world, number, setting)
        return self._store(world, number, setting)

    def _begin(self, world: World, number: int, setting: Setting) -> Moves:
        runs = world.actors[number].runs - 1
        at = "list snapshots" if setting.protocol.snapshots_listed_first else "list rest"
        found: Moves = []
        for way, (source, target) in enumerate(self.ways):
            here, there = world.tiers[source].have, world.tiers[target].have
            lost = setting.protocol.heals and (_lost(here, there, setting.protocol) or _needy(here, there))
            if lost or here & (SNAPSHOTS | RECORDS | RECORD_S0 | MARKS) & ~there:
                begun = Actor(at, tries=way, runs=runs)
                found += self._list(world.told(number, begun), number, setting)
            elif world.tiers[target].have & NR:  # of a run that was killed
                withdraws = Actor("withdraw", tries=way, runs=runs)
                found += self._store(world.told(number, withdraws), number, setting)
        return found

    def _list(self, world: World, number: int, setting: Setting) -> Moves:
        actor = world.actors[number]
        source = world.tiers[self.ways[actor.tries][0]]
        first = setting.protocol.snapshots_listed_first
        pauses = first and not self.keyed and setting.protocol.waits_without_keys
        if actor.at == "list rest" and pauses and actor.waited < setting.clock.delay:
            return []
        snapshots = actor.at == "list snapshots"
        last = snapshots is not first
        after = actor._replace(at="list target" if last else "list rest" if snapshots else "list snapshots", waited=0)
        found: Moves = []
        for seen in setting.clock.views(source, SNAPSHOTS if snapshots else _REST):
            told = f"lists tier {self.ways[actor.tries][0] + 1}: {self._names(seen, snapshots)}"
            found.append((told, world.told(number, after._replace(seen=actor.seen | seen))))
        return found

    def _names(self, seen: int, snapshots: bool) -> str:
        shown = seen if snapshots else seen & (PACKED | MARKS | RECORDS | RECORD_S0)
        return ", ".join(map(name, bits(shown))) or "nothing"

    def _compare(self, world: World, number: int, setting: Setting) -> Moves:
        actor = world.actors[number]
        target = self.ways[actor.tries][1]
        found: dict[Actor, str] = {}
        for there in setting.clock.views(world.tiers[target], SNAPSHOTS | _REST):
            pack, todo = self._needs(actor.seen, there, setting)
            after = actor._replace(at="copy", pack=pack, seen=0, todo=todo)
            what = ", ".join(map(name, bits(todo))) or "nothing"
            found.setdefault(self._next(after, setting, first=True), f"lists tier {target + 1}, will copy {what}")
        return [(told, world.told(number, after)) for after, told in found.items()]

    def _needs(self, source: int, there: int, setting: Setting) -> tuple[int, int]:
        """(the pack which the snapshots need, all that is to be copied)."""
        rules = setting.protocol
        dead = {*numbers(source, RECORD0), *numbers(there, RECORD0)}
        marked = {*numbers(source, MARK0), *numbers(there, MARK0)}
        here = [pack for pack in numbers(source, PACK0) if pack not in dead or rules.copies_dead]
        here = [pack for pack in here if whole(source, pack)]
        pack = min(here, key=lambda one: (one in marked, one), default=-1)
        snapshots = source & SNAPSHOTS & ~there
        if (source | there) & RECORD_S0 and not rules.copies_forgotten:
            snapshots &= ~S0
        todo = source & (MARKS if rules.copies_marks else 0)
        todo |= source & ((RECORDS | RECORD_S0) if rules.copies_records else 0)
        if rules.copies_forgotten:
            todo &= ~RECORD_S0
        for lost in _lost(source, there, rules) if rules.heals else ():
            todo |= packed(lost)
        healable = rules.heals and (rules.heals_marked or pack not in marked)
        needy = snapshots or (healable and _needy(source, there))
        if needy and pack >= 0:
            todo |= snapshots | KEY_OF[pack] | packed(pack) | index(pack)
        if snapshots and pack < 0 and not self.keyed:
            todo |= snapshots  # needs are told by the list alone, and the list holds none
        return pack, todo & ~there

    def _next(self, actor: Actor, setting: Setting, *, first: bool = False, after: str = "") -> Actor:
        order = setting.protocol.copying
        for at in order[0 if first else order.index(after or actor.at) + 1 :]:
            if at == "copy" and not actor.todo & _REST:
                continue
            if at not in ("copy", "withdraw") and not actor.todo & SNAPSHOTS:
                continue
            if at in ("marks", "packs") and actor.pack < 0:
                continue
            return actor._replace(at=at)
        return ended(actor)

    def _copy(self, world: World, number: int, setting: Setting) -> Moves:
        actor = world.actors[number]
        source, target = self.ways[actor.tries]
        bit = next(bits(actor.todo & (RECORDS | RECORD_S0)), 0) or next(bits(actor.todo & MARKS), 0)
        bit = bit or next(bits(actor.todo & KEYS), 0) or next(bits(actor.todo & _REST))
        after = actor._replace(todo=actor.todo & ~bit)
        if not world.tiers[source].have & bit:  # it went meanwhile: whatever needs it is withheld
            after = after._replace(todo=after.todo & ~SNAPSHOTS)
            return [(f"finds no {name(bit)} any more", world.told(number, self._on(after, setting)))]
        changed = setting.clock.put(world.tiers[target], bit)
        return [
            (f"copies {name(bit)} to tier {target + 1}", world.told(number, self._on(after, setting), target, changed))
        ]

    def _on(self, actor: Actor, setting: Setting) -> Actor:
        return actor if actor.todo & _REST else self._next(actor, setting)

    def _look(self, world: World, number: int, setting: Setting) -> Moves:
        actor = world.actors[number]
        tier, pack = world.tiers[self.ways[actor.tries][1]], actor.pack
        found: Moves = []
        for seen in setting.clock.views(tier, mark(pack) if actor.at == "marks" else packed(pack)):
            good = (not seen or setting.protocol.marked_is_there) if actor.at == "marks" else bool(seen)
            after = self._next(actor if good else actor._replace(todo=0), setting)  # if it is not, it is withheld
            state = ("not marked" if good else "marked") if actor.at == "marks" else ("there" if good else "not there")
            found.append((f"looks: {PACKS[pack]} is {state}", world.told(number, after)))
        return found

    def _store(self, world: World, number: int, setting: Setting) -> Moves:
        actor = world.actors[number]
        target = self.ways[actor.tries][1]
        tier, clock = world.tiers[target], setting.clock
        if actor.at == "intent":
            told, after, changed = "puts its intent", self._next(actor, setting), clock.put(tier, NR)
        elif actor.at == "snapshot":
            bit = next(bits(actor.todo & SNAPSHOTS))
            after = actor._replace(todo=actor.todo & ~bit)
            after = after if after.todo & SNAPSHOTS else self._next(after, setting)
            told, changed = f"puts {name(bit)}", clock.put(tier, bit)
        else:
            told, after, changed = "takes its intent away", ended(actor), clock.delete(tier, NR)
        return [(f"{told} on tier {target + 1}", world.told(number, after, target, changed))]


def _lost(here: int, there: int, rules: Protocol) -> list[int]:
    """Packs which an index there names, which no prune record names, and which are here only: a disk lost them there.

    One that is marked is healed, too: snapshots may need it until its contents are sealed anew.
    """
    gone = set(numbers(there, INDEX0)) - set(numbers(there, PACK0))
    for seen in (here, there):
        gone -= set(numbers(seen, RECORD0))
        gone -= set() if rules.heals_marked else set(numbers(seen, MARK0))
    return [pack for pack in sorted(gone) if whole(here, pack)]


def _needy(here: int, there: int) -> bool:
    """Whether snapshots there cannot be restored, and this place could give what they need."""
    return bool(there & SNAPSHOTS) and restorable(here) and not restorable(there)
