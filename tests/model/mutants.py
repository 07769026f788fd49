"""The protocol with one rule broken, each in a scenario which has to notice it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tests.model import scenarios
from tests.model.explorer import Explored
from tests.model.protocol import TRUE, Protocol
from tests.model.scenarios import Scenario


@dataclass(frozen=True)
class Mutant:
    """`rule`: what of the protocol is left out or turned round."""

    name: str
    protocol: Protocol
    scenario: Scenario

    def hunt(self) -> Explored:
        """The shortest trace to what it breaks."""
        return self.scenario.explore(self.protocol)


def _broken(name: str, scenario: Scenario, **rules: Any) -> Mutant:
    return Mutant(name, replace(TRUE, **rules), scenario)


def _order(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ONE, _TWO, _STALE, _SLOW = scenarios.ONE, scenarios.TWO_PRUNERS, scenarios.STALE_ONE, scenarios.SLOW_ONE
_COPY, _BACK, _BLIND = scenarios.COPIED, scenarios.COPIED_BACK, scenarios.WITHOUT_KEYS

ALL = (
    # writers
    _broken("pack before its key", _ONE, writing=_order("pack key index intent marks packs snapshot withdraw")),
    _broken("snapshot before its index", _ONE, writing=_order("key pack intent marks packs snapshot index withdraw")),
    _broken("index before its pack", _ONE, writing=_order("key index pack intent marks packs snapshot withdraw")),
    _broken("no intent", _ONE, writing=_order("key pack index marks packs snapshot withdraw")),
    _broken("intent after the last look", _ONE, writing=_order("key pack index marks packs intent snapshot withdraw")),
    _broken("no last look", _ONE, writing=_order("key pack index intent snapshot withdraw")),
    _broken("relies on a marked pack", _ONE, marks_at_open=False, marks_at_end=False),
    _broken("last look asks for no marks", _ONE, marks_at_end=False),
    _broken(
        "intent withdrawn before the snapshot",
        _ONE,
        writing=_order("key pack index intent marks packs withdraw snapshot"),
    ),
    _broken("a run withdraws the intent of a live run of its device", scenarios.ONE_DEVICE, others_intents=True),
    _broken(
        "last look asks for marks only",
        scenarios.HEALED,
        writing=_order("key pack index intent marks snapshot withdraw"),
    ),
    # pruners
    _broken("no second look", _ONE, second_look=False),
    _broken("second look without intents", _ONE, intents_count=False),
    _broken("intents end by age", _ONE, intents_age=True),
    _broken("second look: snapshots, then intents", _ONE, looking=_order("snapshots intents packs")),
    _broken("no pause between intents and snapshots", _STALE, pause=False),
    _broken("grace by the pruner's clock", _ONE, clock="own"),
    _broken("no grace", _STALE, shorter_grace=1),
    _broken("grace shorter than the listings' delay allows", _SLOW, shorter_grace=1),
    _broken("pack deleted before the prune record", _ONE, removing=_order("snapshot index pack record")),
    _broken("pack deleted before its snapshot", _ONE, removing=_order("record index pack snapshot")),
    _broken("a marked pack counts as another copy", _TWO, marked_are_copies=True),
    _broken("a pack without index counts as another copy", _ONE, unindexed_are_copies=True),
    _broken("live contents are not sealed anew", _ONE, seals_anew=False),
    _broken("a mark is undone", _TWO, undoes_marks=True),
    _broken("a mark goes with its pack", _STALE, marks_go_too=True),
    _broken("an unreadable root is passed over", scenarios.UNREADABLE, stops_unreadable=False),
    _broken("a prune record is enough to delete on another tier", scenarios.TWO_TIERS, record_is_enough=True),
    _broken("a tier is pruned by another tier's snapshots", _BACK, other_tiers_root=True),
    _broken("a marked pack is not healed", scenarios.HEALED, heals_marked=False),
    _broken("what is lost is not healed", scenarios.HEALED, heals=False),
    # replicators
    _broken("snapshots copied first", _COPY, copying=_order("snapshot copy intent marks packs withdraw")),
    _broken("no intent at the target", _COPY, copying=_order("copy marks packs snapshot withdraw")),
    _broken(
        "intent at the target after the last look", _COPY, copying=_order("copy marks packs intent snapshot withdraw")
    ),
    _broken("no last look at the target", _COPY, copying=_order("copy intent snapshot withdraw")),
    _broken("a marked pack counts as already there", _COPY, marked_is_there=True),
    _broken("packs listed before snapshots", _BLIND, snapshots_listed_first=False),
    _broken("without keys: no pause between snapshots and packs", _BLIND, waits_without_keys=False),
    _broken("prune records are not copied", scenarios.TWO_TIERS, copies_records=False, copies_marks=False),
    _broken("dead packs are copied", scenarios.TWO_TIERS, copies_dead=True),
    _broken("dropped snapshots are copied back", scenarios.TWO_TIERS, copies_forgotten=True),
)

HARMLESS = (
    _broken("no second look after sealing anew", _TWO, looks_again=False),
    _broken(
        "last look: packs, then marks", _STALE, writing=_order("key pack index intent packs marks snapshot withdraw")
    ),
    _broken("pack deleted before its index", _ONE, removing=_order("record snapshot pack index")),
    _broken("death marks are not copied", scenarios.TWO_TIERS, copies_marks=False),
)
"""What breaks nothing within these bounds: such a rule needs another reason (docs/model.md)."""
