"""What a backup of a folder would take and leave out, without doing it."""

from __future__ import annotations

from collections.abc import Iterable

from studio_backup.api.paths import to_wire
from studio_backup.api.wire import LeftOutView, PreviewView
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.domain.job import Job
from studio_backup.engine.health.estimate import estimate
from studio_backup.engine.jobs.backup import Wish, plan
from studio_backup.engine.service.figures import past_runs
from studio_backup.engine.studio import Studio

MOST_PROBLEMS = 100


def preview(studio: Studio, path: str, excludes: tuple[str, ...], past: Iterable[Job]) -> PreviewView:
    """Walks the folder; writes nothing. `past`: earlier jobs. Raises what a backup of it raises before it begins."""
    found = plan(studio, Wish((path,), excludes=excludes), progress=NoProgress(), cancel=CancelToken())
    lines = [
        LeftOutView(path=one.pattern, why=f"{one.reason}: {one.files} files, {one.folders} folders")
        for one in found.excluded_by
    ]
    to_read = sum(one.files_to_read for one in found.sources), sum(one.bytes_to_read for one in found.sources)
    told = estimate(*to_read, past_runs(past))
    return PreviewView(
        path=to_wire(path),
        minutes=round(told.minutes, 2),
        stored_bytes=told.bytes_stored,
        told_from=told.runs,
        files=sum(one.files for one in found.sources),
        bytes=sum(one.bytes for one in found.sources),
        left_out=tuple(lines),
        left_out_count=found.excluded,
        problems=tuple(f"{one.path}: {one.text}" for one in found.warnings[:MOST_PROBLEMS]),
    )
