"""The recovery kit: opened, printed or saved elsewhere, and two of its groups typed back."""

from __future__ import annotations

import os

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QWidget

from studio_backup.api.paths import from_wire, to_wire
from studio_backup.api.settings import SettingsView
from studio_backup.api.vault import KitFileView, KitGroupsView, PrintKit, VaultInfoView
from studio_backup.base.names import display
from studio_backup.ui.first_run.draft import Draft
from studio_backup.ui.first_run.kit_groups import KitGroups
from studio_backup.ui.first_run.kit_page import KitPage
from studio_backup.ui.first_run.kit_printing import KitPrinting
from studio_backup.ui.first_run.step import Step
from studio_backup.ui.opening import open_path
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import Card, column, row
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import ElidedLabel, label
from studio_backup.ui.wording.times import day_words, local, moment

_BOTH_FROM = 820


class KitStep(Step):
    """Put off, it leaves an alert of the engine which stays until the kit is confirmed."""

    def __init__(self, shell: Shell, draft: Draft) -> None:
        super().__init__(
            shell,
            draft,
            "kit",
            translate("FirstRun", "Save your recovery kit"),
            translate(
                "FirstRun", "One page that opens the vault when the computer is gone or the passphrase forgotten."
            ),
        )
        self.saved: tuple[str, ...] = ()
        """Where PDFs of the kit lie, as on the wire; the newest last."""
        self._info: VaultInfoView | None = None
        self.page = KitPage()
        self.printing = KitPrinting(shell, self)
        self.printing.failed.connect(self.complain)
        self.printing.printed.connect(self._printed)
        theme = shell.theme
        self.open = Button(theme, translate("FirstRun", "Open the PDF"), self._open, picture="file-pdf")
        self.print = Button(theme, translate("FirstRun", "Print…"), self._print, picture="printer")
        self.save = Button(theme, translate("FirstRun", "Save a copy…"), self._save, picture="download-simple")
        self.folder = Button(theme, translate("FirstRun", "Show in folder"), self._show, picture="folder-open")
        self.where = ElidedLabel("", "small", middle=True)
        self.told = label("", "small", wrap=True)
        self.groups = KitGroups(shell)
        self.groups.changed.connect(self._groups_changed)
        self.groups.refused.connect(self.complain)
        self._lay_out()
        self.finish_layout()

    def _lay_out(self) -> None:
        take = Card()
        take.body.addWidget(label(translate("FirstRun", "1  Print it, or save it away"), "heading", wrap=True))
        take.body.addLayout(row(self.open, self.print, self.save, 1))
        where = row(self.where, self.folder)
        where.setStretch(0, 1)
        take.body.addLayout(where)
        take.body.addWidget(self.told)
        back = Card(translate("FirstRun", "2  Type two of its groups"))
        back.body.addWidget(self.groups)
        warning = Card()
        words = translate("FirstRun", "Without passphrase and kit, nobody can open the vault")
        more = translate("FirstRun", "Not you, and not us. A kit in the same bag as the laptop is lost with it.")
        glyph = StateGlyph(self.shell.theme, 20, "attention", translate("FirstRun", "Attention"))
        warning.body.addLayout(row(glyph, column(label(words, "strong", wrap=True), label(more, "second", wrap=True)),
                                   spacing=12))  # fmt: skip
        right = QWidget()
        right.setLayout(column(take, back, warning, 1, spacing=16))
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(32)
        self._sides.addLayout(column(self.page, 1))
        self._sides.addWidget(right, 1)
        self.body.addLayout(self._sides)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """The drawing goes under the questions where there is no room for both."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        wide = self.width() >= _BOTH_FROM
        self._sides.setDirection(direction.LeftToRight if wide else direction.BottomToTop)

    def entered(self) -> None:
        """See Step."""
        if not self.saved:
            self.saved = tuple(one.path for one in self.draft.kit_files if one.kind == "pdf")
        self._show_files()
        self.shell.bridge.ask(lambda engine: engine.settings.get(), self._know, self.complain, owner=self)
        self.shell.bridge.ask(
            lambda engine: engine.vault.info(), self._show_kit, lambda _: None, owner=self, lane="slow"
        )

    @property
    def finished(self) -> bool:
        """See Step."""
        return self.groups.confirmed

    def first_field(self) -> QWidget | None:
        """See Step."""
        return self.open if self.open.isVisibleTo(self) else self.save

    def later_text(self) -> str:
        """See Step."""
        return "" if self.groups.confirmed else translate("FirstRun", "Later; a reminder stays")

    def waits(self) -> str:
        """See Step."""
        return self.busy or self.groups.waits

    def note(self) -> str:
        """See Step."""
        return translate("FirstRun", "The kit is confirmed")

    def can_go_back(self) -> bool:
        """See Step."""
        return True

    def _know(self, settings: SettingsView) -> None:
        if settings.kit == "saved":
            self.groups.show_confirmed()
        elif not self.groups.numbers:
            self.shell.bridge.ask(lambda engine: engine.vault.kit_groups(), self._ask_for, self.complain, owner=self)

    def _ask_for(self, asked: KitGroupsView) -> None:
        self.groups.ask_for(asked.numbers)
        self._paint()
        self.changed.emit()

    def _show_kit(self, info: VaultInfoView) -> None:
        self._info = info
        self.draft.vault_folder, self.draft.studio = info.folder, info.studio
        self._paint()

    def _paint(self) -> None:
        info = self._info
        vault = info.repository[:8] if info else ""
        day = _day(info.created_ns) if info else ""
        self.page.show_kit(self.draft.studio, vault, day, self.groups.numbers)

    def _show_files(self) -> None:
        texts = [one for one in self.draft.kit_files if one.kind == "text"]
        for button in (self.open, self.folder):
            button.setVisible(bool(self.saved))
        self.print.setVisible(bool(texts))
        words = translate("FirstRun", "Saved: {path}")
        self.where.setText(words.format(path=display(from_wire(self.saved[-1]))) if self.saved else "")
        self.where.setVisible(bool(self.saved))
        here = translate(
            "FirstRun",
            "These files lie on this computer. Take them to a safe or to somebody you trust, on paper or a stick, then"
            " delete them here.",
        )
        self.told.setText(here)
        self.told.setVisible(bool(self.saved))

    def _open(self) -> None:
        self._view(from_wire(self.saved[-1]))

    def _show(self) -> None:
        self._view(os.path.dirname(from_wire(self.saved[-1])))

    def _view(self, path: str) -> None:
        text = translate("FirstRun", "No program of this computer opens it. It lies in {path}.")
        open_path(self.shell.bridge, path, lambda: self.told.setText(text.format(path=display(path))), self)

    def _print(self) -> None:
        text = next(one for one in self.draft.kit_files if one.kind == "text")
        self.printing.begin(from_wire(text.path))

    def _printed(self) -> None:
        now = self.shell.clock.now_ns()
        self.told.setText(translate("FirstRun", "Sent to the printer at {time}.").format(time=moment(now, now)))

    def _save(self) -> None:
        name = translate("FirstRun", "Studio Backup recovery kit")
        dialog = QFileDialog(
            self, translate("FirstRun", "Save a copy of the recovery kit"), f"{name}.pdf", "PDF (*.pdf)"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.finished.connect(dialog.deleteLater)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Have the engine write the page there; it never replaces a file."""
        request = PrintKit(to=to_wire(path))
        self.complain(None)
        self.shell.bridge.ask(
            lambda engine: engine.vault.print_kit(request), self._kept, self.complain, owner=self, lane="slow"
        )

    def _kept(self, file: KitFileView) -> None:
        self.saved = (*self.saved, file.path)
        self._show_files()

    def _groups_changed(self) -> None:
        if self.groups.confirmed or not self.groups.wrong:
            self.complain(None)
        self.changed.emit()


def _day(ns: int) -> str:
    """ "10 Jun 2026"."""
    return day_words(local(ns).date(), "d MMM yyyy")
