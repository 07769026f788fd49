"""A writer: open → key → pack → index → intent → last look (marks, then packs) → snapshot → withdraw the intent."""

from __future__ import annotations

from typing import NamedTuple

from tests.model.objects import (
    INDEXES,
    KEYS,
    MARK0,
    MARKS,
    NA,
    NB,
    PACK0,
    PACKED,
    PACKS,
    SA,
    SB,
    Tier,
    index,
    mark,
    numbers,
    packed,
)
from tests.model.objects import KEY_OF as KEY
from tests.model.world import Actor, Moves, Setting, World, ended, new_name

_TRIES = 2


class Writer(NamedTuple):
    """Writes to one tier, as device A or B. `other_of_device`: the other writer that runs on the same device.

    `spare`: whether it has one more name for a pack, so that it need not fail because the model has so few.
    """

    letter: str
    tier: int
    other_of_device: str = ""
    spare: bool = False

    @property
    def name(self) -> str:
        return f"writer {self.letter}"

    @property
    def intent(self) -> int:
        """Its intent."""
        return NA if self.letter == "A" else NB

    @property
    def snapshot(self) -> int:
        """Its snapshot."""
        return SA if self.letter == "A" else SB

    def wants(self, world: World) -> bool:
        """Whether its snapshot is not there yet, or its intent still is."""
        return not world.tiers[self.tier].have & self.snapshot or bool(world.tiers[self.tier].have & self.intent)

    def moves(self, world: World, number: int, setting: Setting) -> Moves:
        """What it may do next: one call to the storage."""
        actor = world.actors[number]
        if actor.at == "idle":
            return self._open(world, number, setting) if actor.runs and self.wants(world) else []
        if actor.at in ("marks", "packs"):
            return self._look(world, number, setting)
        return self._store(world, number, setting)

    def _open(self, world: World, number: int, setting: Setting) -> Moves:
        tier, actor = world.tiers[self.tier], world.actors[number]
        begun = Actor(runs=actor.runs - 1)
        if tier.have & self.snapshot:  # killed before it took its intent away
            return [("opens, has nothing to store", world.told(number, begun._replace(at="withdraw")))]
        found: Moves = []
        if setting.protocol.others_intents and self.other_of_device:
            tier = setting.clock.delete(tier, NA if self.other_of_device == "A" else NB)
        for seen in setting.clock.views(tier, PACKED | INDEXES | MARKS):
            marked = numbers(seen, MARK0) if setting.protocol.marks_at_open else []
            usable = [pack for pack in numbers(seen, PACK0) if pack not in marked]
            for pack in usable:
                todo = 0 if seen & index(pack) else index(pack)
                started = begun._replace(pack=pack, todo=todo)
                told = world.told(number, self._next(started, "", setting), self.tier, tier)
                found.append((f"opens, relies on {PACKS[pack]}", told))
            if not usable:
                found.append(
                    ("opens, knows nothing", world.told(number, self._anew(world, begun, setting), self.tier, tier))
                )
        return found

    def _anew(self, world: World, actor: Actor, setting: Setting) -> Actor:
        """Store the contents under a name that never was; where the model has none left, the run fails."""
        names = (f"{self.letter}1", f"{self.letter}2", *([f"{self.letter}9"] if self.spare else []))
        pack = new_name(world, names)
        if pack < 0 or actor.tries >= _TRIES:
            return ended(actor)
        anew = actor._replace(pack=pack, tries=actor.tries + 1, todo=KEY[pack] | packed(pack) | index(pack))
        return self._next(anew, "", setting)

    def _next(self, actor: Actor, after: str, setting: Setting) -> Actor:
        order = setting.protocol.writing
        begin = order.index(after) + 1 if after else 0
        for at in order[begin:]:
            needed = {"key": KEYS, "pack": PACKED, "index": INDEXES}.get(at)
            if needed is None or actor.todo & needed:
                return Actor(at, runs=actor.runs) if at == "withdraw" else actor._replace(at=at)
        return ended(actor)

    def _look(self, world: World, number: int, setting: Setting) -> Moves:
        tier, actor = world.tiers[self.tier], world.actors[number]
        found: Moves = []
        for seen in setting.clock.views(tier, mark(actor.pack) if actor.at == "marks" else packed(actor.pack)):
            asked = actor.at == "packs" or setting.protocol.marks_at_end
            if not asked or bool(seen) is (actor.at == "packs"):
                told = f"looks: {PACKS[actor.pack]} is {'not marked' if actor.at == 'marks' else 'there'}"
                found.append((told, world.told(number, self._next(actor, actor.at, setting))))
            else:
                told = f"looks: {PACKS[actor.pack]} is {'marked' if actor.at == 'marks' else 'not there'}, stores anew"
                found.append((told, world.told(number, self._anew(world, actor, setting))))
        return found

    def _store(self, world: World, number: int, setting: Setting) -> Moves:
        tier, actor = world.tiers[self.tier], world.actors[number]
        after = self._next(actor, actor.at, setting)
        told, changed = self._stored(tier, actor, setting)
        return [(told, world.told(number, after, self.tier, changed))]

    def _stored(self, tier: Tier, actor: Actor, setting: Setting) -> tuple[str, Tier]:
        put, pack = setting.clock.put, PACKS[actor.pack] if actor.pack >= 0 else ""
        if actor.at == "key":
            return f"puts key {self.letter}", put(tier, KEY[actor.pack])
        if actor.at == "pack":
            return f"puts {pack}", put(tier, packed(actor.pack))
        if actor.at == "index":
            return f"puts index {pack}", put(tier, index(actor.pack))
        if actor.at == "intent":
            return f"puts its intent (relies on {pack})", put(tier, self.intent)
        if actor.at == "snapshot":
            return f"puts S{self.letter}: acknowledged", put(tier, self.snapshot)
        return "takes its intent away", setting.clock.delete(tier, self.intent)
