"""The protocol as a value: each rule that a mutant may break is a field, whose default is what must hold."""

from __future__ import annotations

from dataclasses import dataclass

STEPS = ("key", "pack", "index", "intent", "marks", "packs", "snapshot", "withdraw")


@dataclass(frozen=True)
class Protocol:
    """The rules of docs/format.md and docs/decisions/0011, as the coming prune has to keep them."""

    # writers
    writing: tuple[str, ...] = STEPS
    marks_at_open: bool = True  # a marked pack is not relied on
    marks_at_end: bool = True  # the last look asks for marks, too
    others_intents: bool = False  # a run takes away its device's other intents although that run lives
    # pruners
    second_look: bool = True
    intents_count: bool = True
    intents_age: bool = False  # an intent that is as old as the grace counts no more
    looking: tuple[str, ...] = ("intents", "snapshots", "packs")
    pause: bool = True  # the listings' delay passes between the look for intents and that for snapshots
    clock: str = "storage"
    shorter_grace: int = 0  # ticks
    removing: tuple[str, ...] = ("record", "snapshot", "index", "pack")
    marked_are_copies: bool = False  # a marked pack counts as another copy
    unindexed_are_copies: bool = False
    seals_anew: bool = True  # live contents of a marked pack are sealed anew before it goes
    looks_again: bool = True  # all of the second look, after live contents were sealed anew
    undoes_marks: bool = False
    marks_go_too: bool = False  # a mark is taken away with its pack
    stops_unreadable: bool = True
    record_is_enough: bool = False  # what a prune record names goes at once, on every tier
    other_tiers_root: bool = False  # a pruner decides by the snapshots of the other tier
    # replicators
    copying: tuple[str, ...] = ("copy", "intent", "marks", "packs", "snapshot", "withdraw")
    snapshots_listed_first: bool = True
    waits_without_keys: bool = True  # without keys the delay passes between listing snapshots and packs
    marked_is_there: bool = False  # a marked pack at the target counts as already there
    copies_dead: bool = False
    copies_forgotten: bool = False
    heals: bool = True  # what a tier lost comes back from another one
    heals_marked: bool = True  # a marked pack, too, as long as no prune record names it
    copies_marks: bool = True
    copies_records: bool = True


TRUE = Protocol()
