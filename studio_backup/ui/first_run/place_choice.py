"""Where something may lie: disks and shares which the engine found, and any other folder."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from studio_backup.api.offers import PlaceView
from studio_backup.api.paths import from_wire, to_wire
from studio_backup.base.names import display
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import clear, column, row
from studio_backup.ui.widgets.labels import ElidedLabel, label
from studio_backup.ui.wording.first_run import place_title, place_words


class FolderField(QWidget):
    """A folder's path, typed or chosen. `changed`: it is another now."""

    changed = Signal()

    def __init__(self, shell: Shell, name: str) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(name)
        self._name = name
        self._shown, self._wire = "", ""
        self.choose = Button(shell.theme, translate("FirstRun", "Choose…"), self._choose, picture="folder-open")
        self.setLayout(row(self.field, self.choose))
        self.field.textChanged.connect(lambda _: self.changed.emit())

    @property
    def path(self) -> str:
        """As the wire has it; "" while nothing is typed."""
        text = self.field.text().strip()
        return self._wire if text and text == self._shown else to_wire(text)

    def show_path(self, wire: str) -> None:
        """Show this path. One with odd bytes stays what it is as long as nobody types."""
        self._wire, self._shown = wire, display(from_wire(wire)) if wire else ""
        self.field.setText(self._shown)

    def _choose(self) -> None:
        dialog = choose_folder(self, self._name, from_wire(self.path))
        dialog.fileSelected.connect(lambda path: self.show_path(to_wire(path)))
        dialog.open()


def choose_folder(parent: QWidget, title: str, begin: str = "") -> QFileDialog:
    """The system's dialog for a folder, still to be opened; the window lives on meanwhile."""
    dialog = QFileDialog(parent, title, begin)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.finished.connect(dialog.deleteLater)
    return dialog


class PlaceChoice(QWidget):
    """`chosen`: another place is chosen, or its folder was edited."""

    chosen = Signal()

    def __init__(self, shell: Shell, folder_name: str) -> None:
        super().__init__()
        self._shell = shell
        self.places: tuple[PlaceView, ...] = ()
        self.folder = FolderField(shell, folder_name)
        self.folder.changed.connect(self.chosen)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._toggled)
        self._words: dict[int, ElidedLabel] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.setLayout(column(self._rows, label(folder_name, "strong"), self.folder, spacing=10))

    @property
    def path(self) -> str:
        """The folder as the wire has it, "" while none is chosen."""
        return self.folder.path

    @property
    def place(self) -> PlaceView | None:
        """Which of the offered places is chosen; None for any other folder."""
        at = self._group.checkedId()
        return self.places[at] if 0 <= at < len(self.places) else None

    @property
    def first(self) -> QWidget:
        """What has the focus first."""
        return self._group.checkedButton() or self.folder.field

    def show_places(self, places: tuple[PlaceView, ...], extra: str = "") -> None:
        """Offer these, the first that will do chosen; `extra`: words of one more line, for any other folder."""
        if places == self.places and self._group.buttons():
            return
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._rows)
        self._words, self.places = {}, places
        for at, place in enumerate(places):
            self._rows.addWidget(self._line(at, place))
        if extra:
            other = QRadioButton(extra)
            self._group.addButton(other, len(places))
            self._rows.addWidget(other)
        good = next((at for at, one in enumerate(places) if not one.why), len(places) if extra else -1)
        button = self._group.button(good)
        if button is not None:
            button.setChecked(True)

    def say_speed(self, words: str) -> None:
        """Say this of the chosen place's speed."""
        at = self._group.checkedId()
        for each, shown in self._words.items():
            parts = (place_words(self.places[each]), words if each == at else "")
            shown.setText(" · ".join(part for part in parts if part))

    def _line(self, at: int, place: PlaceView) -> QWidget:
        button = QRadioButton(place_title(place))
        button.setAccessibleDescription(place_words(place))
        self._group.addButton(button, at)
        self._words[at] = ElidedLabel(place_words(place), "small")
        line = QWidget()
        below = row(self._words[at])
        below.setContentsMargins(30, 0, 0, 4)
        line.setLayout(column(button, below, spacing=0))
        return line

    def _toggled(self, at: int, on: bool) -> None:
        if on:
            self.folder.show_path(self.places[at].path if at < len(self.places) else "")
