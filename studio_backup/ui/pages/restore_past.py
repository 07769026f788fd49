"""What the listed folder held over time: asked once it is shown, and added to its rows."""

from __future__ import annotations

import functools

from PySide6.QtCore import QObject

from studio_backup.api.browse import FolderHistoryView, HistoryQuery
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.asking import Asked
from studio_backup.ui.models.file_list import FileList
from studio_backup.ui.places import Place
from studio_backup.ui.shell import Shell


class PastOfFolder(QObject):
    """How many versions its files have, and, if a person wants to see them, files that were deleted."""

    def __init__(self, shell: Shell, model: FileList, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._model = shell, model
        self._asked: Asked | None = None
        self._place: Place | None = None
        self._view: FolderHistoryView | None = None
        self._gone = self._added = False
        model.told.connect(self._told)
        model.modelReset.connect(self._forget)

    def show_gone(self, gone: bool) -> None:
        """Whether deleted files are rows too."""
        self._gone = gone
        self._added = False
        if not gone:
            self._model.drop_gone()
        elif self._model.place is not None:
            self._model.load_all()
            self._add()

    def _forget(self) -> None:
        if self._asked is not None:
            self._asked.forget()
        self._asked = self._place = self._view = None
        self._added = False

    def _told(self) -> None:
        place, folder = self._model.place, self._model.folder
        if place is None or folder is None or not self._model.loaded:
            return
        if place == self._place:
            self._add()
            return
        self._place = place
        if self._gone:
            self._model.load_all()
        point, path = folder
        self._asked = self._shell.bridge.ask(
            lambda engine: engine.browse.history(point, HistoryQuery(path=path)),
            functools.partial(self._take, place),
            _ignore,
            owner=self,
            lane="slow",
        )

    def _take(self, place: Place, view: FolderHistoryView) -> None:
        if place == self._place:
            self._view = view
            self._model.add_versions(place, view.versions)
            self._add()

    def _add(self) -> None:
        """Deleted files stand behind all others: once all others are read."""
        if self._view is not None and self._gone and self._model.complete and not self._added:
            self._added = True
            self._model.add_gone(self._view.gone)


def _ignore(error: StudioBackupError) -> None:
    """The folder is shown without it."""
