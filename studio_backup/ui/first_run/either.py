"""Two ways of answering one question: only the chosen one takes room."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from studio_backup.ui.widgets.frames import column, row


class Either(QWidget):
    """`switched`: the other way is chosen now."""

    switched = Signal()

    def __init__(self, first_name: str, first: QWidget, second_name: str, second: QWidget) -> None:
        super().__init__()
        self.first, self.second = QRadioButton(first_name), QRadioButton(second_name)
        group = QButtonGroup(self)
        for button in (self.first, self.second):
            group.addButton(button)
        self._parts = (first, second)
        self.setLayout(column(row(self.first, self.second, 1, spacing=24), first, second))
        self.first.toggled.connect(self._switched)
        self.first.setChecked(True)

    @property
    def is_first(self) -> bool:
        """Whether the first way is chosen."""
        return self.first.isChecked()

    @property
    def chosen(self) -> QRadioButton:
        """The button of the chosen way."""
        return self.first if self.is_first else self.second

    def _switched(self, first: bool) -> None:
        self._parts[0].setVisible(first)
        self._parts[1].setVisible(not first)
        self.switched.emit()
