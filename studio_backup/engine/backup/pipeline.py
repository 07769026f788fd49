"""The backup: one snapshot a source root."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import Cancelled, StudioBackupError
from studio_backup.engine.backup.database_process import DatabaseProcess, remove_leftovers
from studio_backup.engine.backup.long_buffers import LongBuffers
from studio_backup.engine.backup.ports import SnapshotWriter, VaultForBackup
from studio_backup.engine.backup.preparation import find_roots, scan_rules
from studio_backup.engine.backup.report import AsBefore, BackupReport, Point
from studio_backup.engine.backup.request import BackupRequest, Limits, Workspace
from studio_backup.engine.backup.roots import Root
from studio_backup.engine.backup.source_backup import SourceBackup, Tools
from studio_backup.engine.backup.tally import Tally, by_kind, excluded_by


def back_up(
    request: BackupRequest,
    *,
    vault: VaultForBackup,
    progress: Progress,
    cancel: CancelToken,
    clock: Clock,
    workspace: Workspace,
    limits: Limits | None = None,
) -> BackupReport:
    """Commit one complete point for each source. Nothing is written before all sources have been looked at.

    Raises SourceError for a root that is missing, unreadable or suddenly empty; StorageFull; Cancelled; whatever the
    vault raises. Points committed before the error stay.
    """
    start = clock.monotonic()
    rules = scan_rules(request)
    roots = find_roots(request, rules, vault)
    remove_leftovers(workspace)
    with (
        contextlib.closing(DatabaseProcess(workspace)) as databases,
        vault.writer(request.collection) as writer,
        cancel.before_waiting(writer.rest),
        contextlib.closing(LongBuffers()) as buffers,
    ):
        tools = Tools(request, limits or Limits(), vault, writer, rules, databases, progress, cancel, clock, buffers)
        done = [_backed_up(root, tools, writer) for root in roots]
        partial = [point for source, _ in done for point in source.partial_points]
        tallies = [source.tally for source, _ in done]
        points = [made for _, made in done if not isinstance(made, AsBefore)]
        report = _report(points, partial, tallies, writer.stored_bytes, clock.monotonic() - start)
        as_before = tuple(made for _, made in done if isinstance(made, AsBefore))
        return replace(report, as_before=as_before, by_kind=by_kind(tallies))


def _backed_up(root: Root, tools: Tools, writer: SnapshotWriter) -> tuple[SourceBackup, Point | AsBefore]:
    tools.progress.stage("scanning")
    source = SourceBackup(root, tools)
    with _kept_when_cancelled(writer):
        return source, source.run()


@contextlib.contextmanager
def _kept_when_cancelled(writer: SnapshotWriter) -> Iterator[None]:
    """What was stored before a cancel is kept for the next run: it finds it by the index."""
    try:
        yield
    except Cancelled as cancelled:
        try:
            writer.flush()
        except StudioBackupError:
            raise cancelled from None
        raise Cancelled(
            "Stopped. Earlier points are untouched, and what was stored so far is kept in the vault.",
            hint="Run the same backup again: it goes on without storing that twice.",
        ) from None


def _report(
    points: Sequence[Point], partial: Sequence[Point], tallies: Sequence[Tally], stored: int, seconds: float
) -> BackupReport:
    return BackupReport(
        points=tuple(points),
        partial_points=tuple(partial),
        files=sum(tally.files for tally in tallies),
        read=sum(tally.read for tally in tallies),
        unchanged=sum(tally.unchanged for tally in tallies),
        bytes_read=sum(tally.bytes_read for tally in tallies),
        bytes_stored=stored,
        excluded=sum(tally.excluded for tally in tallies),
        excluded_by=excluded_by(tallies),
        warnings=tuple(warning for tally in tallies for warning in tally.warnings),
        notices=tuple(notice for tally in tallies for notice in tally.notices),
        seconds=seconds,
    )
