"""Who takes part, where, and how many crashes and runs each state space allows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.model.explorer import Explored, Party, explore
from tests.model.objects import KEY_0, KEY_A, PACKS, S0, SA, Clock, index, packed
from tests.model.protocol import TRUE, Protocol
from tests.model.pruner import Pruner
from tests.model.replicator import Replicator
from tests.model.world import Actor, Setting, World
from tests.model.writer import Writer

_P0, _A1 = PACKS.index("P0"), PACKS.index("A1")
_OLD = KEY_0 | S0 | packed(_P0) | index(_P0)
SURE = Clock(delay=0, grace=1)
STALE = Clock(delay=1, grace=1)
SLOW = Clock(delay=2, grace=3)


@dataclass(frozen=True)
class Scenario:
    """A bounded world. `begins`: what each tier has. `runs`: of each party."""

    name: str
    parties: tuple[Party, ...]
    runs: tuple[int, ...]
    clock: Clock = SURE
    crashes: int = 1
    faults: int = 0
    losses: int = 0
    begins: tuple[int, ...] = (_OLD,)
    drops_s0: bool = True

    def explore(self, protocol: Protocol = TRUE, *, most: int = 10**9) -> Explored:
        """Every state."""
        setting = Setting(self.clock, protocol, self.drops_s0, self.losses > 0)
        tiers = tuple(self.clock.tier(have) for have in self.begins)
        world = World(tiers, tuple(Actor(runs=runs) for runs in self.runs), self.crashes, self.faults, self.losses)
        return explore(world, self.parties, setting, most=most)


A, B = Writer("A", 0), Writer("B", 0)
C, D = Pruner("C", 0), Pruner("D", 0)
B_THERE, D_THERE = Writer("B", 1), Pruner("D", 1)
COPY = Replicator()
BOTH = Replicator(((0, 1), (1, 0)))
TWO = (_OLD, _OLD)
APART = (_OLD, _OLD | SA | packed(_A1) | index(_A1) | KEY_A)

ONE = Scenario("a writer, a pruner", (A, C), (2, 2))
UNREADABLE = Scenario("an unreadable root", (A, C), (1, 2), faults=1)
STALE_ONE = Scenario("stale listings", (A, C), (1, 1), STALE)
SLOW_ONE = Scenario("slow listings", (A, C), (1, 1), SLOW, crashes=0)
ONE_DEVICE = Scenario("two runs of a device", (A._replace(other_of_device="B"), B, C), (1, 1, 1), crashes=0)
TWO_WRITERS = Scenario("two writers", (A, B, C), (1, 1, 1))
TWO_PRUNERS = Scenario("two pruners", (A, C, D), (1, 1, 1), crashes=0)
COPIED = Scenario("copied to a pruned tier", (A, COPY, Pruner("C", 1)), (1, 1, 1), begins=TWO)
COPIED_BACK = Scenario("copied back", (B_THERE, Replicator(((1, 0),)), C), (1, 1, 1), begins=TWO)
WITHOUT_KEYS = Scenario("copied without keys", (A, Replicator(keyed=False)), (1, 1), STALE, begins=(KEY_0, KEY_0))
HEALED = Scenario("a disk loses a pack", (A, BOTH, C), (1, 1, 1), crashes=0, losses=1, begins=TWO)
TWO_TIERS = Scenario("two tiers pruned", (BOTH, C, D_THERE), (1, 1, 1), crashes=0, begins=APART)

SHORT = (
    ONE,
    UNREADABLE,
    STALE_ONE,
    ONE_DEVICE,
    TWO_WRITERS,
    TWO_PRUNERS,
    COPIED,
    COPIED_BACK,
    WITHOUT_KEYS,
    TWO_TIERS,
    HEALED,
)
LONG = (
    SLOW_ONE,
    replace(HEALED, name="a disk loses a pack, and a crash", crashes=1),
    replace(ONE, name="three crashes", runs=(3, 3), crashes=3),
    replace(STALE_ONE, name="stale listings, more runs", runs=(2, 2)),
    replace(SLOW_ONE, name="slow listings and a crash", crashes=1),
    replace(TWO_WRITERS, name="two writers, more runs", runs=(1, 1, 2), crashes=2),
    replace(TWO_PRUNERS, name="two pruners and a crash", crashes=1),
    Scenario("two writers, two pruners", (A, B, C, D), (1, 1, 1, 1), crashes=0),
    replace(TWO_TIERS, name="two tiers pruned, more runs", runs=(2, 1, 1), crashes=1),
    replace(COPIED, name="copied, stale listings", clock=STALE),
    Scenario("a writer, two tiers pruned, copied both ways", (A, BOTH, C, D_THERE), (1, 1, 1, 1), begins=TWO),
    Scenario("two writers apart, a pruner, copied both ways", (A, B_THERE, BOTH, C), (1, 1, 1, 1), begins=TWO),
    Scenario("everybody", (A, B_THERE, C, D_THERE, BOTH), (1, 1, 1, 1, 1), crashes=0, begins=TWO),
)
