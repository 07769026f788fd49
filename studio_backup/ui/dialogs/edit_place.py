"""Editing a place: its name, what it is for, and what it may take of the line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from studio_backup.api.tiers import TierCard, TierPatch
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.fields import Choice
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.hours import HoursEditor
from studio_backup.ui.widgets.labels import colour_as, label
from studio_backup.ui.wording.adding import name_waits
from studio_backup.ui.wording.booking_typed import spot_text, spot_typed
from studio_backup.ui.wording.places import GIVEN_ROLES, LOCAL, role_choice


class EditPlaceDialog(QDialog):
    """Edits the place as it was when it was opened; who comes too late is told so, and nothing is overwritten."""

    def __init__(self, shell: Shell, card: TierCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self._card = shell, card
        status = shell.live.status
        others = {one.name for one in status.tiers} if status else set()
        self._taken = frozenset({LOCAL, *others} - {card.name})
        self.setWindowTitle(translate("EditPlace", "Edit {name}").format(name=display(card.name)))
        self.setMinimumWidth(540)
        self.name = QLineEdit(card.name)
        self.name.setAccessibleName(translate("EditPlace", "Name"))
        self.name.textChanged.connect(lambda _: self._tell())
        roles = [role_choice(one) for one in GIVEN_ROLES]
        self.role = Choice(shell.theme, translate("EditPlace", "What it is for"), roles)
        if card.role in GIVEN_ROLES:
            self.role.setCurrentIndex(GIVEN_ROLES.index(card.role))
        self._told_place = "" if card.place == f"where {card.name} is kept" else card.place
        self.place = QLineEdit(self._told_place)
        self.place.setAccessibleName(translate("EditPlace", "Where it lies"))
        self.place.setPlaceholderText(translate("EditPlace", "studio, home: the same word for what burns together"))
        self.spot = QLineEdit(spot_text(card.spot))
        self.spot.setAccessibleName(translate("EditPlace", "On the map"))
        self.spot.setPlaceholderText(translate("EditPlace", "latitude, longitude: 51.48, -0.61"))
        self.hours = HoursEditor(shell.theme, card.bandwidth)
        self.said = label("", "small", wrap=True)
        self.save = Button(shell.theme, translate("EditPlace", "Save"), self._save, kind="primary")
        self.save.setDefault(True)
        self._lay_out()
        self.spot.textChanged.connect(lambda _: self._tell())
        self._tell()

    def _lay_out(self) -> None:
        also = translate("EditPlace", "Name and purpose are written at the place too, so it must answer for that.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        for widget in (
            label(translate("EditPlace", "Name"), "strong"),
            self.name,
            label(translate("EditPlace", "What it is for"), "strong"),
            self.role,
            label(also, "small", wrap=True),
            label(translate("EditPlace", "Where it lies"), "strong"),
            self.place,
            self.spot,
            label(translate("EditPlace", "What it may take of this machine's line"), "strong"),
            self.hours,
            self.said,
        ):
            layout.addWidget(widget)
        cancel = Button(self._shell.theme, translate("EditPlace", "Cancel"), self.reject)
        layout.addLayout(row(1, cancel, self.save))

    def _tell(self) -> None:
        self.save.forbid(name_waits(self.name.text(), self._taken) or _spot_waits(self.spot.text()))

    def patch(self) -> TierPatch:
        """What differs. Name and role are left out while they are the same: the place need not answer then."""
        role = GIVEN_ROLES[self.role.currentIndex()]
        changed: dict[str, object] = {"bandwidth": self.hours.bandwidth}
        if self.name.text() != self._card.name:
            changed["name"] = self.name.text()
        if role != self._card.role:
            changed["role"] = role
        if self.place.text().strip() != self._told_place:
            changed["place"] = self.place.text().strip()
        if spot_typed(self.spot.text()) != self._card.spot:
            changed["spot"] = spot_typed(self.spot.text())
        return TierPatch(**changed)  # type: ignore[arg-type]

    def _save(self) -> None:
        card, patch = self._card, self.patch()
        self.save.forbid(translate("EditPlace", "It is being saved."))
        self._shell.bridge.ask(
            lambda engine: engine.tiers.edit(card.id, patch, card.version), self._saved, self._failed, lane="slow"
        )

    def _saved(self, card: TierCard) -> None:
        self._shell.window.say(translate("EditPlace", "{name} was saved.").format(name=display(card.name)))
        self.accept()

    def _failed(self, error: StudioBackupError) -> None:
        self.said.setText(f"{display(error.message)} {display(error.hint)}".strip())
        colour_as(self.said, "failed")
        self._tell()


def _spot_waits(text: str) -> str:
    try:
        spot_typed(text)
    except ValueError:
        return translate("EditPlace", "Type latitude and longitude as 51.48, -0.61.")
    return ""
