"""Two versions of a file side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from studio_backup.api.browse import VersionView
from studio_backup.ui.pictures import Pictures
from studio_backup.ui.places import FileRow
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.big_picture import BigPicture, entry_of
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.fields import Choice
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.amounts import size
from studio_backup.ui.wording.restoring import exact, held_words, version_words


class CompareDialog(QDialog):
    """`at`: which version stands at the left; the one before it stands at the right."""

    def __init__(
        self, shell: Shell, pictures: Pictures, file: FileRow, versions: Sequence[VersionView], at: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Restore", "Compare versions of {name}").format(name=file.name))
        self.resize(900, 560)
        other = at + 1 if at + 1 < len(versions) else at - 1
        left, right = sorted((at, other))
        self.left = Side(shell, pictures, file, versions, translate("Restore", "Version at the left"))
        self.right = Side(shell, pictures, file, versions, translate("Restore", "Version at the right"))
        self.told = label("", "body", wrap=True)
        close = Button(shell.theme, translate("Restore", "Close"), self.accept, kind="primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        sides = row(self.left, self.right, spacing=16)
        sides.setStretch(0, 1)
        sides.setStretch(1, 1)
        layout.addLayout(sides, 1)
        layout.addWidget(self.told)
        layout.addLayout(row(1, close))
        for side, first in ((self.left, left), (self.right, right)):
            side.choice.currentIndexChanged.connect(self._compare)
            side.choice.setCurrentIndex(first)
            side.show_chosen()
        self._compare()

    def _compare(self) -> None:
        one, other = self.left.version, self.right.version
        if one.digest and one.digest == other.digest:
            self.told.setText(translate("Restore", "Both hold the same contents."))
        else:
            text = translate("Restore", "The contents differ: {one} at the left, {other} at the right.")
            self.told.setText(text.format(one=size(one.size), other=size(other.size)))


class Side(QWidget):
    """One of the two: which version, its picture, when it was changed and seen, where it is held."""

    def __init__(
        self, shell: Shell, pictures: Pictures, file: FileRow, versions: Sequence[VersionView], name: str
    ) -> None:
        super().__init__()
        self._file, self._versions = file, versions
        self.choice = Choice(shell.theme, name, [exact(one.first_ns) for one in versions])
        self.picture = BigPicture(shell.theme, pictures)
        self.facts = label("", "small", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.choice)
        layout.addWidget(self.picture, 1)
        layout.addWidget(self.facts)
        self.choice.currentIndexChanged.connect(self.show_chosen)

    @property
    def version(self) -> VersionView:
        """The chosen one."""
        return self._versions[max(0, self.choice.currentIndex())]

    def show_chosen(self) -> None:
        """Show the version that is chosen."""
        one, at = self.version, max(0, self.choice.currentIndex())
        self.picture.show_entry(entry_of(one, self._file.entry.name), self._file.name)
        lines = (
            version_words(one, at, self._versions),
            translate("Restore", "{size}, changed {time}").format(size=size(one.size), time=exact(one.mtime_ns)),
            translate("Restore", "in %n recovery points, the last of {time}", "", one.points).format(
                time=exact(one.last_ns)
            ),
            held_words(one.held),
        )
        self.facts.setText("\n".join(lines))
