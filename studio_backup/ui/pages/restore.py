"""Restore, files first: find them, choose the moment and the version, see the plan, bring them back, undo."""

from __future__ import annotations

import functools
import os
from typing import Final

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout

from studio_backup.api.browse import MomentsQuery, MomentsView, VersionView
from studio_backup.api.restores import PickRequest
from studio_backup.api.wire import EventView, JobView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.models.file_list import FileList
from studio_backup.ui.page import Page
from studio_backup.ui.pages.restore_drag import DragOut
from studio_backup.ui.pages.restore_files import FilesPart
from studio_backup.ui.pages.restore_find import Spot, find_spot, spot_at
from studio_backup.ui.pages.restore_heading import amount, title
from studio_backup.ui.pages.restore_left import LeftPart
from studio_backup.ui.pages.restore_past import PastOfFolder
from studio_backup.ui.pages.restore_plan import PlanPart
from studio_backup.ui.pages.restore_run import RunPart
from studio_backup.ui.pages.restore_versions import VersionsPart
from studio_backup.ui.pages.restore_wish import MOST_PICKS, FileId, Wish, wish_for
from studio_backup.ui.pictures import Pictures
from studio_backup.ui.places import FileRow, Place, WeddingKey
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import Card
from studio_backup.ui.wording.restoring import exact

_BESIDE_FROM: Final = 1000
_LEFT, _RIGHT = 250, 270


