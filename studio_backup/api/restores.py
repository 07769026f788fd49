"""Restores over the wire: what is asked, what would be done, what became of it."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from studio_backup.api.browse import InnerPath, PointId, TroubleView
from studio_backup.api.requests import Count, Date, Label, Patterns, Request
from studio_backup.api.wire import Answer

OnConflict = Literal["keep-both", "replace", "skip"]
Target = Annotated[str, Meta(max_length=32_768)]


class PickRequest(Request, frozen=True, kw_only=True):
    """One thing to bring back: what lies at a path of a point; a folder with all that is in it."""

    point: PointId
    path: InnerPath = ""


class NewRestore(Request, frozen=True, kw_only=True):
    """What to bring back, and where to.

    Exactly one of `picks`, `point` (the first digits of an id) and `wedding` (with `date`, as it was `at_ns`, of which
    `source`). `files`: only these globs. `to`: an absolute path; "" for a new folder, which the plan names in full.
    `tier`: read from it first. `streams`: packs fetched at once.
    """

    to: Target = ""
    picks: Annotated[tuple[PickRequest, ...], Meta(max_length=10_000)] = ()
    point: Label = ""
    wedding: Label = ""
    date: Date = ""
    at_ns: Count | None = None
    source: InnerPath = ""
    files: Patterns = ()
    on_conflict: OnConflict = "keep-both"
    tier: Label = ""
    streams: Annotated[int, Meta(ge=1, le=10)] = 4


class FailedView(Answer, frozen=True, kw_only=True):
    """A file that does not come back, and why."""

    path: str
    reason: str


class OlderView(Answer, frozen=True, kw_only=True):
    """A file whose contents come from an older point, because the chosen one has none."""

    path: str
    moment_ns: int
    reason: str


class ConflictView(Answer, frozen=True, kw_only=True):
    """Something else stands where a file goes."""

    path: str
    target: str
    decision: OnConflict


class MappedView(Answer, frozen=True, kw_only=True):
    """A name which the target cannot hold, and what it is called there."""

    path: str
    target: str


class RootView(Answer, frozen=True, kw_only=True):
    """A source folder on a device (its id)."""

    path: str
    device: str


class EqualRootView(Answer, frozen=True, kw_only=True):
    """A source folder that does not come back because an equal one does, as `name`."""

    source: RootView
    name: str


class OtherTierView(Answer, frozen=True, kw_only=True):
    """A pack which another place than the asked one gave."""

    object: str
    asked: str
    used: str
    problem: str


class SumsView(Answer, frozen=True, kw_only=True):
    """How much a restore is. Sizes in bytes; `same`: files which stand there already, equal."""

    files: int
    bytes: int
    same: int
    packs: int
    fetch_bytes: int
    free_bytes: int | None


class RestorePlanned(Answer, frozen=True, kw_only=True):
    """What `restore --dry-run --json` prints; paths as they are shown to people, not to be asked with.

    `tiers`: places in the order in which they are asked. `unreachable`: those that do not answer, and why.
    `impossible`: files whose data no place within reach has; they are tried all the same.
    """

    id: str
    to: str
    roots: tuple[str, ...]
    plan: SumsView
    tiers: tuple[str, ...]
    unreachable: dict[str, str]
    failed: tuple[FailedView, ...]
    impossible: tuple[FailedView, ...]
    older_versions: tuple[OlderView, ...]
    conflicts: tuple[ConflictView, ...]
    mapped: tuple[MappedView, ...]
    specials: tuple[str, ...]
    equal_roots: tuple[EqualRootView, ...]
    only_partial: tuple[RootView, ...]
    problems: tuple[TroubleView, ...]


class RestoreDone(RestorePlanned, frozen=True, kw_only=True):
    """What `restore --json` prints, and what a job of this kind has told: see `engine.restore.plan.RestoreReport`.

    `left_out`: of lists too long to be kept with a job, how many entries are missing here. `exit`: as of `restore`.
    """

    restored: int
    verified: int
    skipped: int
    bytes: int
    seconds: float
    medium: str
    other_tier: tuple[OtherTierView, ...]
    set_aside: tuple[str, ...]
    notes: tuple[str, ...]
    kept_bytes: int
    kept_folder: str
    expired: tuple[str, ...]
    packs_read: int
    resumed: bool
    exit: int
    left_out: dict[str, int] = field(default_factory=dict)


class SupplyView(Answer, frozen=True, kw_only=True):
    """What comes from one place. `seconds`: as measured there (else anywhere) before; None if nothing was measured."""

    place: str
    packs: int
    bytes: int
    seconds: float | None = None


class PlannedRootView(Answer, frozen=True, kw_only=True):
    """A source folder that comes back as `name` below the target, as it was at `at_ns`."""

    name: str
    source: str
    point: str
    at_ns: int


class CountsView(Answer, frozen=True, kw_only=True):
    """How many of each list there are in all, however many are shown."""

    failed: int = 0
    impossible: int = 0
    older_versions: int = 0
    mapped: int = 0
    keep_both: int = 0
    replace: int = 0
    skip: int = 0


class RestorePlanView(Answer, frozen=True, kw_only=True):
    """What would be done. `planned`: the same as the command line prints, its lists cut at `most` entries.

    `to`: the folder in full, on the wire's terms: ask with it. `seconds`: None if no restore was ever measured.
    `resumes`: it goes on with one that was stopped. `fits`: whether there is space for it (None: not known).
    """

    to: str
    planned: RestorePlanned
    counts: CountsView
    roots: tuple[PlannedRootView, ...]
    supply: tuple[SupplyView, ...]
    seconds: float | None = None
    resumes: bool = False
    fits: bool | None = None
    exit: int = 0


class PlanRestore(NewRestore, frozen=True, kw_only=True):
    """As NewRestore. `most`: how many entries of each list are told."""

    most: Annotated[int, Meta(ge=1, le=100_000)] = 200


RestoreState = Literal["waiting", "working", "stopped", "done", "undone", "kept as it is", "failed", "cancelled"]


class RestoreView(Answer, frozen=True, kw_only=True):
    """A restore. `job`: the engine's job, "" if the command line did it alone; `id`: "" while it was not begun.

    `undo_until_ns`: until when it can be undone, 0 if it cannot. `kept_bytes`: kept of what it replaced, for undo.
    `failed`: files that did not come back.
    """

    id: str
    job: str
    state: RestoreState
    to: str
    wedding: str = ""
    date: str = ""
    files: int = 0
    bytes: int = 0
    failed: int = 0
    started_ns: int = 0
    undo_until_ns: int = 0
    kept_bytes: int = 0


class UndoPlanView(Answer, frozen=True, kw_only=True):
    """What an undo would do. `remove`: entries to remove; `put_back`: files to put back; `gone`: restored entries which
    somebody removed already. `edited`: restored files that somebody edited since: while there are any, nothing is
    undone.
    """

    id: str
    to: str
    remove: int
    put_back: int
    gone: int
    kept_bytes: int
    edited: tuple[str, ...] = ()
    edited_count: int = 0


class UndoDone(Answer, frozen=True, kw_only=True):
    """What `undo --json` prints, and what a job of this kind has told: see `engine.restore.undo.UndoReport`."""

    id: str
    removed: int = 0
    put_back: int = 0
    left: tuple[str, ...] = ()
    freed: int = 0
    expired: tuple[str, ...] = ()
    exit: int = 0
