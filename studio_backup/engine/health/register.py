"""The register of alerts: opens, changes and clears them, and remembers what a person said."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final, Protocol

from studio_backup.base.clock import Clock
from studio_backup.base.errors import NotFoundError, UsageError
from studio_backup.base.names import display
from studio_backup.domain.alert import Alert, AlertKind
from studio_backup.engine.health.limits import MINUTE
from studio_backup.engine.health.rules import LOUDNESS

I_DID_THAT: Final = "I did that"
RESTORED: Final = "I restored it"
NOT_ME: Final = "That was not me"
"""The answers to an alert that asks. The first two close it for good; the last is kept with it while it stays open."""
_CLOSING: Final = (I_DID_THAT, RESTORED)
ASKS: Final[frozenset[AlertKind]] = frozenset({"sudden_loss", "media_changed"})
STAYS_CLEAR: Final = 10 * MINUTE
"""What comes back sooner was never gone: it keeps its beginning and that it was acknowledged, which spares noise."""

_log = logging.getLogger(__name__)


class AlertStorePort(Protocol):
    """Where alerts are kept, each time of a cause (`id`, `since_ns`) for itself.

    `get`: the open one of this id, else its newest past time. Raises NotFoundError. `put` adds or replaces one time.
    """

    def open(self) -> list[Alert]: ...
    def get(self, alert_id: str) -> Alert: ...
    def put(self, alert: Alert) -> None: ...


class AlertRegister:
    """Knows which alerts are open. `announce` hears each alert that opened, grew worse, was answered, woke from its
    snooze or cleared, critical ones first, before `update` returns; it must not wait. May be called from many threads.
    """

    def __init__(self, store: AlertStorePort, clock: Clock, announce: Callable[[Alert], None]) -> None:
        self._store, self._clock, self._announce = store, clock, announce
        self._lock = threading.Lock()
        self._open = {one.id: one for one in store.open()}

    def open_alerts(self) -> list[Alert]:
        """Those whose cause is there, acknowledged and snoozed ones too; the most serious first."""
        with self._lock:
            return sorted(self._open.values(), key=lambda one: (-LOUDNESS.index(one.severity), one.since_ns, one.id))

    def undecided(self) -> tuple[Alert, ...]:
        """Open alerts which ask a person: while one is open, nothing old of its source may be removed."""
        with self._lock:
            return tuple(one for one in self._open.values() if one.kind in ASKS)

    def update(self, found: Iterable[Alert]) -> None:
        """All that the rules find now. Open alerts which are not among it are cleared, but for those that ask."""
        with self._lock:
            now = {one.id: one for one in found}
            news = [self._open_or_change(one) for one in now.values()]
            gone = [one for one in self._open.values() if one.id not in now and one.kind not in ASKS]
            news += map(self._clear, gone)
        self._tell(news)

    def raise_now(self, alert: Alert) -> None:
        """One alert at once, without looking at the others."""
        with self._lock:
            news = [self._open_or_change(alert)]
        self._tell(news)

    def acknowledge(self, alert_id: str, by: str = "") -> Alert:
        """A person has seen it. It stays until its cause is gone. Raises NotFoundError."""
        with self._lock:
            known = self._known(alert_id)
            changed = self._keep(replace(known, acknowledged_ns=self._clock.now_ns(), acknowledged_by=by))
        self._tell([changed])
        return changed

    def snooze(self, alert_id: str, until_ns: int) -> Alert:
        """Say nothing of it until then. Raises NotFoundError, UsageError for a time that is over."""
        if until_ns <= self._clock.now_ns():
            raise UsageError("That time is over already.", hint="Name a time in the future.")
        with self._lock:
            changed = self._keep(replace(self._known(alert_id), snoozed_until_ns=until_ns))
        self._tell([changed])
        return changed

    def decide(self, alert_id: str, decision: str, by: str = "") -> Alert:
        """A person's answer to an alert that asks; logged, and remembered. Raises NotFoundError, UsageError."""
        answer = _answer(decision)
        now = self._clock.now_ns()
        with self._lock:
            known = self._known(alert_id)
            if known.kind not in ASKS:
                raise UsageError(
                    "This alert asks nothing: it goes when its cause is gone.", hint="You can acknowledge it."
                )
            decided = replace(known, decision=answer, acknowledged_ns=now, acknowledged_by=by)
            changed = self._keep(replace(decided, cleared_ns=now) if answer in _CLOSING else decided)
        _log.warning("decision on %s of %s by %s: %s", known.kind, known.cause, display(by) or "a person", answer)
        self._tell([changed])
        return changed

    def withdraw(self, alert_id: str) -> None:
        """Clear one that asks, because what it asks about is no longer this studio's: its source was removed."""
        with self._lock:
            known = self._open.get(alert_id)
            news = [self._clear(known)] if known else []
        self._tell(news)

    def decision(self, alert_id: str) -> str:
        """What a person answered, also long ago; "" for nothing."""
        with self._lock:
            known = self._open.get(alert_id) or self._past(alert_id)
        return known.decision if known else ""

    def _past(self, alert_id: str) -> Alert | None:
        with contextlib.suppress(NotFoundError):
            return self._store.get(alert_id)
        return None

    def _known(self, alert_id: str) -> Alert:
        found = self._open.get(alert_id)
        if found is None:
            raise NotFoundError("There is no such open alert.", hint="`studio-backup alerts` lists them.")
        return found

    def _open_or_change(self, alert: Alert) -> Alert | None:
        known = self._open.get(alert.id)
        if known is not None:
            return self._change(known, alert)
        before = self._past(alert.id)
        if before is not None and before.decision in _CLOSING:
            return None  # answered: the rule may still see it, the person need not
        if before is not None and self._clock.now_ns() - before.cleared_ns < STAYS_CLEAR:
            return self._keep(_merged(before, alert))
        return self._keep(replace(alert, since_ns=alert.since_ns or self._clock.now_ns()))

    def _change(self, known: Alert, alert: Alert) -> Alert | None:
        """Kept; returned if it must be heard again."""
        worse = LOUDNESS.index(alert.severity) > LOUDNESS.index(known.severity)
        awake = 0 < known.snoozed_until_ns <= self._clock.now_ns()
        merged = _merged(known, alert)
        if worse:  # what was acknowledged was less than this
            merged = replace(merged, acknowledged_ns=0, acknowledged_by="", snoozed_until_ns=0)
        elif awake:
            merged = replace(merged, snoozed_until_ns=0)
        if merged != known:
            self._keep(merged)
        return merged if worse or awake else None

    def _clear(self, alert: Alert) -> Alert:
        return self._keep(replace(alert, cleared_ns=self._clock.now_ns(), snoozed_until_ns=0))

    def _keep(self, alert: Alert) -> Alert:
        self._store.put(alert)
        if alert.open:
            self._open[alert.id] = alert
        else:
            self._open.pop(alert.id, None)
        return alert

    def _tell(self, news: Iterable[Alert | None]) -> None:
        heard = [one for one in news if one is not None]
        for alert in sorted(heard, key=lambda one: -LOUDNESS.index(one.severity)):
            self._announce(alert)


def _merged(known: Alert, alert: Alert) -> Alert:
    """The rules' words, a person's answers, the earlier beginning."""
    return replace(
        alert,
        since_ns=min(known.since_ns, alert.since_ns or known.since_ns),
        acknowledged_ns=known.acknowledged_ns,
        acknowledged_by=known.acknowledged_by,
        snoozed_until_ns=known.snoozed_until_ns,
        decision=known.decision,
    )


def _answer(decision: str) -> str:
    said = decision.strip().rstrip(".!").casefold()
    for answer in (*_CLOSING, NOT_ME):
        if said == answer.casefold():
            return answer
    raise UsageError(
        f"{display(decision)} is no answer to this.", hint=f'Say "{I_DID_THAT}", "{RESTORED}" or "{NOT_ME}".'
    )
