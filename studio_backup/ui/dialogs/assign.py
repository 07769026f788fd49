"""Which folders belong to a wedding: watched ones without a wedding, its own, and any other."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from studio_backup.api.paths import from_wire, to_wire
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import NewSource, PageQuery, SourcePatch
from studio_backup.api.weddings import BookingView
from studio_backup.api.wire import SourceView
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.said import Said
from studio_backup.ui.wording.bookings import title_of

_SIZE: Final = (620, 440)
_PART: Final = 500
_ROW: Final = 34
_SOURCE: Final = Qt.ItemDataRole.UserRole
_NEW: Final = Qt.ItemDataRole.UserRole + 1


class AssignDialog(QDialog):
    """A tick is a folder of this wedding. Assigning moves no file and leaves no folder without protection."""

    def __init__(self, shell: Shell, view: BookingView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self.view = shell, view
        question = translate("Assign", "Which folders are of {name}?").format(name=title_of(view))
        self.setWindowTitle(question)
        self.resize(*_SIZE)
        self.list = QListWidget()
        self.list.setAccessibleName(translate("Assign", "Watched folders"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.itemChanged.connect(lambda _: self._tell())
        self.more = Button(shell.theme, translate("Assign", "Another folder…"), self._browse, picture="folder-plus")
        self.said = Said()
        cancel = Button(shell.theme, translate("Assign", "Cancel"), self.reject)
        self.save = Button(shell.theme, translate("Assign", "Assign"), self._save, kind="primary")
        self.save.setDefault(True)
        text = translate(
            "Assign", "Ticked folders are backed up as this wedding from now on. No file is moved, and what was backed"
                      " up before stays where it is."
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(question, "heading", wrap=True))
        layout.addWidget(label(text, "second", wrap=True))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.said)
        layout.addLayout(row(self.more, 1, cancel, self.save))
        shell.bridge.ask(_sources, self._show, self.said.complain, owner=self)
        self._tell()

    def _show(self, sources: tuple[SourceView, ...]) -> None:
        """Its own first, then those without a wedding; others have theirs."""
        mine = [one for one in sources if (one.wedding, one.date) == (self.view.name, self.view.date)]
        free = [one for one in sources if not one.wedding]
        for one in (*mine, *free):
            self._add(display(from_wire(one.path)), one, ticked=one in mine)
        if not (mine or free):
            self.said.tell(translate("Assign", "Every watched folder has its wedding already: choose another one."))
        self._tell()

    def _add(self, words: str, source: SourceView | None, path: str = "", *, ticked: bool) -> None:
        item = QListWidgetItem(words)
        item.setData(_SOURCE, source)
        item.setData(_NEW, path)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        item.setToolTip(words)
        item.setSizeHint(QSize(0, _ROW))
        self.list.addItem(item)

    def _browse(self) -> None:
        dialog = QFileDialog(self, translate("AddFolder", "Which folder holds the wedding?"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.add_folder)
        dialog.open()

    def add_folder(self, path: str) -> None:
        """List a folder that is not watched yet, ticked."""
        self._add(display(path), None, to_wire(path), ticked=True)
        self._tell()

    # What it means ---------------------------------------------------------------------------------------------

    def _wanted(self) -> list[tuple[SourceView | None, str]]:
        """What differs from now: sources to assign or to let go, and paths of new ones."""
        found: list[tuple[SourceView | None, str]] = []
        for at in range(self.list.count()):
            item = self.list.item(at)
            source, ticked = item.data(_SOURCE), item.checkState() == Qt.CheckState.Checked
            if source is None and ticked:
                found.append((None, str(item.data(_NEW))))
            elif source is not None and ticked != bool(source.wedding):
                found.append((source, ""))
        return found

    def _tell(self) -> None:
        count = len(self._wanted())
        self.save.forbid("" if count else translate("Assign", "Nothing is changed yet."))

    def _save(self) -> None:
        wanted, view = self._wanted(), self.view
        self.save.forbid(translate("Assign", "It is being done."))

        def call(engine: RemoteService) -> int:
            for source, path in wanted:
                if source is None:
                    engine.add_source(NewSource(path=path, wedding=view.name, date=view.date))
                elif source.wedding:
                    engine.edit_source(source.id, SourcePatch(wedding="", date=""), source.version)
                else:
                    engine.edit_source(source.id, SourcePatch(wedding=view.name, date=view.date), source.version)
            return len(wanted)

        self._shell.bridge.ask(call, self._done, self._refused)

    def _done(self, count: int) -> None:
        self._shell.window.say(translate("Assign", "%n folders were assigned anew.", "", count))
        self.accept()

    def _refused(self, error: StudioBackupError) -> None:
        self.said.complain(error)
        self._tell()


def _sources(engine: RemoteService) -> tuple[SourceView, ...]:
    found: list[SourceView] = []
    after: str | None = ""
    while after is not None:
        page = engine.sources(PageQuery(limit=_PART, after=after))
        found += page.items
        after = page.next
    return tuple(found)
