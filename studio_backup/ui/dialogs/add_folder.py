"""Choosing a folder to watch, where nothing is watched yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from studio_backup.api.paths import to_wire
from studio_backup.api.requests import NewSource
from studio_backup.api.wire import SourceView
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate


class AddFolder:
    """Asks for a folder and has the engine watch it; its wedding can be named later."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        self._shell, self._parent = shell, parent

    def ask(self) -> QFileDialog:
        """Open the system's own question. The window goes on meanwhile."""
        dialog = QFileDialog(self._parent, translate("AddFolder", "Which folder holds the wedding?"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.add)
        dialog.open()
        return dialog

    def add(self, path: str) -> None:
        """Have the engine watch this folder from now on."""
        request = NewSource(path=to_wire(path))
        self._shell.bridge.ask(lambda engine: engine.add_source(request), self._added, owner=self._parent)

    def _added(self, source: SourceView) -> None:
        del source
        text = translate("AddFolder", "The folder is watched: its first backup starts at once.")
        self._shell.window.say(text)
