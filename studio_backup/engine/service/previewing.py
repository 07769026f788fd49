"""What a backup of a folder would take and leave out, without doing it."""

from __future__ import annotations

from studio_backup.api.paths import to_wire
from studio_backup.api.wire import LeftOutView, PreviewView
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.engine.jobs.backup import Wish, plan
from studio_backup.engine.studio import Studio

MOST_PROBLEMS = 100


def preview(studio: Studio, path: str, excludes: tuple[str, ...]) -> PreviewView:
    """Walks the folder; writes nothing. Raises what a backup of it raises before it begins."""
    found = plan(studio, Wish((path,), excludes=excludes), progress=NoProgress(), cancel=CancelToken())
    lines = [
        LeftOutView(path=one.pattern, why=f"{one.reason}: {one.files} files, {one.folders} folders")
        for one in found.excluded_by
    ]
    return PreviewView(
        path=to_wire(path),
        files=sum(one.files for one in found.sources),
        bytes=sum(one.bytes for one in found.sources),
        left_out=tuple(lines),
        left_out_count=found.excluded,
        problems=tuple(f"{one.path}: {one.text}" for one in found.warnings[:MOST_PROBLEMS]),
    )
