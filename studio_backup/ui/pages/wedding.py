"""One wedding: why it is so urgent, its copies, when it was backed up, what a moment held, how long it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from studio_backup.api.browse import HeldPointView, HeldQuery
from studio_backup.api.copies import ReplicasQuery, ReplicaView, VerificationsQuery, VerificationView
from studio_backup.api.remote import RemoteService
from studio_backup.api.retention import RetentionQuery, WeddingRetentionView
from studio_backup.api.tiers import TierCard
from studio_backup.api.weddings import BookingView
from studio_backup.api.wire import EventView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.models.weddings_read import find_wedding, read_cards
from studio_backup.ui.page import Page
from studio_backup.ui.pages.wedding_acts import WeddingActs
from studio_backup.ui.pages.wedding_cameras import CamerasCard
from studio_backup.ui.pages.wedding_cards import DecisionCard, FoldersCard, KeptCard, KnownCard, WhyCard
from studio_backup.ui.pages.wedding_points import MomentCard, PointsCard
from studio_backup.ui.pages.weddings_card import ActButtons, CopyRows
from studio_backup.ui.pictures import Pictures
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.tokens import RADIUS_CARD
from studio_backup.ui.wedding_photos import WeddingPhotos
from studio_backup.ui.widgets.badge import LevelBadge
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.facts import FactTable
from studio_backup.ui.widgets.flow import flowing
from studio_backup.ui.widgets.frames import Card, column, divider, row, scrolled
from studio_backup.ui.widgets.labels import ElidedLabel, label
from studio_backup.ui.widgets.photo import Photo
from studio_backup.ui.wording.booking_words import about_line, counts_line, measured_facts
from studio_backup.ui.wording.bookings import Known, known_of, title_of
from studio_backup.ui.wording.priority import sentence_of
from studio_backup.ui.wording.times import SECOND

_GATHER_MS: Final = 700
_STEP_MS: Final = 250
_FRESH_NS: Final = 60 * SECOND
"""Its level climbs and its ages grow without an event: what was read longer ago is read again."""
_TWO_FROM: Final = 820
_PHOTO: Final = QSize(216, 144)
_PHOTO_FROM: Final = 640
_TELLING: Final = frozenset(
    {"wedding", "wedding_removed", "calendar", "job", "tier", "source", "source_edited", "behind", "hello"}
)


@dataclass(frozen=True, slots=True)
class _Stored:
    """What is stored of a wedding, and what waits, was checked, is kept."""

    points: tuple[HeldPointView, ...]
    waiting: tuple[ReplicaView, ...]
    drills: tuple[VerificationView, ...]
    kept: WeddingRetentionView | None
    cards: tuple[TierCard, ...] = ()


class WeddingPage(Page):
    """Target: a wedding's id, or "of:DATE:NAME"."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, translate("Pages", "Wedding"))
        self.view: BookingView | None = None
        self.stored = _Stored((), (), (), None)
        self._target = self._reason = ""
        self._stored_of: object = None
        self._read_ns = 0
        self.acts = WeddingActs(shell, self)
        self.pictures = Pictures(shell.bridge, self)
        self.heading.hide()
        self.note.hide()
        self._make_head()
        self._make_cards()
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._soon.timeout.connect(self.refresh)
        self._moved = QTimer(self, singleShot=True, interval=_STEP_MS)
        self._moved.timeout.connect(self._show)

    def _make_head(self) -> None:
        theme = self.shell.theme
        weddings = translate("Pages", "Weddings")
        self.back = Button(theme, weddings, self._go_back, kind="link", picture="caret-left")
        for key in (QKeySequence(Qt.Key.Key_Escape), QKeySequence(QKeySequence.StandardKey.Back)):
            leave = QShortcut(key, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            leave.activated.connect(self._go_back)
        self._photos = WeddingPhotos(self.shell.bridge, self)
        self._photos.found.connect(self._show_photo)
        self._photo = Photo(theme, self.pictures, _PHOTO, radius=RADIUS_CARD)
        self._photo.hide()
        self.name = ElidedLabel("", "hero")
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.badge = LevelBadge(theme)
        self._about, self._counts = label("", "second", wrap=True), label("", "second", wrap=True)
        self._why = label("", wrap=True)
        self.buttons = ActButtons(self.shell, self.acts, lambda: self.view)

    def _make_cards(self) -> None:
        shell = self.shell
        self.decision = DecisionCard(shell.theme, self._keep, self._cancelled)
        self.points = PointsCard(shell, self._pick)
        self.moment = MomentCard(shell, self.pictures, self._restore_moment)
        self.copies, self.measures = CopyRows(shell.theme), FactTable()
        self.copies_card = Card(translate("Points", "Copies"))
        self.copies_card.body.addWidget(self.copies)
        self.copies_card.body.addWidget(divider())
        self.copies_card.body.addWidget(self.measures)
        self.copies_card.body.addStretch(1)
        self.why = WhyCard(shell.theme)
        self.folders, self.kept = FoldersCard(shell), KeptCard(shell)
        self.cameras = CamerasCard(shell)
        self.known = KnownCard(shell, self._edit)

    def _lay_out(self) -> None:
        """From the outside in: what is moved into another widget is styled anew with all it holds."""
        self.missing = label("", "second", wrap=True)
        self.missing.hide()
        title = row(self.name, self.badge, 1, spacing=12)
        foot = row(flowing(*self.buttons.row), self.buttons.more)
        foot.setStretch(0, 1)
        words = column(title, self._about, self._counts, self._why, 1, foot, spacing=3)
        words.insertSpacing(words.count() - 1, 6)
        head = QHBoxLayout()
        head.setSpacing(20)
        head.addWidget(self._photo)
        head.addLayout(words, 1)
        self._pairs: list[QBoxLayout] = []
        self.content = QWidget()
        self.area = scrolled(self.content)
        self.body.addWidget(self.missing)
        self.body.addWidget(self.area, 1)
        self.content.hide()
        whole = column(
            row(self.back, 1),
            self.decision,
            head,
            self.points,
            self._pair(self.moment, self.copies_card),
            self._pair(self.why, self.known),
            self._pair(self.folders, self.kept),
            self.cameras,
            1,
            spacing=14,
        )
        whole.setContentsMargins(0, 0, 12, 8)
        self.content.setLayout(whole)

    def _pair(self, left: QWidget, right: QWidget) -> QBoxLayout:
        """Side by side, as long as there is room."""
        made = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        made.setSpacing(16)
        made.addWidget(left, 11)
        made.addWidget(right, 9)
        self._pairs.append(made)
        return made

    # What is shown ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """See Page."""
        if self._target:
            target, self._read_ns = self._target, self.shell.clock.now_ns()
            self.shell.bridge.ask(lambda engine: find_wedding(engine, target), self._know, self._unread, owner=self)

    def show_target(self, target: str) -> None:
        """See Page."""
        if target != self._target:
            self._target, self.view = target, None
            self.stored, self._stored_of = _Stored((), (), (), None), None
            self.content.hide()
        self.refresh()
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def status_changed(self) -> None:
        """See Page."""
        self._show()
        if self.shell.clock.now_ns() - self._read_ns >= _FRESH_NS:
            self.refresh()

    def progressed(self) -> None:
        """See Page."""
        if not self._moved.isActive():
            self._moved.start()

    def on_event(self, event: EventView) -> None:
        """See Page."""
        if event.kind == "matches":
            self.cameras.ask()
        if event.kind in _TELLING and not self._soon.isActive():
            self._soon.start()

    def engine_gone(self, error: StudioBackupError) -> None:
        """See Page."""
        self._forbid(error.message)

    def engine_back(self) -> None:
        """See Page."""
        self._stored_of = None
        self._forbid("")

    def _forbid(self, reason: str) -> None:
        self._reason = reason
        self.buttons.forbid(reason)
        self.cameras.forbid(reason)
        for button in (self.known.edit, self.moment.restore, self.decision.keep, self.decision.cancelled):
            button.forbid(reason)

    def _unread(self, error: StudioBackupError) -> None:
        """The window's banner says that the engine is gone, or locked; what is shown stays, and is asked again."""
        del error
        self._stored_of = None

    def _know(self, view: BookingView | None) -> None:
        self.missing.setVisible(view is None)
        if view is None:
            self.missing.setText(translate("Points", "This wedding is not in the list of weddings any more."))
            self.content.hide()
            return
        self.view = view
        self._target = view.id
        name, date = view.name, view.date
        differs = (view.id, view.version, view.hold, view.points, view.newest_point, view.copies)
        if differs != self._stored_of:
            self._stored_of = differs
            self.shell.bridge.ask(
                lambda engine: _read(engine, name, date), self._know_stored, self._unread, owner=self, lane="slow"
            )
        self.cameras.show_view(view)
        self._show()

    def _know_stored(self, stored: _Stored) -> None:
        self.stored = stored
        self._show()

    @property
    def _now(self) -> Known:
        return known_of(self.shell.live.status, self.stored.waiting, self.shell.clock.now_ns(), self.stored.cards)

    def _show(self) -> None:
        view = self.view
        if view is None:
            return
        known = self._now
        self.name.setText(title_of(view))
        self.badge.show_level(view.level)
        self._about.setText(about_line(view, known.today))
        self._counts.setText(counts_line(view))
        self._why.setText(sentence_of(view))
        self.decision.show_view(view)
        self.copies.show_copies(view, known)
        self.measures.show_facts(measured_facts(view, known.now_ns))
        self.why.show_view(view)
        self.known.show_view(view)
        self.folders.show_folders(view, known)
        self.kept.show_kept(view, self.stored.kept, known.now_ns)
        self._show_points(view)
        self._photos.show_wedding(view.name, view.date, view.newest_point if view.photos else "")
        self._forbid(self._reason)
        self.content.show()
        self.setAccessibleName(f"{title_of(view)}. {about_line(view, known.today)}. {sentence_of(view)}")

    def _show_points(self, view: BookingView) -> None:
        self.points.show_points(view, self.stored.points, self.stored.drills)
        at = self.points.lanes.at_ns
        self.moment.setVisible(at is not None)
        if at is not None:
            self._pick(at)

    def _pick(self, at_ns: int) -> None:
        if self.view is not None:
            self.moment.show_moment(self.view, self.stored.points, self.stored.drills, at_ns)

    def _show_photo(self) -> None:
        if self.view is not None:
            self._photo.show_entries(self._photos.entries, title_of(self.view))
        self._fit()

    # What a person does ----------------------------------------------------------------------------------------

    def _go_back(self) -> None:
        self.shell.window.open_page("weddings", self.view.id if self.view else "")

    def _edit(self) -> None:
        if self.view is not None:
            self.acts.edit(self.view)

    def _keep(self) -> None:
        if self.view is not None:
            self.acts.keep(self.view)

    def _cancelled(self) -> None:
        if self.view is not None:
            self.acts.gone(self.view)

    def _restore_moment(self, at_ns: int) -> None:
        if self.view is not None:
            self.shell.window.open_page("restore", f"moment:{at_ns}:{self.view.date}:{self.view.name}")

    # Where it stands -------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Cards go one under the other where there is no room for two."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        wide = self.width() >= _TWO_FROM
        for pair in self._pairs:
            pair.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self._fit()

    def _fit(self) -> None:
        self._photo.setVisible(bool(self._photos.entries) and self.width() >= _PHOTO_FROM)


def _read(engine: RemoteService, name: str, date: str) -> _Stored:
    """In a thread of the bridge. What the plan of retention cannot say now is left out, the rest is shown."""
    held = engine.browse.held(HeldQuery(wedding=name, date=date))
    waiting = engine.copies.replicas(ReplicasQuery(wedding=name, date=date, waiting=True))
    drills = engine.copies.verifications(VerificationsQuery(wedding=name, level=("drill",)))
    plan = engine.retention.plan(RetentionQuery(wedding=name, date=date))
    kept = next((one for one in plan.weddings if (one.wedding, one.date) == (name, date)), None)
    mine = tuple(one for one in drills.items if one.date in ("", date))
    return _Stored(held.points, waiting.items, mine, kept, read_cards(engine))
