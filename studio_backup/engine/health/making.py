"""Making an alert: its id is the same for the same kind and cause, so that one cause is one alert."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from studio_backup.domain.alert import Alert, AlertKind, Severity


@dataclass(frozen=True, slots=True)
class Cause:
    """What an alert is about. `key`: the same as long as the cause is; `words`: for a person, safe to print."""

    key: str
    words: str


def alert_id(kind: AlertKind, key: str) -> str:
    """16 hex digits."""
    return hashlib.sha256(f"studio-backup alert\0{kind}\0{key}".encode("utf-8", "surrogateescape")).hexdigest()[:16]


def make(kind: AlertKind, severity: Severity, cause: Cause, message: str, mend: str, since_ns: int) -> Alert:
    """A new alert."""
    return Alert(
        id=alert_id(kind, cause.key),
        kind=kind,
        severity=severity,
        cause=cause.words,
        message=message,
        mend=mend,
        since_ns=since_ns,
    )
