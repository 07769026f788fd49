"""Jobs: runs of work, with state, stage, level and what they used."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

JobKind = Literal["backup", "replicate", "verify", "restore", "undo", "settings"]
JobState = Literal["scheduled", "in progress", "completed", "failed", "cancelled", "corrupted", "expired"]
Level = Literal["low", "normal", "high", "critical", "emergency"]
Check = Literal["present", "read", "drill"]
Stage = Literal[
    "queued",
    "waiting for conditions",
    "scanning",
    "selecting",
    "reading",
    "chunking",
    "sealing",
    "writing",
    "committing",
    "replicating",
    "verifying",
    "done",
]

LEVELS: Final[tuple[Level, ...]] = ("low", "normal", "high", "critical", "emergency")
ENDED: Final[frozenset[JobState]] = frozenset({"completed", "failed", "cancelled", "corrupted", "expired"})


@dataclass(frozen=True, slots=True)
class Amount:
    """How far a job is: files and bytes done, and of how many (None: not known yet)."""

    files: int = 0
    bytes: int = 0
    files_total: int | None = None
    bytes_total: int | None = None
    item: str = ""


@dataclass(frozen=True, slots=True)
class Used:
    """What a job used. `cpu_s`: seconds of the whole process while it ran; `peak_bytes`: of the process."""

    cpu_s: float = 0.0
    peak_bytes: int = 0
    bytes_read: int = 0
    bytes_stored: int = 0
    bytes_sent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One run of work. Times in ns UTC, 0 for "not yet".

    `source`, `tier`: ids or names, "" where they do not apply. `deadline_ns`: when its data must be off-site.
    `captured_ns`: newest capture among its files, for the order within a level. `size`: bytes expected.
    `needs`: ids of jobs which must be completed first. `waits_for`: why it does not run now. `paused`: by a person.
    `check`, `sample`: how deep a verification goes, and for how much of the bytes of packs, above 0 to 100 percent.
    `attempts`: begun so far; `retry_ns`: not before. `warnings`: sentences. `points`: recovery points it made.
    `asked`: what it was asked beyond the rest, as JSON by its kind; `told`: what came of it, as JSON by its kind, up to
    1 MiB; "" for nothing. `if_changed`: a backup nobody asked for, which makes no point where nothing changed.
    `estimated_s`: how long it was thought to take before it began, 0 for not known.
    """

    id: str
    kind: JobKind
    level: Level = "normal"
    state: JobState = "scheduled"
    stage: Stage = "queued"
    wedding: str = ""
    date: str = ""
    source: str = ""
    tier: str = ""
    created_ns: int = 0
    started_ns: int = 0
    ended_ns: int = 0
    deadline_ns: int = 0
    captured_ns: int = 0
    size: int = 0
    check: Check = "read"
    sample: float = 100.0
    needs: tuple[str, ...] = ()
    paused: bool = False
    waits_for: str = ""
    attempts: int = 0
    retry_ns: int = 0
    error: str = ""
    hint: str = ""
    warnings: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    asked: str = ""
    told: str = ""
    if_changed: bool = False
    estimated_s: float = 0.0
    amount: Amount = field(default_factory=Amount)
    used: Used = field(default_factory=Used)

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.state in ENDED


def rank(level: Level) -> int:
    """0 for low to 4 for emergency."""
    return LEVELS.index(level)
