"""Two groups of the kit, typed back from paper or PDF; the engine says whether they are right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from studio_backup.api.vault import ConfirmKit, KitConfirmedView, TypedGroup
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.frames import clear
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import colour_as, label
from studio_backup.ui.wording.first_run import groups_wait, is_group

_LONGEST = 12


class KitGroups(QWidget):
    """`changed`: what is typed, or what the engine says of it. `refused`: the engine could not look (its error)."""

    changed = Signal()
    refused = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.numbers: tuple[int, ...] = ()
        self.wrong: tuple[int, ...] = ()
        self.confirmed = self._asking = False
        self.fields: list[QLineEdit] = []
        self._glyphs: list[StateGlyph] = []
        self.said = label("", "small", wrap=True)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._rows)
        layout.addWidget(self.said)
        self._tell()

    @property
    def waits(self) -> str:
        """Why one cannot go on yet, "" if the kit is confirmed."""
        if self.confirmed:
            return ""
        if self._asking:
            return translate("FirstRun", "The groups are being checked")
        return groups_wait(self.numbers, [one.text() for one in self.fields], self.wrong) or translate(
            "FirstRun", "The kit is not confirmed yet"
        )

    def ask_for(self, numbers: tuple[int, ...]) -> None:
        """Ask for these groups."""
        clear(self._rows)
        self.numbers, self.wrong, self.fields, self._glyphs = numbers, (), [], []
        for at, number in enumerate(numbers):
            name = translate("FirstRun", "Group {number}").format(number=number)
            field, caption = QLineEdit(), label(name, "strong")
            field.setAccessibleName(name)
            field.setMaxLength(_LONGEST)
            field.setMinimumWidth(120)
            caption.setBuddy(field)
            field.textChanged.connect(self._typed)
            glyph = StateGlyph(self._shell.theme, 16, "later", translate("FirstRun", "not checked yet"))
            self._rows.addWidget(caption, 0, 2 * at)
            self._rows.addWidget(field, 1, 2 * at)
            self._rows.addWidget(glyph, 1, 2 * at + 1)
            self.fields.append(field)
            self._glyphs.append(glyph)
        self._rows.setColumnStretch(2 * len(numbers), 1)
        self._tell()

    def show_confirmed(self) -> None:
        """It is confirmed: nothing is to be typed."""
        self.confirmed, self._asking, self.wrong = True, False, ()
        for field in self.fields:
            field.setReadOnly(True)
        self._tell()
        self.changed.emit()

    def _typed(self) -> None:
        self.wrong = ()
        self._tell()
        self.changed.emit()
        if self.fields and all(is_group(one.text()) for one in self.fields) and not self.confirmed:
            self._check()

    def _check(self) -> None:
        typed = tuple(TypedGroup(number=at, text=one.text()) for at, one in zip(self.numbers, self.fields, strict=True))
        self._asking = True
        self.changed.emit()
        self._shell.bridge.ask(
            lambda engine: engine.vault.confirm_kit(ConfirmKit(groups=typed)),
            self._checked,
            self._unchecked,
            owner=self,
        )

    def _checked(self, found: KitConfirmedView) -> None:
        self._asking = False
        if found.confirmed:
            self.show_confirmed()
            return
        self.wrong = found.wrong
        self._tell()
        self.changed.emit()
        wrong = next((at for at, number in enumerate(self.numbers) if number in found.wrong), 0)
        self.fields[wrong].setFocus()
        self.fields[wrong].selectAll()

    def _unchecked(self, error: StudioBackupError) -> None:
        self._asking = False
        self.refused.emit(error)
        self.changed.emit()

    def _tell(self) -> None:
        for number, glyph in zip(self.numbers, self._glyphs, strict=True):
            if self.confirmed:
                glyph.show_state("protected", translate("FirstRun", "right"))
            elif number in self.wrong:
                glyph.show_state("failed", translate("FirstRun", "not right"))
            else:
                glyph.show_state("later", translate("FirstRun", "not checked yet"))
        colour_as(self.said, "protected" if self.confirmed else "failed" if self.wrong else None)
        if self.confirmed:
            self.said.setText(translate("FirstRun", "The kit is confirmed: it opens this vault."))
        elif self.wrong:
            text = translate("FirstRun", "This is not what stands on the kit. O counts as zero, I and L as one.")
            self.said.setText(text)
        else:
            self.said.setText(translate("FirstRun", "From your paper or PDF. They are hidden here on purpose."))
