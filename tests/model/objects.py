"""The model's objects: one bit each, and a tier as what it has, since when, and what just went.

One chunk of contents, x, is enough: every pack holds it, every snapshot needs it. What matters is which pack, where.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

PACKS: Final = ("P0", "A1", "A2", "B1", "B2", "C1", "C2", "D1", "D2", "A9", "B9", "R1", "R2", "R3")
"""P0 was there before. A, B: made by the two writers; C, D: by the two pruners, when they seal live contents anew.
R, A9, B9: by whoever tidies up at the end."""
COUNT: Final = len(PACKS)
ALL: Final = (1 << COUNT) - 1
OTHERS: Final = ("S0", "SA", "SB", "record S0", "NA", "NB", "NR", "key 0", "key A", "key B")
RECORD0, MARK0, PACK0, INDEX0 = (COUNT * place for place in range(4))  # in law order; keys are further up
_BASE: Final = COUNT * 4
S0, SA, SB, RECORD_S0, NA, NB, NR, KEY_0, KEY_A, KEY_B = (1 << (_BASE + place) for place in range(len(OTHERS)))

RECORDS: Final = ALL << RECORD0
MARKS: Final = ALL << MARK0
PACKED: Final = ALL << PACK0
INDEXES: Final = ALL << INDEX0
SNAPSHOTS: Final = S0 | SA | SB
INTENTS: Final = NA | NB | NR
KEYS: Final = KEY_0 | KEY_A | KEY_B
KEY_OF: Final = tuple({"A": KEY_A, "B": KEY_B}.get(name[0], KEY_0) for name in PACKS)


def record(pack: int) -> int:
    """The prune record's word that a pack is dead for ever."""
    return 1 << (RECORD0 + pack)


def mark(pack: int) -> int:
    """A pack's death mark."""
    return 1 << (MARK0 + pack)


def packed(pack: int) -> int:
    """The pack."""
    return 1 << (PACK0 + pack)


def index(pack: int) -> int:
    """The index segment which names it."""
    return 1 << (INDEX0 + pack)


def numbers(seen: int, base: int) -> list[int]:
    """Which packs have their object of one kind in `seen`."""
    rest = (seen >> base) & ALL
    return [pack for pack in range(COUNT) if rest >> pack & 1]


def whole(seen: int, pack: int) -> bool:
    """Whether a pack can be opened: itself, its index, its key."""
    return bool(seen & packed(pack) and seen & index(pack) and seen & KEY_OF[pack])


def name(bit: int) -> str:
    """How an object is called in a trace."""
    place = bit.bit_length() - 1
    if place >= _BASE:
        return OTHERS[place - _BASE]
    kind, pack = divmod(place, COUNT)
    return ("record ", "mark ", "", "index ")[kind] + PACKS[pack]


def bits(mask: int) -> Iterator[int]:
    """The single bits of a mask, lowest first."""
    while mask:
        low = mask & -mask
        yield low
        mask ^= low


class Tier(NamedTuple):
    """`born[n]`, `gone[n]`: what came and went while n ticks passed; as far back as it can still matter."""

    have: int
    born: tuple[int, ...]
    gone: tuple[int, ...]


class Clock(NamedTuple):
    """In ticks: a listing may be wrong about what came or went `delay` ticks ago or less; marks ripen in `grace`."""

    delay: int
    grace: int

    def tier(self, have: int) -> Tier:
        """A tier at rest."""
        return Tier(have, (0,) * max(self.delay, self.grace), (0,) * self.delay)

    def put(self, tier: Tier, bit: int) -> Tier:
        """Create an object; one that is there stays as it is."""
        if tier.have & bit or not tier.born:
            return tier._replace(have=tier.have | bit)
        kept = bit if self.delay else bit & MARKS
        gone = tuple(mask & ~bit for mask in tier.gone)
        return Tier(tier.have | bit, (tier.born[0] | kept, *tier.born[1:]), gone)

    def delete(self, tier: Tier, bit: int) -> Tier:
        """Remove an object; a missing one is no error."""
        if not tier.have & bit:
            return tier
        born = tuple(mask & ~bit for mask in tier.born)
        gone = (tier.gone[0] | bit, *tier.gone[1:]) if tier.gone else ()
        return Tier(tier.have & ~bit, born, gone)

    def tick(self, tier: Tier) -> Tier:
        """Time passes by the storage's clock. After the delay only the age of marks matters."""
        born = (0, *tier.born)[: len(tier.born)]
        born = tuple(mask if age < self.delay else mask & MARKS for age, mask in enumerate(born))
        return Tier(tier.have, born, (0, *tier.gone)[: self.delay])

    def ripe(self, tier: Tier, bit: int, grace: int | None = None) -> bool:
        """Whether a mark has been there for the grace."""
        young = tier.born[: self.grace if grace is None else grace]
        return bool(tier.have & bit) and not any(mask & bit for mask in young)

    def views(self, tier: Tier, mask: int) -> Iterator[int]:
        """Everything a listing of these objects may tell: each object in doubt is seen, or not."""
        if not self.delay:
            yield tier.have & mask
            return
        doubt = 0
        for young, gone in zip(tier.born, tier.gone, strict=False):
            doubt |= young | gone
        doubt &= mask
        sure, chosen = tier.have & mask & ~doubt, doubt
        while True:
            yield sure | chosen
            if not chosen:
                return
            chosen = (chosen - 1) & doubt
