"""Files dragged out of the page: brought back into a folder beside the home first, then handed to whoever takes them.

Who takes files wants them to lie there, some already while the pointer passes over. So a drag begins with a restore,
and goes on as a drag when that has ended; who let go meanwhile drags once more, and they are there.
"""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QDrag, QPixmap

from studio_backup.api.paths import from_wire, to_wire
from studio_backup.api.remote import RemoteService
from studio_backup.api.restores import RestorePlanView
from studio_backup.api.wire import EventView, JobView
from studio_backup.base.errors import StudioBackupError, UsageError
from studio_backup.domain.job import ENDED
from studio_backup.ui.pages.restore_files import FilesPart
from studio_backup.ui.pages.restore_wish import MOST_PICKS, FileId, Wish, wish_for
from studio_backup.ui.pictures import Pictures
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.amounts import size

BESIDE: Final = "-dragged"
"""Behind the home's own name: nothing is restored into the home itself."""
LARGEST: Final = 2 << 30
"""Bytes that can be dragged: more takes longer than a button is held."""
KEPT_NS: Final = 3_600 * 10**9
"""They stay so long: whoever took them may still be copying."""
_SHOWN: Final = QSize(96, 96)


@dataclass(frozen=True, slots=True)
class Carried:
    """What is dragged: what a person chose, the job that brings it, and where it will lie."""

    wish: Wish
    job: str
    paths: tuple[str, ...]


class DragOut(QObject):
    """Of what is selected in `files`, in the versions that were chosen. `hand_over`: gives it to whoever takes it."""

    def __init__(self, shell: Shell, files: FilesPart, pictures: Pictures, versions: Mapping[FileId, str]) -> None:
        super().__init__(files)
        self._shell, self._files, self._pictures, self._versions = shell, files, pictures, versions
        self.hand_over: Callable[[tuple[str, ...], QPixmap | None], None] = self._drag
        self._held = self._asking = False
        self._own: set[str] = set()
        self._picture: QPixmap | None = None
        self._coming: Carried | None = None
        self._ready: Carried | None = None
        files.dragged.connect(self._begin)
        shell.bridge.happened.connect(self._heard)
        for view in (files.grid, files.table):
            view.viewport().installEventFilter(self)
        self._tidied()

    def _begin(self) -> None:
        rows = self._files.selected_rows()
        if self._asking or not rows:
            return
        wish = wish_for(rows, self._versions)
        first = next((row.entry for row in rows if not row.is_folder), None)
        self._held, self._picture = True, self._pictures.picture(first) if first is not None else None
        if self._ready is not None and self._ready.wish == wish:
            self._carry(self._ready)
        elif self._coming is None or self._coming.wish != wish:
            self._fetch(wish)

    def is_own(self, job: JobView) -> bool:
        """Whether this job brings what is dragged, as far as that is known."""
        return self._asking or job.id in self._own

    def _heard(self, event: EventView) -> None:
        if event.kind == "job" and self._coming is not None:
            self._moved(msgspec.json.decode(event.data, type=JobView))

    def _moved(self, job: JobView) -> None:
        coming = self._coming
        if coming is None or job.id != coming.job or job.state not in ENDED:
            return
        self._coming = None
        if job.state != "completed":
            self._shell.window.complain(StudioBackupError(job.error or _not_there(len(coming.paths)), hint=job.hint))
            return
        self._shell.bridge.ask(functools.partial(_keep, job.id), _nothing, _nothing, owner=self)
        self._shell.bridge.run(lambda: _there(coming.paths), lambda paths: self._came(coming, paths), owner=self)

    def _fetch(self, wish: Wish) -> None:
        if self._coming is not None:
            self._shell.bridge.ask(functools.partial(_cancel, self._coming.job), _nothing, _nothing, owner=self)
        self._ready = self._coming = None
        if len(wish.picks) > MOST_PICKS:
            self._shell.window.say(translate("Restore", "These are too many single files: choose the whole folder."))
            return
        self._asking = True
        self._shell.window.say(translate("Restore", "It is fetched, to be dragged. Keep the button pressed."))
        folder, now = self._tidied()
        to = to_wire(os.path.join(folder, str(now)))
        self._shell.bridge.ask(
            lambda engine: _sent_for(engine, wish, to), self._begun, self._refused, owner=self, lane="slow"
        )

    def _tidied(self) -> tuple[str, int]:
        """The folder, and now. What was dragged long ago is being removed from it."""
        folder, now = self._shell.bridge.home.rstrip("/\\") + BESIDE, self._shell.clock.now_ns()
        self._shell.bridge.run(lambda: tidy(folder, now), _nothing, _nothing, owner=self)
        return folder, now

    def _begun(self, carried: Carried) -> None:
        self._asking = False
        self._own.add(carried.job)
        self._coming = carried
        # It may have ended before its id was known here.
        self._shell.bridge.ask(lambda engine: engine.job(carried.job), self._moved, _nothing, owner=self)

    def _refused(self, error: StudioBackupError) -> None:
        self._asking = False
        self._shell.window.complain(error)

    def _came(self, carried: Carried, paths: tuple[str, ...]) -> None:
        if missing := len(carried.paths) - len(paths):
            hint = translate("Restore", "Press Restore.")
            self._shell.window.complain(StudioBackupError(_not_there(missing), hint=hint))
        if not paths:
            return
        self._ready = Carried(carried.wish, carried.job, paths)
        if self._held:
            self._carry(self._ready)
        else:
            self._shell.window.say(translate("Restore", "It is here now: drag it once more."))

    def _carry(self, carried: Carried) -> None:
        self.hand_over(carried.paths, self._picture)
        self._held = False  # a drag takes the mouse: that the button was let go is told to nobody else

    def _drag(self, paths: tuple[str, ...], picture: QPixmap | None) -> None:
        held = QMimeData()
        held.setUrls([QUrl.fromLocalFile(path) for path in paths])
        drag = QDrag(self._files)
        drag.setMimeData(held)
        if picture is not None:
            smooth = Qt.TransformationMode.SmoothTransformation
            drag.setPixmap(picture.scaled(_SHOWN, Qt.AspectRatioMode.KeepAspectRatio, smooth))
            drag.setHotSpot(QPoint(-8, -8))
        drag.exec(Qt.DropAction.CopyAction)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """While they are fetched the views see no mouse: they would select what it passes over."""
        if not self._held or event.type() not in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._held = False
        return True


