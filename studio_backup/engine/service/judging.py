"""Each new point is judged: is much of its source suddenly gone?"""

from __future__ import annotations

import hashlib
import os

from studio_backup.base.control import CancelToken
from studio_backup.base.names import display
from studio_backup.engine.health.facts import LossFacts
from studio_backup.engine.health.media_rules import changed_media_alert
from studio_backup.engine.health.register import AlertRegister
from studio_backup.engine.health.source_rules import sudden_loss_alert
from studio_backup.engine.jobs.camera_files import changed_media
from studio_backup.engine.jobs.loss import judge_point
from studio_backup.engine.matching.inner_sources import InnerFolders
from studio_backup.engine.service.losses import Losses
from studio_backup.engine.service.parts import Parts
from studio_backup.engine.studio import Studio


class Judging:
    """Keeps what it finds, and raises the alarm at once."""

    def __init__(self, parts: Parts, losses: Losses, register: AlertRegister) -> None:
        self._parts, self._losses, self._register = parts, losses, register

    def judge(self, studio: Studio, point: str) -> None:
        """Look whether much of the point's source is suddenly gone."""
        found = self._loss_of(studio, point)
        if found is not None:
            self._losses.add(found)
            self._register.raise_now(sudden_loss_alert(found))
        else:
            self._judge_media(studio, point)

    def _judge_media(self, studio: Studio, point: str) -> None:
        """Whether photos or videos changed which should not have."""
        row = self._parts.index.row(point)
        if row is None:
            return
        inner = InnerFolders(row.source, self._parts.sources.all())
        for one in changed_media(studio, point, row.collection, elsewhere=inner, cancel=CancelToken()):
            paths, source = tuple(map(os.fsdecode, one.paths)), self._source_at(row.source)
            silent = one.how == "silent"
            alert = changed_media_alert(source, row.source, paths, one.files, one.before, silent=silent)
            self._register.raise_now(alert)

    def _loss_of(self, studio: Studio, point: str) -> LossFacts | None:
        row = self._parts.index.row(point)
        if row is None:
            return None
        found = judge_point(studio, point, row.collection, cancel=CancelToken())
        if found is None or not found.verdict.loss:
            return None
        path = display(row.source)
        return LossFacts(
            source=self._source_at(row.source),
            path=path,
            point=found.point,
            before=found.before,
            verdict=found.verdict.sentence(path),
            wedding=row.wedding,
            at_ns=found.at_ns,
        )

    def _source_at(self, path: str) -> str:
        """The id of the source of this folder; of one that is not watched a name which is always the same."""
        watched = (source.id for source in self._parts.sources.all() if source.path == path)
        return next(watched, "") or hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