class RestorePage(Page):
    """Targets: `wedding:NAME`, and `file:POINT:PATH` as the engine's search names a file."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, translate("Pages", "Restore"))
        self.pictures = Pictures(shell.bridge, self)
        self.whole = Button(shell.theme, translate("Restore", "Whole wedding"), self._want_wedding, picture="heart")
        self.tools.addWidget(self.whole)
        self.model = FileList(shell, self)
        self.left = LeftPart(shell)
        self.files = FilesPart(shell, self.model, self.pictures)
        self.versions = VersionsPart(shell, self.pictures)
        self.plan = PlanPart(shell)
        self.run = RunPart(shell)
        self.past = PastOfFolder(shell, self.model, self)
        self._key: WeddingKey | None = None
        self._moments: tuple[int, ...] = ()
        self._chosen_versions: dict[FileId, str] = {}
        self.drag = DragOut(shell, self.files, self.pictures, self._chosen_versions)
        self._wanted_wedding = self._sought_file = ""
        self._before: Place | None = None
        self._lay_out()
        self._connect()
        self._describe()

    def _lay_out(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.side = QSplitter(Qt.Orientation.Vertical)
        self.side.setChildrenCollapsible(False)
        self.side.addWidget(self.left)
        for part in (self.side, self.files, self.versions):
            self.split.addWidget(part)
        self.split.setStretchFactor(1, 1)
        self.split.setHandleWidth(16)
        self.split.setSizes([_LEFT, 700, _RIGHT])
        self.bar = QStackedWidget()
        self.bar.addWidget(self.plan)
        self.bar.addWidget(self.run)
        card = Card(padded=False)
        card.setAccessibleName(translate("Restore", "Plan"))
        card.body.addWidget(self.bar)
        self.body.addWidget(self.split, 1)
        self.body.addWidget(card)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setContentsMargins(20, 22, 20, 16)

    def _connect(self) -> None:
        self.left.folder.connect(self._show_folder)
        self.left.wedding.connect(self._show_wedding)
        self.left.searched.connect(self._search)
        self.left.deleted.connect(self.past.show_gone)
        self.left.model.refused.connect(self._tell_refusal)
        self.files.timeline.chosen.connect(self._travel)
        self.files.selected.connect(self._selected)
        self.files.current.connect(self._focused)
        self.files.opened.connect(self._open)
        self.files.up.connect(self._go_up)
        self.files.whole.connect(self._want_folder)
        self.model.told.connect(self._told)
        self.versions.chosen.connect(self._choose_version)
        self.plan.begun.connect(self._begun)
        self.run.put_away.connect(self._put_away)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget. Where there is little room the versions go under the folders."""
        super().resizeEvent(event)
        narrow = self.width() < _BESIDE_FROM
        if narrow != (self.versions.parent() is self.side):
            (self.side if narrow else self.split).addWidget(self.versions)
            self.split.setSizes([_LEFT, 700, _RIGHT])
            self.side.setSizes([300, 240])
            self.versions.picture.setVisible(not narrow)
        self.plan.narrow(self.width() < _BESIDE_FROM)

    # What happens ----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """See Page."""
        self.pictures.forget_reasons()
        self.status_changed()
        self.run.look_again()
        if self._key is not None:
            self._ask_moments(self._key)
        if self.model.error is not None and self.model.place is not None:
            self.model.show_folder(self.model.place)

    def status_changed(self) -> None:
        """See Page."""
        status = self.shell.live.status
        if status is None:
            return
        backed_up = [one for one in status.weddings if one.newest_ns or one.points]
        backed_up.sort(key=lambda one: (one.date, one.newest_ns), reverse=True)
        self.left.show_weddings(tuple(WeddingKey(one.wedding, one.date) for one in backed_up))
        if not backed_up:
            self._nothing(translate("Restore", "Nothing was backed up yet: there is nothing to restore."))
        self.progressed()
        if self._wanted_wedding:
            self._go_to_wedding(self._wanted_wedding)

    def progressed(self) -> None:
        """See Page."""
        status = self.shell.live.status
        for job in status.running if status else ():
            if self.run.job is None and job.kind == "restore" and not self.drag.is_own(job):
                self._begun(job)  # begun before the window was opened, or elsewhere
            self.run.moved(job)

    def on_event(self, event: EventView) -> None:
        """See Page."""
        if event.kind == "job":
            job = msgspec.json.decode(event.data, type=JobView)
            self.run.moved(job)
            if job.ended_ns and job.kind == "backup" and self._key is not None:
                self._ask_moments(self._key)
        elif event.kind in ("behind", "hello"):
            self.run.look_again()

    def engine_gone(self, error: StudioBackupError) -> None:
        """See Page."""
        self.plan.forbid(error.message)
        self.run.forbid(error.message)

    def engine_back(self) -> None:
        """See Page."""
        self.plan.forbid("")
        self.run.forbid("")

    def show_target(self, target: str) -> None:
        """See Page."""
        kind, _, what = target.partition(":")
        if kind == "wedding":
            self._go_to_wedding(what)
        elif kind == "moment":
            self._go_to_spot(spot_at(what))
        elif kind == "file":
            point, _, path = what.partition(":")
            self._go_to_file(point, path)

    # Where one looks -------------------------------------------------------------------------------------------

    def _go_to_wedding(self, wedding: str) -> None:
        key = next((key for key in self.left.keys if key.wedding == wedding), None)
        self._wanted_wedding = "" if key is not None else wedding
        if key is not None:
            self.left.search.clear()
            self.left.choose(key)

    def _go_to_file(self, point: str, path: str) -> None:
        self.shell.bridge.ask(lambda engine: find_spot(engine, point, path), self._go_to_spot, owner=self)

    def _go_to_spot(self, spot: Spot) -> None:
        self.left.search.blockSignals(True)
        self.left.search.clear()
        self.left.search.blockSignals(False)
        key = spot.place.key
        self.left.choose(key)
        self._sought_file = spot.path
        self.left.model.set_moment(key, spot.place.at_ns)
        self.files.search_begins(False)
        self._turn_to(key)
        self._show_moments()
        self.left.model.seek(key, spot.place.path)
        self._show_folder(spot.place)

    def _show_wedding(self, key: WeddingKey | None) -> None:
        self._sought_file = ""
        if key is None:
            self._turn_to(None)
            self._nothing(translate("Restore", "Choose a wedding or a folder at the left."))
            return
        self._turn_to(key)
        self.left.model.seek(key, "")

    def _turn_to(self, key: WeddingKey | None) -> None:
        """The time line is this wedding's."""
        if key == self._key:
            return
        self._key, self._moments = key, ()
        self._show_moments()
        if key is not None:
            self._ask_moments(key)

    def _ask_moments(self, key: WeddingKey) -> None:
        query, take = MomentsQuery(wedding=key.wedding, date=key.date), functools.partial(self._take_moments, key)
        # The folder's own question tells what is wrong.
        self.shell.bridge.ask(lambda engine: engine.browse.moments(query), take, lambda _: None, owner=self)

    def _take_moments(self, key: WeddingKey, view: MomentsView) -> None:
        if key == self._key:
            self._moments = tuple(sorted({one.at_ns for one in view.moments if not one.partial}))
            self._show_moments()

    def _show_moments(self) -> None:
        at_ns = self.left.model.moment(self._key) if self._key is not None else None
        self.files.timeline.show_moments(self._moments, self.shell.clock.now_ns(), at_ns)
        self.files.show_times(bool(self._moments))
        self._describe()

    def _travel(self, at_ns: int | None) -> None:
        """Another moment was chosen."""
        if self._key is None:
            return
        self._sought_file = ""
        self.left.model.set_moment(self._key, at_ns)
        path = self.model.place.path if self.model.place is not None else ""
        self._before = None
        self.left.model.seek(self._key, path)
        self._show_folder(Place(self._key, path, at_ns))

    def _show_folder(self, place: Place) -> None:
        if place == self.model.place or self.left.text:
            return
        self._turn_to(place.key)
        self._chosen_versions.clear()
        self.model.show_folder(place)
        self._focused()
        self._selected()

    def _search(self, text: str) -> None:
        if text == self.model.searched:
            return
        self.files.search_begins(bool(text))
        if text:
            self._before = self.model.place or self._before
            self._chosen_versions.clear()
            self.model.show_found(text)
            self.files.say_nothing_is_there(translate("Restore", "No file of any wedding bears this in its name."))
            self._selected()
            self._focused()
        elif self._before is not None:
            self._show_folder(self._before)

    def _nothing(self, words: str) -> None:
        self.files.say_nothing_is_there(words)
        self.model.show_nothing()

    def _open(self, row: FileRow) -> None:
        place = self.model.place
        if place is None and row.key is not None:
            self._go_to_file(row.entry.point, row.entry.path)
        elif place is not None and row.is_folder:
            path = f"{place.path}/{row.entry.name}" if place.path else row.entry.name
            self.left.model.seek(place.key, path)
            self._show_folder(Place(place.key, path, place.at_ns))

    def _go_up(self) -> None:
        place = self.model.place
        if place is not None and place.path:
            above = os.path.dirname(place.path)
            if above:
                self.left.model.seek(place.key, above)
            self._show_folder(Place(place.key, above, place.at_ns))

    def _tell_refusal(self, error: StudioBackupError) -> None:
        if self.model.place is None and not self.model.searched:
            self._nothing(f"{error.message} {error.hint}".strip())

    # What is chosen --------------------------------------------------------------------------------------------

    def _told(self) -> None:
        model = self.model
        if model.error is not None:
            self.files.say_nothing_is_there(f"{model.error.message} {model.error.hint}".strip())
        elif model.place is not None and not model.rows:
            self.files.say_nothing_is_there(translate("Restore", "This folder is empty."))
        if self._sought_file:
            self._look_for_file()
        self._describe()

    def _look_for_file(self) -> None:
        at = self.model.number_of(self._sought_file)
        if at >= 0:
            self._sought_file = ""
            self.files.choose(at)
        elif self.model.complete:
            self._sought_file = ""
        else:
            self.model.load_all()

    def _selected(self) -> None:
        count, folder = len(self.files.selected_numbers()), self.model.folder
        self._describe()
        if count > MOST_PICKS and folder is not None and self.model.complete and count == self.model.total:
            self.plan.want(Wish((PickRequest(point=folder[0], path=folder[1]),)))
            return
        rows = self.files.selected_rows()[: MOST_PICKS + 1]
        self.plan.want(wish_for(rows, self._chosen_versions) if rows else None)

    def _focused(self) -> None:
        row = self.files.current_row()
        chosen = self._chosen_versions.get((row.entry.point, row.entry.path), "") if row is not None else ""
        self.versions.show_row(row, chosen)

    def _choose_version(self, version: VersionView) -> None:
        row = self.versions.row
        if row is None:
            return
        self._chosen_versions[row.entry.point, row.entry.path] = version.point
        self._selected()

    def _want_folder(self) -> None:
        """All of the folder that is listed."""
        place = self.model.place
        if place is None:
            return
        self.files.grid.clearSelection()
        if self.model.folder is not None:
            point, path = self.model.folder
            self.plan.want(Wish((PickRequest(point=point, path=path),)))
        else:
            self.plan.want(Wish(place=place))
        self._describe(translate("Restore", "all of it chosen"))

    def _want_wedding(self) -> None:
        """All of the wedding, as it was at the moment that is shown."""
        if self._key is not None:
            self.files.grid.clearSelection()
            self.plan.want(Wish(place=Place(self._key, "", self.left.model.moment(self._key))))
            self._describe(translate("Restore", "whole wedding chosen"))

    def _describe(self, chosen: str = "") -> None:
        """The words above the grid."""
        model, files = self.model, self.files
        at_ns = files.timeline.at_ns
        newest = self._moments[-1] if self._moments else 0
        files.exact.setText(exact(at_ns or newest) if newest else "")
        files.note.setText(translate("Restore", "the newest recovery point") if newest and at_ns is None else "")
        if model.searched:
            files.exact.setText(translate("Restore", "All weddings, all times"))
            files.note.setText("")
        files.earlier.forbid("" if files.timeline.value() > 0 else translate("Restore", "There is no earlier point."))
        later = files.timeline.value() < files.timeline.maximum()
        files.later.forbid("" if later else translate("Restore", "This is the newest."))
        place = model.place
        files.name.setText(title(place, model.searched))
        files.counts.setText(" · ".join(filter(None, (amount(model), chosen or self._chosen()))))
        files.all.setVisible(place is not None and not model.searched)
        self.whole.forbid("" if self._key is not None else translate("Restore", "Choose a wedding first."))

    def _chosen(self) -> str:
        count = len(self.files.selected_numbers())
        return translate("Restore", "%n selected", "", count) if count else ""

    # Doing it --------------------------------------------------------------------------------------------------

    def _begun(self, job: JobView) -> None:
        self.run.follow(job)
        self.bar.setCurrentWidget(self.run)

    def _put_away(self) -> None:
        self.bar.setCurrentWidget(self.plan)
        self.plan.plan_again()
