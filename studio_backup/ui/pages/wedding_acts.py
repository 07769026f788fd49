"""What a person does with a wedding: its buttons, the menu of what is needed seldom, and the questions before."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import EmergencyRequest, NewJob
from studio_backup.api.weddings import BookingView, DecideWedding, HoldRequest, ReleaseCards, WeddingPatch
from studio_backup.api.wire import StartedView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.dialogs.ask import AskDialog
from studio_backup.ui.dialogs.assign import AssignDialog
from studio_backup.ui.dialogs.plan import PlanDialog
from studio_backup.ui.dialogs.run_check import RunCheckDialog, Scope
from studio_backup.ui.dialogs.wedding import WeddingDialog
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.verbs import EngineVerbs
from studio_backup.ui.widgets.day_picker import DayPicker
from studio_backup.ui.wording.bookings import title_of
from studio_backup.ui.wording.times import local

Act = Callable[[], None]


class WeddingActs:
    """Each asks the engine; how the wedding stands then comes from the engine itself."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        self._shell, self._parent = shell, parent
        self._verbs = EngineVerbs(shell)

    # Buttons ---------------------------------------------------------------------------------------------------

    def open(self, view: BookingView) -> None:
        """Show its own page."""
        self._shell.window.open_page("wedding", view.id)

    def back_up(self, view: BookingView) -> None:
        """Back up its folders; where there are none, ask for them."""
        status = self._shell.live.status
        found = (
            [one.id for one in status.sources if (one.wedding, one.date) == (view.name, view.date)] if status else []
        )
        if not found:
            self.assign(view)
            return

        def call(engine: RemoteService) -> int:
            for source in found:
                engine.start_job(NewJob(kind="backup", source=source))
            return len(found)

        self._shell.bridge.ask(call, self._backing_up, owner=self._parent)

    def _backing_up(self, count: int) -> None:
        status = self._shell.live.status
        if status is not None and status.paused:
            text = translate("Verbs", "Paused: the backup begins as soon as work goes on.")
        else:
            text = translate("Verbs", "Backing up %n folders.", "", count)
        self._shell.window.say(text)

    def restore(self, view: BookingView) -> None:
        """Look into it."""
        self._shell.window.open_page("restore", f"wedding:{view.name}")

    def verify(self, view: BookingView) -> None:
        """Ask how deep, then read it back."""
        RunCheckDialog(self._shell, Scope(view.name, view.date), self._verbs.verify, self._parent.window()).open()

    def assign(self, view: BookingView) -> None:
        """Say which folders are its."""
        AssignDialog(self._shell, view, self._parent.window()).open()

    def edit(self, view: BookingView) -> None:
        """Type what is known of it."""
        WeddingDialog(self._shell, view, self._parent.window()).open()

    def new(self) -> None:
        """Type in a wedding."""
        WeddingDialog(self._shell, None, self._parent.window()).open()

    # What is needed seldom -------------------------------------------------------------------------------------

    def menu(self, view: BookingView) -> QMenu:
        """A menu of what can be done with it as it stands now. Belongs to the page."""
        made = QMenu(self._parent)
        for text, act in self._seldom(view):
            if not text:
                made.addSeparator()
            else:
                made.addAction(text, act)
        return made

    def _seldom(self, view: BookingView) -> tuple[tuple[str, Act], ...]:
        bound = functools.partial
        delivered = translate("Acts", "Not delivered after all") if view.delivered else translate("Acts", "Delivered…")
        cancelled = translate("Acts", "Not cancelled after all") if view.cancelled else translate("Acts", "Cancelled…")
        held = translate("Acts", "End the hold…") if view.hold else translate("Acts", "Hold everything of it…")
        entries: list[tuple[str, Act]] = [
            (translate("Acts", "Edit…"), bound(self.edit, view)),
            ("", lambda: None),
            (delivered, bound(self.patch, view, delivered="") if view.delivered else bound(self.deliver, view)),
        ]
        if not view.cards_released_ns:
            entries.append((translate("Acts", "Release its cards…"), bound(self.release_cards, view)))
        if not view.nothing_to_come:
            entries.append((translate("Acts", "Nothing more to come…"), bound(self.nothing_to_come, view)))
        else:
            entries.append((translate("Acts", "More is to come"), bound(self.patch, view, nothing_to_come=False)))
        entries += [
            ("", lambda: None),
            (held, bound(self.end_hold if view.hold else self.hold, view)),
            (cancelled, bound(self.patch, view, cancelled=False) if view.cancelled else bound(self.cancel, view)),
            (translate("Acts", "Emergency: before all else…"), bound(self.emergency, view)),
        ]
        if not view.points:
            entries.append((translate("Acts", "Remove it from the list…"), bound(self.remove, view)))
        return tuple(entries)

    def deliver(self, view: BookingView) -> None:
        """Ask on which day."""
        today = local(self._shell.clock.now_ns()).date()
        day = DayPicker(self._shell.theme, translate("Acts", "Day of delivery"), today)
        day.show_date(QDate(today.year, today.month, today.day))
        dialog = AskDialog(
            self._shell,
            translate("Acts", "When was {name} delivered?").format(name=title_of(view)),
            translate("Acts", "From then on its photos and videos are as urgent as anything else of the studio; 90 days"
                      " later it is archive."),
            day,
            translate("Acts", "Delivered"),
            lambda: self._ask(
                self._patching(view, delivered=day.text), dialog.done_with, dialog.refused
            ),
            self._parent.window(),
        )  # fmt: skip
        dialog.open()

    def cancel(self, view: BookingView) -> None:
        """Say what that means, then do it."""
        means = translate(
            "Acts",
            "Its papers are then as urgent as any other papers. Photos and videos of it stay as urgent as they are,"
            " and nothing that is stored is removed.",
        )
        self._plan(
            translate("Acts", "Is {name} cancelled?").format(name=title_of(view)),
            means,
            translate("Acts", "It is cancelled"),
            self._patching(view, cancelled=True),
        )

    def keep(self, view: BookingView) -> None:
        """The calendar does not show it any more, and it takes place nevertheless."""
        self._decide(view, DecideWedding(decision="keep"))

    def gone(self, view: BookingView) -> None:
        """The calendar does not show it any more, as it was cancelled."""
        self._decide(view, DecideWedding(decision="cancelled"))

    def _decide(self, view: BookingView, request: DecideWedding) -> None:
        self._shell.bridge.ask(
            lambda engine: engine.weddings.decide(view.id, request), lambda _: None, owner=self._parent
        )

    def nothing_to_come(self, view: BookingView) -> None:
        """No more photos are expected."""
        self._plan(
            translate("Acts", "Is nothing more to come of {name}?").format(name=title_of(view)),
            translate(
                "Acts", "Then missing photos of it are no longer an alarm. What comes nevertheless is protected."
            ),
            translate("Acts", "Nothing more"),
            self._patching(view, nothing_to_come=True),
        )

    def hold(self, view: BookingView) -> None:
        """Ask why."""
        reason = QLineEdit()
        reason.setMaxLength(200)
        name = translate("Acts", "Why nothing of it may be removed")
        reason.setAccessibleName(name)
        reason.setPlaceholderText(translate("Acts", "a dispute, an insurer, a wish of the couple"))
        dialog = AskDialog(
            self._shell,
            translate("Acts", "Hold everything of {name}").format(name=title_of(view)),
            translate("Acts", "While it is held, nothing of it is removed, by age or otherwise."),
            reason,
            translate("Acts", "Hold it"),
            lambda: self._ask(self._holding(view, reason.text().strip()), dialog.done_with, dialog.refused),
            self._parent.window(),
        )  # fmt: skip
        reason.textChanged.connect(lambda text: dialog.go.forbid("" if text.strip() else name))
        dialog.go.forbid(name)
        dialog.open()

    def end_hold(self, view: BookingView) -> None:
        """Say why it was held, then end it."""
        means = translate("Acts", "It was held because: {reason}. Without it, what is too old may go.")
        self._plan(
            translate("Acts", "End the hold on {name}?").format(name=title_of(view)),
            means.format(reason=view.hold.rstrip(".")),
            translate("Acts", "End the hold"),
            self._holding(view, ""),
        )

    def release_cards(self, view: BookingView) -> None:
        """Its cards may be formatted. The engine refuses while copies are missing; a person may insist."""
        question = translate("Acts", "May the cards of {name} be formatted?").format(name=title_of(view))
        means = translate("Acts", "The engine looks whether every photo lies on all demanded copies and was read back.")

        def act() -> None:
            insisting = bool(dialog.said.words)
            request = ReleaseCards(anyway=insisting)
            self._ask(lambda engine: engine.weddings.release_cards(view.id, request), dialog.done_with, refused)

        def refused(error: StudioBackupError) -> None:
            dialog.refused(error)
            dialog.go.setText(translate("Acts", "Release them anyway"))

        dialog = PlanDialog(
            self._shell, question, means, translate("Acts", "Release the cards"), act, parent=self._parent.window()
        )
        dialog.open()

    def emergency(self, view: BookingView) -> None:
        """Put it before all else."""
        request = EmergencyRequest(wedding=view.name, date=view.date)

        def call(engine: RemoteService) -> StartedView:
            return engine.emergency(request)

        self._plan(
            translate("Acts", "Put {name} before all else?").format(name=title_of(view)),
            translate("Acts", "It is backed up and copied to every place there is, at once; all other work waits."),
            translate("Acts", "Emergency"),
            call,
        )

    def remove(self, view: BookingView) -> None:
        """Forget it; the engine refuses where something of it is stored."""
        self._plan(
            translate("Acts", "Remove {name} from the list?").format(name=title_of(view)),
            translate("Acts", "Nothing of it is stored. If its calendar still shows it, it comes back."),
            translate("Acts", "Remove it"),
            lambda engine: engine.weddings.remove(view.id, view.version),
        )

    # How it is asked -------------------------------------------------------------------------------------------

    def patch(self, view: BookingView, **fields: Any) -> None:
        """Change these of it, and complain where it is refused."""
        self._shell.bridge.ask(self._patching(view, **fields), lambda _: None, owner=self._parent)

    def _patching(self, view: BookingView, **fields: Any) -> Callable[[RemoteService], object]:
        patch = WeddingPatch(**fields)
        return lambda engine: engine.weddings.edit(view.id, patch, view.version)

    def _holding(self, view: BookingView, reason: str) -> Callable[[RemoteService], object]:
        request = HoldRequest(reason=reason)
        return lambda engine: engine.weddings.hold(view.id, request)

    def _plan(self, question: str, means: str, button: str, call: Callable[[RemoteService], object]) -> None:
        dialog = PlanDialog(
            self._shell,
            question,
            means,
            button,
            lambda: self._ask(call, dialog.done_with, dialog.refused),
            parent=self._parent.window(),
        )
        dialog.open()

    def _ask(
        self,
        call: Callable[[RemoteService], object],
        done: Callable[[object], None],
        refused: Callable[[StudioBackupError], None],
    ) -> None:
        self._shell.bridge.ask(call, done, refused)
