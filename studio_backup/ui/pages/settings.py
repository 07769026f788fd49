"""Settings: sections at the left, the one that is chosen beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget

from studio_backup.api.wire import EventView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.glyphs import state_icon
from studio_backup.ui.icons import icon
from studio_backup.ui.page import Page
from studio_backup.ui.pages.settings_access import AccessSection
from studio_backup.ui.pages.settings_appearance import AppearanceSection
from studio_backup.ui.pages.settings_calendars import CalendarsSection
from studio_backup.ui.pages.settings_folders import FoldersSection
from studio_backup.ui.pages.settings_kit import KitSection
from studio_backup.ui.pages.settings_limits import LimitsSection
from studio_backup.ui.pages.settings_policies import PoliciesSection
from studio_backup.ui.pages.settings_section import Section, SettingsHeld
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.frames import column, row, scrolled
from studio_backup.ui.wording.kit import kit_line

_WIDE, _NARROW, _NARROW_BELOW, _ROW = 188, 48, 760, 38


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    icon: str
    title: Callable[[], str]
    make: Callable[[Shell, SettingsHeld], Section]


_SECTIONS: Final = (
    _Entry("folders", "folder", lambda: translate("Settings", "Folders"), lambda one, _: FoldersSection(one)),
    _Entry("policies", "shield-check", lambda: translate("Settings", "Policies"), lambda one, _: PoliciesSection(one)),
    _Entry(
        "calendars", "calendar-blank", lambda: translate("Settings", "Calendars"), lambda one, _: CalendarsSection(one)
    ),
    _Entry("limits", "gauge", lambda: translate("Settings", "Limits"), LimitsSection),
    _Entry("appearance", "palette", lambda: translate("Settings", "Appearance"), AppearanceSection),
    _Entry("kit", "lifebuoy", lambda: translate("Settings", "Recovery kit"), KitSection),
    _Entry("access", "key", lambda: translate("Settings", "Access"), lambda one, _: AccessSection(one)),
)


class SettingsPage(Page):
    """A section is built when it is first opened. Targets: a section's name, or "section:target"."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, translate("Pages", "Settings"))
        self.held = SettingsHeld(shell, self)
        self.sections: dict[str, Section] = {}
        self._areas: dict[str, QWidget] = {}
        self._reason = ""
        self.nav = QListWidget()
        self.nav.setProperty("kind", "nav")
        self.nav.setAccessibleName(translate("Settings", "Sections of the settings"))
        self.nav.setIconSize(QSize(18, 18))
        self.nav.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack = QStackedWidget()
        for entry in _SECTIONS:
            item = QListWidgetItem(entry.title())
            item.setSizeHint(QSize(0, _ROW))
            self.nav.addItem(item)
        both = row(self.nav, self.stack, spacing=20)
        both.setStretch(1, 1)
        self.body.addLayout(both, 1)
        self._narrow(False)
        self.nav.currentRowChanged.connect(self._chosen)
        shell.theme.changed.connect(self._repicture)
        self.held.changed.connect(self._repicture)
        self._repicture()

    def _repicture(self) -> None:
        """Each with its icon; the recovery kit with a warning, when it is time to do something about it."""
        tokens, settings = self.shell.theme.tokens, self.held.now
        look, words = kit_line(settings, self.shell.clock.now_ns()) if settings else ("protected", "")
        for at, entry in enumerate(_SECTIONS):
            item, title = self.nav.item(at), entry.title()
            wanting = entry.name == "kit" and look != "protected"
            item.setIcon(state_icon(look, tokens) if wanting else icon(entry.icon, tokens.ink2))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}: {words}" if wanting else title)

    def _narrow(self, narrow: bool) -> None:
        self.nav.setFixedWidth(_NARROW if narrow else _WIDE)
        for at, entry in enumerate(_SECTIONS):
            self.nav.item(at).setText("" if narrow else entry.title())
            self.nav.item(at).setToolTip(entry.title() if narrow else "")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget. Where there is little room the sections are icons."""
        super().resizeEvent(event)
        self._narrow(self.width() < _NARROW_BELOW)

    @property
    def section(self) -> Section | None:
        """The one that is shown."""
        return self.sections.get(_SECTIONS[self.nav.currentRow()].name) if self.nav.currentRow() >= 0 else None

    def open_section(self, name: str, target: str = "") -> None:
        """Show this one; `target`: what of it."""
        at = next((at for at, entry in enumerate(_SECTIONS) if entry.name == name), -1)
        if at >= 0:
            self.nav.setCurrentRow(at)
            if target and self.section is not None:
                self.section.show_target(target)

    def _chosen(self, at: int) -> None:
        entry = _SECTIONS[at]
        if entry.name not in self.sections:
            section = self.sections[entry.name] = entry.make(self.shell, self.held)
            area = self._areas[entry.name] = QWidget()
            area.setLayout(column(scrolled(section), *((section.foot,) if section.foot else ()), spacing=12))
            self.stack.addWidget(area)
            section.leave_alone(self._reason)
        self.stack.setCurrentWidget(self._areas[entry.name])
        self._refresh_section()

    def _refresh_section(self) -> None:
        if self.section is not None and not self._reason:
            self.section.refresh()
            self.section.status_changed()

    # As the window says ----------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """See Page."""
        if not self._reason:
            self.held.refresh()
        if self.nav.currentRow() < 0:
            QTimer.singleShot(0, self, self._first)
        else:
            self._refresh_section()

    def _first(self) -> None:
        if self.nav.currentRow() < 0:
            self.nav.setCurrentRow(0)

    def status_changed(self) -> None:
        """See Page."""
        if self.section is not None:
            self.section.status_changed()

    def on_event(self, event: EventView) -> None:
        """See Page."""
        self.held.on_event(event)
        if self.section is not None:
            self.section.on_event(event)

    def engine_gone(self, error: StudioBackupError) -> None:
        """See Page."""
        self._alone(error.message)

    def engine_back(self) -> None:
        """See Page."""
        self._alone("")

    def _alone(self, reason: str) -> None:
        self._reason = reason
        for section in self.sections.values():
            section.leave_alone(reason)

    def show_target(self, target: str) -> None:
        """See Page."""
        section, _, inner = target.partition(":")
        if target == "add-source":
            section, inner = "folders", "add"
        self.open_section(section, inner)
