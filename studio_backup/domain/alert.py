"""Alerts: one cause, one alert, with the verb which mends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AlertKind = Literal[
    "rpo_missed",
    "backup_overdue",
    "source_missing",
    "source_exchanged",
    "tier_unreachable",
    "vault_unreachable",
    "tier_marker_wrong",
    "damage",
    "unreadable_files",
    "disk_low",
    "locked",
    "key",
    "kit_not_saved",
    "engine_was_off",
    "sudden_loss",
    "media_changed",
    "catalog_set_aside",
    "job_failed",
    "wedding_at_risk",
    "copies_short",
    "last_copy",
    "footage_missing",
    "not_ready",
    "calendar_trouble",
]
Severity = Literal["notice", "warning", "critical"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """`id`: the same for the same kind and cause. `cause`: what it is about, in words safe to print.

    `message`: what happened and why it matters; `mend`: the command or act which mends it. Times in ns UTC, 0 for "not
    yet". `decision`: what a person said, where the alert asks ("" while nothing was said).
    """

    id: str
    kind: AlertKind
    severity: Severity
    cause: str
    message: str
    mend: str
    since_ns: int
    cleared_ns: int = 0
    acknowledged_ns: int = 0
    acknowledged_by: str = ""
    snoozed_until_ns: int = 0
    decision: str = ""

    @property
    def open(self) -> bool:
        """Whether its cause is still there."""
        return self.cleared_ns == 0
