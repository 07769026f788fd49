"""Which folders are protected: suggested by the engine, or chosen; the first backup begins with Continue."""

from __future__ import annotations

import functools
import itertools
from collections import deque

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio_backup.api.offers import SuggestedFolderView, SuggestionsQuery, SuggestionsView
from studio_backup.api.paths import to_wire
from studio_backup.api.requests import PageQuery, PreviewRequest
from studio_backup.api.wire import Page, PreviewView, SourceView
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.first_run.draft import Draft
from studio_backup.ui.first_run.folder_row import FolderRow
from studio_backup.ui.first_run.place_choice import choose_folder
from studio_backup.ui.first_run.step import Step
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import Card, row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.first_run import chosen_words, first_backup_words

_MOST_SOURCES = 500


class FoldersStep(Step):
    """A folder is watched as soon as the engine took it; one that it refuses says why in its row."""

    def __init__(self, shell: Shell, draft: Draft) -> None:
        super().__init__(
            shell,
            draft,
            "folders",
            translate("FirstRun", "Which folders do you want protected?"),
            translate(
                "FirstRun",
                "Found on this computer. Tick what matters; new files in these folders are included by themselves.",
            ),
        )
        self.rows: list[FolderRow] = []
        self._adding: deque[FolderRow] = deque()
        self._looking = False
        self.card = Card(padded=False)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.looking = label("", "second", wrap=True)
        self.looking.setContentsMargins(18, 14, 18, 14)
        self.add = Button(shell.theme, translate("FirstRun", "Add a folder…"), self._choose, picture="plus")
        self.chosen = label("", "strong")
        foot = row(self.add, 1, self.chosen)
        foot.setContentsMargins(18, 10, 18, 10)
        self.card.body.addLayout(self._list)
        self.card.body.addWidget(self.looking)
        self.card.body.addLayout(foot)
        self.estimate = label("", "second", wrap=True)
        self.body.addWidget(self.card)
        self.body.addWidget(self.estimate)
        self.finish_layout()
        self._sum_up()

    def entered(self) -> None:
        """See Step."""
        self.shell.bridge.ask(
            lambda engine: engine.sources(PageQuery(limit=_MOST_SOURCES)), self._know_sources, self.complain, owner=self
        )
        if self.draft.suggestions is None and not self._looking:
            self.look()

    def look(self) -> None:
        """Have the engine look around: some seconds, bounded by it."""
        self._looking = True
        self.looking.setText(translate("FirstRun", "Looking for photos on this computer…"))
        self.looking.show()
        self.shell.bridge.ask(
            lambda engine: engine.offers.suggestions(SuggestionsQuery()),
            self._suggest,
            self._unlooked,
            owner=self,
            lane="slow",
        )

    @property
    def finished(self) -> bool:
        """See Step."""
        return any(one.watched for one in self.rows)

    def first_field(self) -> QWidget | None:
        """See Step."""
        return next((one.tick for one in self.rows if one.tick.isEnabled()), self.add)

    def forward_text(self) -> str:
        """See Step."""
        if any(one.chosen and not one.watched for one in self.rows):
            return translate("FirstRun", "Start backup and continue")
        return super().forward_text()

    def later_text(self) -> str:
        """See Step."""
        return "" if any(one.chosen for one in self.rows) else translate("FirstRun", "Later")

    def waits(self) -> str:
        """See Step."""
        if self.busy:
            return self.busy
        if not any(one.chosen for one in self.rows):
            return translate("FirstRun", "No folder is ticked yet")
        return next((one.waits for one in self.rows if one.waits), "")

    def note(self) -> str:
        """See Step."""
        return translate("FirstRun", "Two more questions while it runs")

    def forward(self) -> None:
        """See Step."""
        self._adding = deque(one for one in self.rows if one.chosen and not one.watched)
        self.work(translate("FirstRun", "The folders are being added"))
        self._add_next()

    def _add_next(self) -> None:
        if not self._adding:
            self.busy = ""
            self.shell.live.refresh()
            if all(one.watched for one in self.rows if one.chosen):
                self.done.emit()
            else:
                self.changed.emit()
            return
        one = self._adding.popleft()
        one.show_trouble(None)
        request = one.source
        self.shell.bridge.ask(
            lambda engine: engine.add_source(request),
            functools.partial(self._added, one),
            functools.partial(self._refused, one),
            owner=self,
        )

    def _added(self, one: FolderRow, source: SourceView) -> None:
        one.show_watched(_watched_words(source))
        self._add_next()

    def _refused(self, one: FolderRow, error: StudioBackupError) -> None:
        one.show_trouble(error)
        self._add_next()

    def _suggest(self, found: SuggestionsView) -> None:
        self._looking = False
        self.draft.suggestions = found
        known = {one.folder.path for one in self.rows}
        for at, folder in enumerate(found.folders):
            if folder.path not in known:
                self._append(folder, ticked=at == 0 or folder.kind in ("pictures", "lightroom", "capture_one"))
        nothing = translate("FirstRun", "No folder with photos was found. Add the one in which you work.")
        self.looking.setText(display(found.cut_short) if self.rows else nothing)
        self.looking.setVisible(bool(self.looking.text()))
        self._sum_up()
        if self.isVisible() and self.add.hasFocus() and self.rows:
            self.rows[0].tick.setFocus()

    def _unlooked(self, error: StudioBackupError) -> None:
        self._looking = False
        self.looking.hide()
        self.complain(error)

    def _know_sources(self, page: Page[SourceView]) -> None:
        watched = {one.path: one for one in page.items}
        for path, source in watched.items():
            one = next((each for each in self.rows if each.folder.path == path), None)
            if one is None:
                one = self._append(_bare(path, _watched_words(source)), ticked=True)
                self._measure(one)
            one.show_watched(_watched_words(source))
        self._sum_up()

    def _append(self, folder: SuggestedFolderView, *, ticked: bool) -> FolderRow:
        one = FolderRow(self.shell, folder, ticked=ticked)
        one.changed.connect(self._sum_up)
        self.rows.append(one)
        self._list.addWidget(one)
        for before, behind in itertools.pairwise((*(field for each in self.rows for field in each.in_order), self.add)):
            QWidget.setTabOrder(before, behind)
        return one

    def _choose(self) -> None:
        dialog = choose_folder(self, translate("FirstRun", "Add a folder"))
        dialog.fileSelected.connect(self.add_folder)
        dialog.open()

    def add_folder(self, path: str) -> None:
        """Offer this folder too, ticked; the engine says what lies in it."""
        wire = to_wire(path)
        one = next((each for each in self.rows if each.folder.path == wire), None)
        if one is None:
            one = self._append(_bare(wire, translate("FirstRun", "Added by you")), ticked=True)
            self._measure(one)
        one.tick.setChecked(True)
        one.wedding.setFocus()
        self._sum_up()

    def _measure(self, one: FolderRow) -> None:
        path = one.folder.path
        self.shell.bridge.ask(
            lambda engine: engine.preview(PreviewRequest(path=path)),
            functools.partial(self._measured, one),
            one.show_trouble,
            owner=one,
            lane="slow",
        )

    def _measured(self, one: FolderRow, found: PreviewView) -> None:
        one.show_amount(found.files, found.bytes)
        self._sum_up()

    def _sum_up(self) -> None:
        folders = [one.folder for one in self.rows if one.chosen]
        self.chosen.setText(chosen_words(folders))
        words = first_backup_words(sum(one.bytes for one in folders), self.draft.bytes_per_s)
        self.estimate.setText(words)
        self.estimate.setVisible(bool(words))
        self.changed.emit()


def _bare(path: str, why: str) -> SuggestedFolderView:
    """A folder of which nothing is known yet."""
    return SuggestedFolderView(path=path, kind="folder", why=why, files=0, photos=0, videos=0, bytes=0)


def _watched_words(source: SourceView) -> str:
    if source.wedding:
        return translate("FirstRun", "Is protected, as {wedding}").format(wedding=display(source.wedding))
    return translate("FirstRun", "Is protected")
