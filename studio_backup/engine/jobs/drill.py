"""A drill: everything of the newest points restored from one place alone into a scratch folder, compared, removed."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator

from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.domain.collection import grouped
from studio_backup.domain.recovery import select_newest
from studio_backup.engine.restore.places import Place as PackPlace
from studio_backup.engine.restore.places import TierPacks
from studio_backup.engine.restore.plan import RestoreReport, RestoreRequest
from studio_backup.engine.restore.planner import plan_restore
from studio_backup.engine.restore.points import load_points
from studio_backup.engine.restore.restore import run_restore
from studio_backup.engine.studio import Studio
from studio_backup.engine.verify.report import DrillResult
from studio_backup.repository.repository import Repository
from studio_backup.sync.place import Place


class Driller:
    """Restores from one place at a time. The scratch folder lies in the home's workspace."""

    def __init__(self, studio: Studio, *, progress: Progress, cancel: CancelToken) -> None:
        self._studio, self._progress, self._cancel = studio, progress, cancel

    def restore(self, place: Place, collections: frozenset[str] | None) -> DrillResult:
        """Each wedding in turn, and the settings. What does not come back equal is listed.

        Nothing is raised but Cancelled.
        """
        began = self._studio.clock.monotonic()
        files = size = 0
        failed: list[str] = []
        repository = self._studio.repository_over(place.storage)
        for wedding in grouped(repository.collections().collections):
            chosen = [c for c in wedding.collections if collections is None or c in collections]
            if not chosen:
                continue
            try:
                report = self._one(repository, place, chosen)
            except StudioBackupError as error:
                self._cancel.check()
                failed.append(f"{display(wedding.label)}: {error.message}")
                continue
            if report:
                files, size = files + report.verified, size + report.bytes
                failed += _failures(report)
        return DrillResult(place.name, files, size, self._studio.clock.monotonic() - began, tuple(failed))

    def _one(self, repository: Repository, place: Place, collections: list[str]) -> RestoreReport | None:
        loaded = load_points(repository, collections)
        selection = select_newest(loaded.points)
        if not selection.points:
            return None
        with self._scratch() as scratch:
            restores = os.path.join(scratch, "restores")
            os.mkdir(restores, 0o700)
            plan = plan_restore(
                RestoreRequest(selection.points, selection.history, os.path.join(scratch, "to")),
                vault=repository,
                restores=restores,
                clock=self._studio.clock,
                progress=self._progress,
                cancel=self._cancel,
            )
            return run_restore(
                plan,
                vault=repository,
                packs=TierPacks([PackPlace(place.name, place.storage)]),
                restores=restores,
                clock=self._studio.clock,
                progress=self._progress,
                cancel=self._cancel,
            )

    @contextlib.contextmanager
    def _scratch(self) -> Iterator[str]:
        path = tempfile.mkdtemp(prefix="drill-", dir=self._studio.home.folder("workspace"))
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)


def _failures(report: RestoreReport) -> list[str]:
    lost = [f"{display(one.path)}: {one.reason}" for one in report.failed]
    if report.verified < report.restored and not lost:
        lost.append(f"{report.restored - report.verified} files could not be compared")
    return lost
