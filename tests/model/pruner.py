"""A pruner: plan → mark → grace → second look → (seal anew, look again) → prune record → delete in reverse order."""

from __future__ import annotations

from typing import NamedTuple

from tests.model.objects import (
    INDEX0,
    INDEXES,
    INTENTS,
    KEYS,
    MARK0,
    MARKS,
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
    record,
    whole,
)
from tests.model.world import Actor, Moves, Setting, World, ended, new_name

_EVERYTHING = RECORDS | RECORD_S0 | MARKS | PACKED | INDEXES | SNAPSHOTS | INTENTS | KEYS
LIVE, COPY, FORGET = 1, 2, 4  # what a look found, in `Actor.seen`: x is needed; another copy is there; S0 goes too


class Pruner(NamedTuple):
    """Prunes one tier, one pack a run. `letter`: of the packs it makes."""

    letter: str
    tier: int

    @property
    def name(self) -> str:
        return f"pruner {self.letter}"

    def moves(self, world: World, number: int, setting: Setting) -> Moves:
        """What it may do next: one call to the storage."""
        actor = world.actors[number]
        if actor.at == "idle":
            return self._plan(world, number, setting) if actor.runs else []
        if actor.at == "wait":
            return self._waited(world, number, setting)
        if actor.at in ("intents", "snapshots", "packs"):
            return self._look(world, number, setting)
        if actor.at in ("seal", "index"):
            return self._seal(world, number, setting)
        return self._remove(world, number, setting)

    def _plan(self, world: World, number: int, setting: Setting) -> Moves:
        plans = set()
        for seen in setting.clock.views(world.tiers[self.tier], _EVERYTHING):
            plans |= self._candidates(seen, setting)
        runs = world.actors[number].runs - 1
        found: Moves = []
        for pack, forget in sorted(plans):
            what = " and ".join([*([PACKS[pack]] if pack >= 0 else []), *(["S0"] if forget else [])])
            actor = Actor("mark", pack, FORGET if forget else 0, runs=runs)
            if pack < 0:  # nothing to condemn: S0 alone goes
                actor = self._next(actor, "", setting)
            found.append((f"plans: {what} may go", world.told(number, actor)))
        return found

    def _candidates(self, seen: int, setting: Setting) -> set[tuple[int, bool]]:
        forget = setting.drops_s0 and bool(seen & S0)
        roots = seen & (SNAPSHOTS | INTENTS) & ~(S0 if setting.drops_s0 else 0)
        dead = set(numbers(seen, MARK0)) | set(numbers(seen, RECORD0))
        here = set(numbers(seen, PACK0))
        copies = [pack for pack in sorted(here - dead) if whole(seen, pack)]
        may_go = here - set(copies[:1]) if copies else here & dead  # all pruners keep the copy whose name is first
        if not roots:
            may_go = here
        may_go |= (set(numbers(seen, INDEX0)) - here) & dead  # not of what is missing without a mark: that was lost
        plans = {(pack, forget) for pack in may_go}
        return plans or ({(-1, True)} if forget else set())

    def _waited(self, world: World, number: int, setting: Setting) -> Moves:
        tier, actor = world.tiers[self.tier], world.actors[number]
        grace = max(0, setting.clock.grace - setting.protocol.shorter_grace)
        if setting.protocol.clock != "storage":
            grace = 0  # its own clock may be wrong by years
        if not tier.have & mark(actor.pack):
            return [("finds its mark gone, stops", world.told(number, ended(actor)))]
        if not setting.clock.ripe(tier, mark(actor.pack), grace):
            return []
        if not setting.protocol.second_look:
            return [("the grace is over", world.told(number, self._next(actor, "", setting)))]
        return [("the grace is over", world.told(number, self._begin_look(actor, setting)))]

    def _begin_look(self, actor: Actor, setting: Setting) -> Actor:
        return actor._replace(at=setting.protocol.looking[0], seen=actor.seen & FORGET, waited=0, todo=0)

    def _look(self, world: World, number: int, setting: Setting) -> Moves:
        rules, tier, actor = setting.protocol, world.tiers[self.tier], world.actors[number]
        if actor.at == "snapshots" and rules.pause and actor.waited < setting.clock.delay:
            return []
        order = rules.looking
        place = order.index(actor.at)
        found: dict[str, World] = {}
        for seen in setting.clock.views(tier, self._looked_at(actor.at)):
            noted, told = self._noted(world, actor, seen, setting)
            after = actor._replace(seen=noted, waited=0)
            after = after._replace(at=order[place + 1]) if place + 1 < len(order) else self._judged(after, setting)
            found.setdefault(told, world.told(number, after))
        moves = list(found.items())
        return moves + self._unreadable(world, number, setting) if actor.at == "snapshots" else moves

    def _looked_at(self, at: str) -> int:
        return {"intents": INTENTS, "snapshots": SNAPSHOTS, "packs": MARKS | RECORDS | PACKED | INDEXES | KEYS}[at]

    def _noted(self, world: World, actor: Actor, seen: int, setting: Setting) -> tuple[int, str]:
        rules, noted = setting.protocol, actor.seen
        if actor.at == "packs":
            dead = set() if rules.marked_are_copies else {*numbers(seen, MARK0), *numbers(seen, RECORD0)}
            others = set(numbers(seen, PACK0)) - dead - {actor.pack}
            copies = [one for one in sorted(others) if whole(seen, one) or rules.unindexed_are_copies]
            told = f"looks: other copies are {', '.join(PACKS[one] for one in copies) or 'none'}"
            return noted | (COPY if copies else 0), told
        if actor.at == "intents" and not rules.intents_count:
            seen = 0
        if actor.at == "intents" and rules.intents_age:
            seen &= self._young(world)
        if actor.at == "snapshots" and rules.other_tiers_root:
            seen = world.tiers[1 - self.tier].have & SNAPSHOTS
        if actor.seen & FORGET:
            seen &= ~S0
        told = f"looks: {actor.at} are {', '.join(map(name, bits(seen))) or 'none'}"
        return noted | (LIVE if seen else 0), told

    def _young(self, world: World) -> int:
        young = 0
        for born in world.tiers[self.tier].born:
            young |= born
        return young

    def _unreadable(self, world: World, number: int, setting: Setting) -> Moves:
        roots = world.tiers[self.tier].have & SNAPSHOTS & ~S0
        if not world.faults or not roots:
            return []
        actor, less = world.actors[number], world._replace(faults=world.faults - 1)
        if setting.protocol.stops_unreadable:
            return [("looks: a root cannot be read, stops", less.told(number, ended(actor)))]
        order = setting.protocol.looking
        after = actor._replace(at=order[order.index("snapshots") + 1])
        return [("looks: a root cannot be read, goes on", less.told(number, after))]

    def _judged(self, actor: Actor, setting: Setting) -> Actor:
        """After a look: may the pack go?"""
        if not actor.seen & LIVE or actor.seen & COPY:
            return self._next(actor, "", setting)
        if setting.protocol.undoes_marks:
            return actor._replace(at="undo")
        return actor._replace(at="seal") if setting.protocol.seals_anew else self._next(actor, "", setting)

    def _seal(self, world: World, number: int, setting: Setting) -> Moves:
        """Live contents are sealed anew under a new name; then all of the second look is done again."""
        tier, actor = world.tiers[self.tier], world.actors[number]
        if actor.at == "index":
            pack = actor.todo
            done = setting.clock.put(tier, index(pack))
            again = setting.protocol.looks_again
            after = self._begin_look(actor, setting) if again else self._next(actor, "", setting)
            told = world.told(number, after, self.tier, done)
            return [(f"puts index {PACKS[pack]}", told)]
        pack = new_name(world, tuple(one for one in PACKS if one[0] == self.letter))
        here, dead = tier.have & packed(actor.pack), tier.have & record(actor.pack)
        if not here and dead:  # gone already: there is nothing to seal, only its index is left
            rest = world.told(number, ended(actor), self.tier, setting.clock.delete(tier, index(actor.pack)))
            return [(f"finds no {PACKS[actor.pack]}, deletes its index", rest)]
        if pack < 0 or not here:  # not here and not dead: lost, and to be healed first
            return [("cannot seal anew, stops", world.told(number, ended(actor)))]
        done = setting.clock.put(tier, packed(pack))
        told = world.told(number, actor._replace(at="index", todo=pack), self.tier, done)
        return [(f"seals what {PACKS[actor.pack]} holds anew: puts {PACKS[pack]}", told)]

    def _next(self, actor: Actor, after: str, setting: Setting) -> Actor:
        order = setting.protocol.removing
        for at in order[order.index(after) + 1 if after else 0 :]:
            if at == "record" or (at == "snapshot" and actor.seen & FORGET) or (at != "snapshot" and actor.pack >= 0):
                return actor._replace(at=f"remove {at}", todo=0, seen=actor.seen & FORGET)
        return ended(actor)

    def _remove(self, world: World, number: int, setting: Setting) -> Moves:
        put, delete = setting.clock.put, setting.clock.delete
        tier, actor = world.tiers[self.tier], world.actors[number]
        pack, at = actor.pack, actor.at.removeprefix("remove ")
        what = PACKS[pack] if pack >= 0 else ""
        if at == "mark":
            wait = actor._replace(at="wait")
            if setting.protocol.record_is_enough and tier.have & record(pack):
                wait = self._next(actor, "", setting)
            return [(f"marks {what}", world.told(number, wait, self.tier, put(tier, mark(pack))))]
        if at == "undo":
            return [
                (
                    f"takes the mark of {what} away",
                    world.told(number, ended(actor), self.tier, delete(tier, mark(pack))),
                )
            ]
        told = {"record": f"puts the prune record ({what}{' S0' if actor.seen & FORGET else ''})"}.get(at)
        if at == "record":
            changed = put(tier, record(pack)) if pack >= 0 else tier
            changed = put(changed, RECORD_S0) if actor.seen & FORGET else changed
        else:
            bit = {"snapshot": S0}.get(at) or (index(pack) if at == "index" else packed(pack))
            changed, told = delete(tier, bit), f"deletes {name(bit)}"
            if at == "pack" and setting.protocol.marks_go_too:
                changed = delete(changed, mark(pack))
        return [(told or "", world.told(number, self._next(actor, at, setting), self.tier, changed))]
