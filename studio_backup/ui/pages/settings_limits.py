"""Limits: what holds work back on battery and in networks that cost money, and how much of the line it may take."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from studio_backup.api.errors import EditConflict
from studio_backup.api.settings import SettingsView
from studio_backup.api.tiers import BandwidthRequest, LinePatch, LineView, WindowRequest
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.pages.settings_section import Section, SettingsHeld
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.fields import Number
from studio_backup.ui.widgets.frames import Card, clear, column, row
from studio_backup.ui.widgets.hours import HoursEditor
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.said import Said, complaint
from studio_backup.ui.wording.places import limit_words


class LimitsSection(Section):
    """Battery and network are kept as they are set; the line as it is saved."""

    def __init__(self, shell: Shell, held: SettingsHeld) -> None:
        super().__init__(shell, translate("Settings", "Limits"))
        self._held, self.line = held, LineView()
        self.battery = Number(translate("Limits", "Below so much battery only critical work goes on"), 0, 100, " %")
        self.battery.setSpecialValueText(translate("Limits", "never wait"))
        self.battery.setKeyboardTracking(False)
        self.metered = QCheckBox(translate("Limits", "Copy also in a network that costs money"))
        self.save = Button(shell.theme, translate("Limits", "Save"), self._save, kind="primary")
        self.again = Button(shell.theme, translate("Limits", "As it is kept"), self._read_line)
        self.told = label("", "strong", wrap=True)
        self.line_said = Said()
        self._editor = column(spacing=0)
        self.hours: HoursEditor | None = None
        self._machine()
        self._line()
        self.body.addStretch(1)
        self.battery.valueChanged.connect(lambda value: held.edit("battery_percent", value))
        self.metered.toggled.connect(lambda on: held.edit("metered", on))
        held.changed.connect(self._show)
        held.refused.connect(self.said.complain)
        if held.now is not None:
            self._show(held.now)

    def _machine(self) -> None:
        card = Card(translate("Limits", "This machine"))
        words = label(translate("Limits", "Below so much battery only critical work goes on"), wrap=True)
        line = row(words, self.battery)
        line.setStretch(0, 1)
        card.body.addLayout(line)
        card.body.addWidget(self.metered)
        more = translate("Limits", "What waits for power or for another network says so on the page Activity.")
        card.body.addWidget(label(more, "small", wrap=True))
        card.body.addWidget(self.said)
        self.body.addWidget(card)

    def _line(self) -> None:
        card = Card(translate("Limits", "The line, all places together"))
        more = translate("Limits", "Each place can have limits of its own beside these, on the page Storage.")
        card.body.addWidget(self.told)
        card.body.addLayout(self._editor)
        card.body.addWidget(label(more, "small", wrap=True))
        card.body.addWidget(self.line_said)
        card.body.addLayout(row(1, self.again, self.save))
        self.body.addWidget(card)

    def refresh(self) -> None:
        """See Section. What is being edited of the line stays."""
        if self.hours is None or self.hours.bandwidth == _asked_for(self.line):
            self._read_line()

    def _show(self, settings: SettingsView) -> None:
        self.battery.setValue(settings.battery_percent)
        self.metered.setChecked(settings.metered)
        self.said.tell("")

    def _read_line(self) -> None:
        self.shell.bridge.ask(lambda engine: engine.tiers.line(), self._take, self.line_said.complain, owner=self)

    def _take(self, line: LineView) -> None:
        self.line = line
        self.told.setText(translate("Limits", "Now: {limits}").format(limits=limit_words(line.bandwidth)))
        clear(self._editor)
        self.hours = HoursEditor(self.shell.theme, line.bandwidth)
        self._editor.addWidget(self.hours)
        self.save.forbid("")
        self.line_said.tell("")

    def _save(self) -> None:
        if self.hours is None:
            return
        patch, version = LinePatch(bandwidth=self.hours.bandwidth), self.line.version
        self.save.forbid(translate("Limits", "It is being saved."))
        self.shell.bridge.ask(lambda engine: engine.tiers.edit_line(patch, version), self._saved, self._unsaved)

    def _saved(self, line: LineView) -> None:
        self._take(line)
        self.line_said.tell(translate("Limits", "Saved. It holds from now on."))

    def _unsaved(self, error: StudioBackupError) -> None:
        self.save.forbid("")
        told = complaint(error)
        if isinstance(error, EditConflict):
            told = f"{told} {translate('Limits', 'Press “As it is kept” to look at it.')}"
        self.line_said.tell(told, "failed")


def _asked_for(line: LineView) -> BandwidthRequest:
    """What the editor would ask for if nothing were edited."""
    kept = line.bandwidth
    windows = tuple(WindowRequest(begins=one.begins, ends=one.ends, rate=one.rate) for one in kept.windows)
    return BandwidthRequest(windows=windows, otherwise=kept.otherwise, urgent_free=kept.urgent_free)
