"""What is known of each source, and what follows from it. No thread, no file: all facts are told to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from studio_backup.domain.source import WatchedSource
from studio_backup.engine.watch.identity import Identity, Look, spell
from studio_backup.engine.watch.settle import Moment, Reason, SettleRule
from studio_backup.engine.watch.values import Due, How, Presence, SourceState

JUMP_S = 60.0
"""The two clocks may part by so much between two steps; beyond, the machine slept or its clock was set."""
SILENT_S = 60.0
"""A lookout that says nothing for so long is held by a drive that does not answer."""
_STATES_APART_S = 0.5
_SILENT = "The drive or share does not answer."


@dataclass(slots=True)
class _Watched:
    source: WatchedSource
    rule: SettleRule
    reason: Reason
    present: Presence = "unknown"
    why: str = ""
    how: How = "events"
    how_why: str = ""
    found_at: str = ""
    lies_at: str = ""  # where it is watched, if not at its path
    identity: Identity | None = None
    open: bool = False  # eyes see it
    alive_at: float = 0.0
    since_ns: int = 0  # start of its last backup
    told: SourceState | None = None
    told_at: float = float("-inf")
    untold: bool = False


class Desk:
    """The state of all sources. Not thread-safe: the watcher holds one lock around it."""

    def __init__(self, now: Moment) -> None:
        self._watched: dict[str, _Watched] = {}
        self._last = now

    def add(self, source: WatchedSource, identity: Identity | None, reason: Reason, now: Moment) -> None:
        """Watch it from now on."""
        rule = SettleRule(source.settle_s, now)
        self._watched[source.id] = _Watched(source, rule, reason, identity=identity, alive_at=now.seconds)

    def remove(self, source_id: str) -> None:
        """Forget it; nothing if it is not known."""
        self._watched.pop(source_id, None)

    def edit(self, source: WatchedSource) -> None:
        """Its settings changed, but not where it lies nor what is taken of it."""
        one = self._watched.get(source.id)
        if one is not None:
            one.source, one.rule.settle_s = source, source.settle_s

    def look_every(self, source_id: str, seconds: float) -> None:
        """All of it is looked at so often, whatever was or was not seen."""
        one = self._watched.get(source_id)
        if one is not None:
            one.rule.whole_s = seconds

    def source(self, source_id: str) -> WatchedSource | None:
        """As it was added or last edited."""
        one = self._watched.get(source_id)
        return one.source if one else None

    def lies_at(self, source_id: str) -> str:
        """Where it lies, if not at its path."""
        one = self._watched.get(source_id)
        return one.lies_at if one else ""

    def since_ns(self, source_id: str) -> int:
        """When its last backup began, ns UTC; 0 if none was told."""
        one = self._watched.get(source_id)
        return one.since_ns if one else 0

    # Facts from the lookouts

    def alive(self, source_id: str, now: Moment) -> None:
        """Its drive answers, and its lookout is at work."""
        if one := self._watched.get(source_id):
            one.alive_at = now.seconds

    def looked(self, source_id: str, look: Look) -> None:
        """What was found at its path."""
        one = self._watched.get(source_id)
        if one is None:
            return
        one.present, one.why, one.found_at = look.present, look.reason, look.found_at
        if look.identity is not None:
            one.identity = look.identity
        lies_at = look.found_at if look.present == "present" else ""
        if (look.present != "present" or lies_at != one.lies_at) and one.open:
            one.open, one.reason = False, "returned"
        one.lies_at = lies_at

    def opened(self, source_id: str, how: How, why: str, reason: Reason | None, now: Moment) -> None:
        """From now on nothing that happens in it is missed: so now all of it can be taken."""
        if one := self._watched.get(source_id):
            one.open, one.how, one.how_why = True, how, why
            one.rule.rescan(now, reason or one.reason)
            one.reason = "returned"

    def changed(self, source_id: str, paths: Iterable[str], now: Moment, *, at_least: bool = False) -> None:
        """These files of it changed."""
        if one := self._watched.get(source_id):
            one.rule.changed(now, paths, at_least=at_least)

    def lost(self, source_id: str, now: Moment) -> None:
        """Something of it changed, nobody knows what."""
        if one := self._watched.get(source_id):
            one.rule.changed(now, at_least=True)

    # Facts from the backups

    def taken(self, source_id: str, started_ns: int, now: Moment) -> None:
        """A backup of it began at that time."""
        if one := self._watched.get(source_id):
            one.rule.taken(now, now.seconds - max(0, now.ns - started_ns) / 1e9)
            one.since_ns = started_ns

    def settled(self, source_id: str, ok: bool, now: Moment) -> None:
        """The backup of it ended."""
        if one := self._watched.get(source_id):
            one.rule.settled(now, ok=ok)

    # What follows

    def step(self, now: Moment) -> tuple[list[Due], list[SourceState]]:
        """What is due now, and the states that differ from those told last."""
        self._notice_jump(now)
        due = [found for one in self._watched.values() if (found := self._due(one, now))]
        return due, [state for one in self._watched.values() if (state := self._news(one, now))]

    def wake(self, now: Moment, latest: float) -> float:
        """On the monotonic clock: when to step again."""
        watched = self._watched.values()
        times = [one.rule.wake(now) for one in watched if self._may_go(one, now)]
        untold = [one.told_at + _STATES_APART_S for one in watched if one.untold]
        return min([latest, *times, *untold])

    def states(self, now: Moment) -> list[SourceState]:
        """How all stand."""
        return [self._state(one, now) for one in self._watched.values()]

    def _notice_jump(self, now: Moment) -> None:
        last, self._last = self._last, now
        steady = now.seconds - last.seconds
        if abs((now.ns - last.ns) / 1e9 - steady) <= JUMP_S and steady <= 2 * JUMP_S:
            return
        for one in self._watched.values():
            one.since_ns, one.alive_at = min(one.since_ns, now.ns), now.seconds
            if one.open:
                one.rule.rescan(now, "clock")

    def _due(self, one: _Watched, now: Moment) -> Due | None:
        reason = one.rule.due(now) if self._may_go(one, now) else None
        return Due(one.source.id, reason, one.lies_at or one.source.path, now.ns) if reason else None

    def _may_go(self, one: _Watched, now: Moment) -> bool:
        return one.open and not self._silent(one, now)

    def _silent(self, one: _Watched, now: Moment) -> bool:
        return now.seconds - one.alive_at > SILENT_S

    def _news(self, one: _Watched, now: Moment) -> SourceState | None:
        state = self._state(one, now)
        one.untold = one.told is None or not _is_alike(state, one.told)
        if not one.untold or now.seconds - one.told_at < _STATES_APART_S:
            return None
        one.told, one.told_at, one.untold = state, now.seconds, False
        return state

    def _state(self, one: _Watched, now: Moment) -> SourceState:
        silent = self._silent(one, now)
        next_due = one.rule.next_due(now) if self._may_go(one, now) else None
        return SourceState(
            id=one.source.id,
            present="missing" if silent else one.present,
            how=one.how,
            waiting_files=one.rule.waiting_files,
            at_least=one.rule.at_least,
            waiting_since_ns=min(one.rule.waiting_since_ns, now.ns),
            waiting_media_since_ns=min(one.rule.waiting_media_since_ns, now.ns),
            waiting_papers_since_ns=min(one.rule.waiting_papers_since_ns, now.ns),
            next_due_ns=0 if next_due is None else max(1, now.at(next_due)),
            reason=_SILENT if silent else one.why or one.how_why,
            identity=spell(one.identity),
            found_at=one.found_at,
        )


def _is_alike(state: SourceState, told: SourceState) -> bool:
    """Whether only the rounding of the next time differs."""
    return abs(state.next_due_ns - told.next_due_ns) < 10**9 and _but_next_due(state) == _but_next_due(told)


def _but_next_due(state: SourceState) -> SourceState:
    return replace(state, next_due_ns=0)
