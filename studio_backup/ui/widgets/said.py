"""What came of something, in the place where it was asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio_backup.api.errors import EditConflict
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.tokens import Look
from studio_backup.ui.widgets.labels import colour_as, label


class Said(QWidget):
    """A line which is hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "second", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._words)
        self.hide()

    @property
    def words(self) -> str:
        """What is said now."""
        return self._words.text()

    def tell(self, text: str, look: Look | None = None) -> None:
        """Say this; "" says nothing."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        colour_as(self._words, look)

    def complain(self, error: StudioBackupError) -> None:
        """Say what went wrong, what somebody else changed, and what to do."""
        self.tell(complaint(error), "failed")


def complaint(error: StudioBackupError) -> str:
    """An error as sentences."""
    changed = ". ".join(error.changed) if isinstance(error, EditConflict) else ""
    return " ".join(filter(None, (error.message, f"{changed}." if changed else "", error.hint)))
