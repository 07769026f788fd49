"""The plan at the bottom of the page: where to, what if something is there already, what will be done."""

from __future__ import annotations

import os
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QMessageBox, QWidget

from studio_backup.api.paths import from_wire, to_wire
from studio_backup.api.restores import OnConflict, RestorePlanView
from studio_backup.api.wire import JobView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.asking import Asked
from studio_backup.ui.dialogs.reading import ReadingDialog
from studio_backup.ui.pages.restore_wish import MOST_PICKS, Wish
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.fields import Choice
from studio_backup.ui.widgets.frames import column, row
from studio_backup.ui.widgets.labels import ElidedLabel, colour_as, label
from studio_backup.ui.wording.restoring import (
    conflict_words,
    path_words,
    plan_details,
    plan_troubles,
    restore_words,
)

_GATHER_MS: Final = 250
"""A selection that still changes is not planned."""
_CONFLICTS: Final[tuple[OnConflict, ...]] = ("keep-both", "replace", "skip")


class PlanPart(QWidget):
    """`begun`: the engine took the restore: its JobView."""

    begun = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._wish: Wish | None = None
        self._plan: RestorePlanView | None = None
        self._asked: Asked | None = None
        self._reason = ""
        self._gone = ""
        self.to = ""
        """The chosen folder as the wire spells it, "" for a new one."""
        self.setAcceptDrops(True)
        theme = shell.theme
        self.into = label("", "small")
        self.target = ElidedLabel("", "strong", middle=True)
        self.change = Button(theme, translate("Restore", "Change…"), self._change, kind="link")
        self.fresh = Button(theme, translate("Restore", "New folder"), lambda: self.choose_target(""), kind="link")
        self.conflicts = Choice(theme, translate("Restore", "If a file is there already"), _conflict_names())
        self.conflicts.currentIndexChanged.connect(self.plan_again)
        self.there = label("", "small")
        self.trouble = label("", "small", wrap=True)
        colour_as(self.trouble, "attention")
        self.which = Button(theme, translate("Restore", "Which?"), self._tell_which, kind="link")
        self.restore = Button(
            theme, translate("Restore", "Restore"), self._press, kind="main", picture="download-simple"
        )
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._soon.timeout.connect(self._ask)
        self.want(None)

    def _lay_out(self) -> None:
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(16, 10, 16, 10)
        self._line.setSpacing(20)
        where = column(self.into, row(self.target, self.change, self.fresh, spacing=4), spacing=2)
        where.addLayout(row(self.trouble, self.which))
        question = label(translate("Restore", "If a file is there already"), "small")
        question.setBuddy(self.conflicts)
        self._line.addLayout(where, 1)
        below = row(column(question, row(self.conflicts, self.there), spacing=2), self.restore, spacing=20)
        below.setAlignment(self.restore, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        self._line.addLayout(below)

    def narrow(self, below: bool) -> None:
        """Whether the button lies under the rest, where there is little room."""
        side = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(side)
        self._line.setSpacing(6 if below else 20)

    # What is wanted --------------------------------------------------------------------------------------------

    def want(self, wish: Wish | None) -> None:
        """Plan this; None: nothing is chosen."""
        self._wish = wish
        self.plan_again()

    def choose_target(self, to: str) -> None:
        """Bring it back into this folder (as the wire spells it), "" for a new one."""
        self.to = to
        self.plan_again()

    def forbid(self, reason: str) -> None:
        """Nothing can be asked now, and why; "" lets it be asked."""
        self._gone = reason
        if not reason:
            self.plan_again()
        self._show()

    def plan_again(self) -> None:
        """Ask for the plan anew, as soon as nothing changes any more."""
        if self._asked is not None:
            self._asked.forget()
            self._asked = None
        self._plan = None
        wish = self._wish
        if wish is None:
            self._reason = translate("Restore", "Choose what to restore first.")
        elif len(wish.picks) > MOST_PICKS:
            self._reason = translate("Restore", "These are too many single files: choose the whole folder.")
        else:
            self._reason = translate("Restore", "It is being planned.")
            self._soon.start()
        if self._reason != translate("Restore", "It is being planned."):
            self._soon.stop()
        self._show()

    def _ask(self) -> None:
        wish = self._wish
        if wish is None or self._gone:
            return
        request = wish.plan(self.to, self.on_conflict)
        self._asked = self._shell.bridge.ask(
            lambda engine: engine.restores.plan(request), self._planned, self._unplanned, owner=self, lane="slow"
        )

    @property
    def on_conflict(self) -> OnConflict:
        """What was chosen for files which are there already."""
        return _CONFLICTS[max(0, self.conflicts.currentIndex())]

    def _planned(self, plan: RestorePlanView) -> None:
        self._plan, self._reason = plan, ""
        if not plan.planned.plan.files and not plan.planned.roots:
            self._reason = translate("Restore", "There is nothing in it.")
        elif plan.fits is False:
            self._reason = translate("Restore", "There is not enough space in this folder.")
        elif not plan.planned.plan.files and plan.planned.plan.same:
            self._reason = translate("Restore", "All of it is there already.")
        self._show()

    def _unplanned(self, error: StudioBackupError) -> None:
        self._reason = f"{error.message} {error.hint}".strip()
        self._show()

    # What is shown ---------------------------------------------------------------------------------------------

    def _show(self) -> None:
        plan, wish = self._plan, self._wish
        text = translate("Restore", "Restore")
        if plan is not None and wish is not None:
            text = restore_words(plan, photos=wish.photos)
        self.restore.setText(text)
        self.restore.setAccessibleName(text)
        self.restore.forbid(self._gone or self._reason)
        self.into.setText(
            translate("Restore", "Into this folder") if self.to else translate("Restore", "Into a new folder")
        )
        to = plan.to if plan is not None else self.to
        self.target.setText(path_words(to) if to else translate("Restore", "named after the wedding and the time"))
        self.fresh.setVisible(bool(self.to))
        self.there.setText(conflict_words(plan) if plan is not None else translate("Restore", "identical: skipped"))
        self._show_troubles(plan)

    def _show_troubles(self, plan: RestorePlanView | None) -> None:
        told = plan_troubles(plan) if plan is not None else []
        waiting = translate("Restore", "It is being planned.")
        quiet = (waiting, translate("Restore", "Choose what to restore first."))
        if not told and self._reason and self._reason not in quiet and not self._gone:
            told = [self._reason]
        self.trouble.setText(" · ".join(told))
        self.trouble.setVisible(bool(told))
        self.which.setVisible(plan is not None and bool(plan_details(plan)))

    def _tell_which(self) -> None:
        if self._plan is not None:
            ReadingDialog.show_text(
                self, self._shell.theme, translate("Restore", "What this restore meets"), plan_details(self._plan)
            )

    # What is pressed -------------------------------------------------------------------------------------------

    def _change(self) -> None:
        dialog = QFileDialog(self, translate("Restore", "Restore into this folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.to:
            dialog.setDirectory(from_wire(self.to))
        dialog.fileSelected.connect(lambda path: self.choose_target(to_wire(path)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """One folder of this machine may be dropped here; not what is dragged out of this window."""
        urls = event.mimeData().urls()
        if event.source() is None and len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        """It becomes the target; of a file, the folder it is in."""
        path = event.mimeData().urls()[0].toLocalFile()
        event.acceptProposedAction()
        self._shell.bridge.run(lambda: _folder_of(path), lambda found: self.choose_target(to_wire(found)), owner=self)

    def _press(self) -> None:
        plan, wish = self._plan, self._wish
        if plan is None or wish is None:
            return
        if not plan.counts.replace:
            self._begin()
            return
        question = translate("Restore", "Replace %n files?", "", plan.counts.replace)
        box = QMessageBox(QMessageBox.Icon.Question, translate("Restore", "Restore"), question, parent=self)
        box.setInformativeText(translate("Restore", "What is replaced is kept, so that the restore can be undone."))
        replace = box.addButton(translate("Restore", "Replace"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(translate("Restore", "Cancel"), QMessageBox.ButtonRole.RejectRole))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(lambda button: self._begin() if button is replace else None)
        box.open()

    def _begin(self) -> None:
        plan, wish = self._plan, self._wish
        if plan is None or wish is None:
            return
        request = wish.request(plan.to, self.on_conflict)
        self._reason = translate("Restore", "The engine is being asked.")
        self._show()
        self._shell.bridge.ask(lambda engine: engine.restores.run(request), self._begun, self._refused, owner=self)

    def _begun(self, job: JobView) -> None:
        self.plan_again()
        self.begun.emit(job)

    def _refused(self, error: StudioBackupError) -> None:
        self._shell.window.complain(error)
        self.plan_again()


def _folder_of(path: str) -> str:
    return path if os.path.isdir(path) else os.path.dirname(path)


def _conflict_names() -> tuple[str, ...]:
    return (
        translate("Restore", "Keep both"),
        translate("Restore", "Replace"),
        translate("Restore", "Skip"),
    )