def tidy(folder: str, now_ns: int) -> None:
    """Remove what was dragged long ago. What cannot be removed stays for the next time."""
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):
            if not name.isdecimal() or now_ns - int(name) > KEPT_NS:
                shutil.rmtree(os.path.join(folder, name), ignore_errors=True)


def _sent_for(engine: RemoteService, wish: Wish, to: str) -> Carried:
    os.makedirs(os.path.dirname(from_wire(to)), 0o700, exist_ok=True)
    plan = engine.restores.plan(wish.plan(to, "keep-both"))
    if plan.planned.plan.bytes > LARGEST:
        much = translate("Restore", "These are {size}: too much to be dragged.")
        hint = translate("Restore", "Press Restore.")
        raise UsageError(much.format(size=size(plan.planned.plan.bytes)), hint=hint)
    job = engine.restores.run(wish.request(plan.to, "keep-both"))
    return Carried(wish, job.id, _paths(wish, plan))


def _paths(wish: Wish, plan: RestorePlanView) -> tuple[str, ...]:
    """Where each of them will lie."""
    names = {root.point: root.name for root in plan.roots}
    found = (os.path.join(plan.to, names.get(pick.point, ""), pick.path).rstrip("/") for pick in wish.picks)
    return tuple(from_wire(path) for path in found)


def _there(paths: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(path for path in paths if os.path.lexists(path))


def _keep(job: str, engine: RemoteService) -> None:
    """Nobody undoes a drag: nothing is kept for that."""
    engine.restores.forget(engine.restores.get(job).id)


def _cancel(job: str, engine: RemoteService) -> None:
    engine.cancel_job(job)


def _not_there(count: int) -> str:
    return translate("Restore", "%n things could not be fetched.", "", count)


def _nothing(_: object) -> None:
    """Nobody waits for it."""
