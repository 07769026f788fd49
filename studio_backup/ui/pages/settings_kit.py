"""The recovery kit: printing it again, trying whether it opens the vault; and locking the vault."""

from __future__ import annotations

import os

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from studio_backup.api.paths import from_wire, to_wire
from studio_backup.api.remote import RemoteService
from studio_backup.api.settings import SettingsView
from studio_backup.api.vault import CheckKit, KitCheckedView, KitFileView, PrintKit, VaultInfoView
from studio_backup.api.wire import StateView
from studio_backup.base.errors import NotFoundError, StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.dialogs.kit import KitDialog
from studio_backup.ui.pages.settings_section import Section, SettingsHeld
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import Card, row
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import ElidedLabel, label
from studio_backup.ui.widgets.said import Said
from studio_backup.ui.wording.amounts import size
from studio_backup.ui.wording.kit import checked_words, kit_line

_TYPED_HEIGHT = 92


class KitSection(Section):
    """What was typed of a kit is asked about and forgotten."""

    def __init__(self, shell: Shell, held: SettingsHeld) -> None:
        super().__init__(shell, translate("Settings", "Recovery kit"))
        self._held = held
        self._print_to = self._print_from = ""
        self.glyph = StateGlyph(shell.theme, 22)
        self.line = label("", "strong", wrap=True)
        self._make_try()
        self._make_print()
        self._make_vault()
        self.body.addStretch(1)
        held.changed.connect(self._show)
        if held.now is not None:
            self._show(held.now)

    def _make_try(self) -> None:
        theme = self.shell.theme
        card = Card(translate("Kit", "Try your kit"))
        more = translate("Kit", "Take the printed page or the kit's text file from where you keep it.")
        self.confirm = Button(theme, translate("Kit", "Save your kit…"), self._confirm, kind="primary")
        self.choose = Button(theme, translate("Kit", "Try a file…"), self._choose, picture="file-text")
        self.typed = QPlainTextEdit()
        self.typed.setTabChangesFocus(True)
        self.typed.setFixedHeight(_TYPED_HEIGHT)
        self.typed.setAccessibleName(translate("Kit", "The kit's text, or its 12 groups"))
        self.typed.setPlaceholderText(translate("Kit", "Or type the 12 groups of the printed page here"))
        self.try_typed = Button(theme, translate("Kit", "Try what is typed"), self._try_typed)
        self.typed.textChanged.connect(self._typed)
        head = row(self.glyph, self.line, self.confirm, spacing=10)
        head.setStretch(1, 1)
        card.body.addLayout(head)
        card.body.addWidget(label(more, "second", wrap=True))
        card.body.addWidget(self.typed)
        card.body.addWidget(self.said)
        card.body.addLayout(row(1, self.choose, self.try_typed))
        self._typed()
        self.body.addWidget(card)

    def _make_print(self) -> None:
        theme = self.shell.theme
        card = Card(translate("Kit", "Print it again"))
        more = translate("Kit", "The page with its 12 groups and the code, as a PDF. Keep it where the laptop is not.")
        self.print = Button(theme, translate("Kit", "Save the page…"), self._ask_where, picture="printer")
        self.print_from = Button(theme, translate("Kit", "Use the kit's text file…"), self._choose_source)
        self.print_from.hide()
        self.print_said = Said()
        card.body.addWidget(label(more, "second", wrap=True))
        card.body.addWidget(self.print_said)
        card.body.addLayout(row(1, self.print_from, self.print))
        self.body.addWidget(card)

    def _make_vault(self) -> None:
        theme = self.shell.theme
        card = Card(translate("Kit", "The vault"))
        self.where = ElidedLabel("", "body", middle=True)
        self.facts = label("", "second", wrap=True)
        more = translate("Kit", "Locked, the engine forgets the keys: nothing is backed up until it is unlocked.")
        self.lock = Button(theme, translate("Kit", "Lock now"), self._lock, picture="lock-simple")
        self.unlock = Button(theme, translate("Kit", "Unlock…"), self.shell.window.unlock, picture="lock-simple-open")
        self.lock_said = Said()
        for part in (self.where, self.facts, label(more, "small", wrap=True), self.lock_said):
            card.body.addWidget(part)
        card.body.addLayout(row(1, self.lock, self.unlock))
        self.body.addWidget(card)

    # Showing ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """See Section."""
        self.shell.bridge.ask(
            lambda engine: engine.vault.info(), self._take_info, self._no_info, owner=self, lane="slow"
        )

    def status_changed(self) -> None:
        """See Section."""
        status = self.shell.live.status
        open_ = status is not None and status.unlocked
        if open_ != self.lock.isVisibleTo(self):
            self.refresh()
        self.lock.setVisible(open_)
        self.unlock.setVisible(status is not None and status.vault == "locked")

    def _show(self, settings: SettingsView) -> None:
        look, words = kit_line(settings, self.shell.clock.now_ns())
        self.glyph.show_state(look, words)
        self.line.setText(words)
        self.confirm.setVisible(settings.kit == "later")

    def _take_info(self, info: VaultInfoView) -> None:
        self.where.setText(display(from_wire(info.folder or info.reads_from)))
        self.facts.setText(
            translate("Kit", "{studio} · {size} · %n recovery points", "", info.points).format(
                studio=display(info.studio), size=size(info.stored_bytes)
            )
        )

    def _no_info(self, error: StudioBackupError) -> None:
        self.where.setText("")
        self.facts.setText(error.message)

    # Trying ----------------------------------------------------------------------------------------------------

    def _confirm(self) -> None:
        dialog = KitDialog(self.shell, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._held.refresh)
        dialog.open()

    def _typed(self) -> None:
        there = bool(self.typed.toPlainText().strip())
        self.try_typed.forbid("" if there else translate("Kit", "Type the groups first."))

    def _choose(self) -> None:
        dialog = self._file_dialog(translate("Kit", "Which file is the kit?"))
        dialog.fileSelected.connect(self.try_file)
        dialog.open()

    def _file_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self, title, "", translate("Kit", "Text of a recovery kit (*.txt);;All files (*)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def try_file(self, path: str) -> None:
        """Whether the kit in this file opens the vault."""
        self._try(CheckKit(kit_path=to_wire(path)))

    def _try_typed(self) -> None:
        self._try(CheckKit(kit=self.typed.toPlainText()))

    def _try(self, request: CheckKit) -> None:
        reason = translate("Kit", "It is being tried.")
        self.choose.forbid(reason)
        self.try_typed.forbid(reason)
        self.said.tell(reason)
        self.shell.bridge.ask(lambda engine: engine.vault.check_kit(request), self._opens, self._fails, lane="slow")

    def _opens(self, found: KitCheckedView) -> None:
        self.typed.clear()
        self._tried()
        self.said.tell(checked_words(found, self.shell.clock.now_ns()), "protected")
        self._held.refresh()

    def _fails(self, error: StudioBackupError) -> None:
        self._tried()
        self.said.complain(error)

    def _tried(self) -> None:
        self.choose.forbid("")
        self._typed()

    # Printing --------------------------------------------------------------------------------------------------

    def _ask_where(self) -> None:
        title = translate("Kit", "Where is the page to be saved?")
        dialog = QFileDialog(self, title, "", translate("Kit", "Page to print (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(translate("Kit", "recovery kit.pdf"))
        # The engine never writes over a page that is there: asking whether it may would promise that it does.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.print_page)
        dialog.open()

    def _choose_source(self) -> None:
        dialog = self._file_dialog(translate("Kit", "Which file is the kit?"))
        dialog.fileSelected.connect(self._print_with)
        dialog.open()

    def _print_with(self, path: str) -> None:
        self._print_from = path
        self.print_page(self._print_to)

    def print_page(self, path: str) -> None:
        """Have the page written there."""
        self._print_to = path
        request = PrintKit(to=to_wire(path), kit_path=to_wire(self._print_from) if self._print_from else "")
        self.print.forbid(translate("Kit", "The page is being made."))

        def call(engine: RemoteService) -> KitFileView:
            return engine.vault.print_kit(request)

        self.shell.bridge.ask(call, self._printed, self._unprinted, lane="slow")

    def _printed(self, file: KitFileView) -> None:
        self.print.forbid("")
        self.print_from.hide()
        self._print_from = ""
        path = from_wire(file.path)
        text = translate("Kit", "{file} was saved in {folder}. Print it, and remove it from this machine.")
        told = text.format(file=display(os.path.basename(path)), folder=display(os.path.dirname(path)))
        self.print_said.tell(told, "protected")

    def _unprinted(self, error: StudioBackupError) -> None:
        self.print.forbid("")
        self._print_from = ""
        self.print_from.setVisible(isinstance(error, NotFoundError))
        self.print_said.complain(error)

    # Locking ---------------------------------------------------------------------------------------------------

    def _lock(self) -> None:
        self.lock.forbid(translate("Kit", "It is being locked."))
        self.shell.bridge.ask(lambda engine: engine.lock(), self._locked, self._unlocked)

    def _locked(self, state: StateView) -> None:
        del state
        self.lock.forbid("")
        self.lock_said.tell("")

    def _unlocked(self, error: StudioBackupError) -> None:
        self.lock.forbid("")
        self.lock_said.complain(error)
