"""What the rules look at: the engine as it is at one moment. All times in ns UTC, 0 for "never" or "not so"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from studio_backup.domain.alert import Alert
from studio_backup.domain.job import JobKind, Level
from studio_backup.engine.health.feed_rules import FeedFacts
from studio_backup.engine.health.wedding_facts import NOTHING_SAID, CalendarFacts

Presence = Literal["present", "missing", "other"]
TierTrouble = Literal["", "unreachable", "marker", "denied", "full"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """A watched folder.

    `path` as the person wrote it (surrogateescape). `other`: at the path lies another drive than the one known.
    `absent_since_ns`: since when it is missing or exchanged. `waiting_since_ns`: the oldest change in no backup yet.
    `last_backup_ns`: last point of it, with or without warnings, or last look that found it just so; `last_good_ns`:
    last one without any; `looked_ns`: that look, 0 if a point came later. `unreadable`: files the last run could not
    read and nobody acknowledged; `unreadable_example`: the path of one. `tiers`: names of those to which it is copied
    (None: all), `away_copies_demanded`: how many copies its policy demands there.
    """

    id: str
    path: str
    level: Level = "normal"
    wedding: str = ""
    added_ns: int = 0
    presence: Presence = "present"
    absent_since_ns: int = 0
    waiting_files: int = 0
    waiting_since_ns: int = 0
    last_backup_ns: int = 0
    last_good_ns: int = 0
    looked_ns: int = 0
    unreadable: int = 0
    unreadable_example: str = ""
    unreadable_since_ns: int = 0
    tiers: tuple[str, ...] | None = None
    away_copies_demanded: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TierFacts:
    """A place away from this machine, and what of the vault is not there yet.

    `trouble`: why the last contact failed ("" if it did not) in one word, `why` in a sentence, `trouble_since_ns` since
    when. `level`: of the most pressing thing that waits. `unread_since_ns`: since when the oldest object there was not
    read back (0: all was, or there is nothing).
    """

    name: str
    role: str = ""
    trouble: TierTrouble = ""
    why: str = ""
    trouble_since_ns: int = 0
    last_contact_ns: int = 0
    waiting_files: int = 0
    waiting_bytes: int = 0
    waiting_since_ns: int = 0
    level: Level = "normal"
    unread_since_ns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningJob:
    """A job at work now. `source`, `tier`: as in its Job, "" where they do not apply."""

    kind: JobKind
    source: str = ""
    tier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedJob:
    """The newest job of its kind, source and tier, which failed for good: a later success takes it out of the facts.

    `error`, `hint`: of the job, safe to print.
    """

    kind: JobKind
    source: str = ""
    tier: str = ""
    error: str = ""
    hint: str = ""
    ended_ns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DamageFacts:
    """Objects at a place which were found damaged or missing, and not healed since. `place` is "local" for the vault.

    `healable`: another place is known to hold them. `forged`: a seal is wrong although the bytes are those written.
    """

    place: str
    objects: int
    since_ns: int = 0
    healable: bool = True
    forged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadFacts:
    """Objects which lie at a place ("local" for the vault) and were never read back: nobody knows yet whether they are
    what was stored. `since_ns`: when the oldest came; `due_ns`: by when the first must be read back; 0 if unknown.
    """

    place: str
    objects: int
    since_ns: int = 0
    due_ns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskFacts:
    """Space at a place, in bytes. `needed`: what is known to be on its way there. `full_in_days`: see `forecast`."""

    place: str
    free: int
    total: int = 0
    needed: int = 0
    full_in_days: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LossFacts:
    """A sudden loss on which nobody has decided yet. `before`: the last point that holds what is gone; `verdict` says
    in a sentence what was lost.
    """

    source: str
    path: str
    point: str
    before: str
    verdict: str
    wedding: str = ""
    at_ns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAlarm:
    """Something about keys a person must know: the keyring lost this device, another kit opened the vault.

    `cause`: one word or two, the same for the same thing.
    """

    cause: str
    message: str
    mend: str
    since_ns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that is known now.

    `joined`: whether this home has a vault at all.
    `locked_since_ns`: since when the engine waits for the passphrase. `kit_unsaved_since_ns`: since when nobody has
    confirmed that the recovery kit is kept safe, 0 if somebody has. `paused_until_ns`: 0 while paused until resumed.
    `engine_off_since_ns`: when the engine was last alive before it started at `engine_started_ns`; 0 if unknown.
    `undecided`: alerts which wait for a person's answer, as `AlertRegister.undecided` tells them.
    `vault_trouble`: why the vault's own folder cannot be used, in a sentence; "" if it can, or the vault is locked.
    `catalog_set_aside`: path of a catalog that could not be read and was moved away; `catalog_set_aside_ns`: when, and
    with no path when one that was gone was made anew. `away_copies_demanded`: copies
    away from this machine, in places of their own. `outdated`: something was stored or read back since the places were
    looked at last; `look_failing_since_ns`: since when no look came to its end.
    `calendar`: what is to be said of weddings; `feeds`: calendars in
    trouble.
    """

    now_ns: int
    joined: bool = True
    unlocked: bool = True
    locked_since_ns: int = 0
    kit_unsaved_since_ns: int = 0
    paused: bool = False
    paused_until_ns: int = 0
    sources: tuple[SourceFacts, ...] = ()
    tiers: tuple[TierFacts, ...] = ()
    running: tuple[RunningJob, ...] = ()
    failed: tuple[FailedJob, ...] = ()
    damage: tuple[DamageFacts, ...] = ()
    unread: tuple[UnreadFacts, ...] = ()
    disks: tuple[DiskFacts, ...] = ()
    losses: tuple[LossFacts, ...] = ()
    undecided: tuple[Alert, ...] = ()
    keys: tuple[KeyAlarm, ...] = ()
    engine_started_ns: int = 0
    engine_off_since_ns: int = 0
    catalog_set_aside: str = ""
    catalog_set_aside_ns: int = 0
    vault_trouble: str = ""
    vault_trouble_since_ns: int = 0
    outdated: bool = False
    look_failing_since_ns: int = 0
    away_copies_demanded: int = 2
    calendar: CalendarFacts = NOTHING_SAID
    feeds: tuple[FeedFacts, ...] = ()
