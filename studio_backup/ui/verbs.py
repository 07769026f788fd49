"""What a person can have the engine do from the window, and what mends an alert."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import AcknowledgeRequest, DecideRequest, NewJob, PauseRequest
from studio_backup.api.wire import AlertView, JobView, StateView
from studio_backup.api.work import VerifyAsked
from studio_backup.base.names import display
from studio_backup.ui.shell import Shell, Verb
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.places import place_name
from studio_backup.ui.wording.times import HOUR, local

Act = Callable[[], None]
_OF_WEDDINGS: Final = frozenset({"wedding_at_risk", "copies_short", "last_copy", "footage_missing"})
MORNING: Final = 8
"""Until tomorrow means until this hour."""


class EngineVerbs:
    """Each asks the engine and says what came of it; how things stand then comes from the engine itself."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def unlock(self) -> None:
        """Ask for the passphrase, then unlock."""
        self._shell.window.unlock()

    def save_kit(self) -> None:
        """Have the recovery kit saved."""
        self._shell.window.save_kit()

    def back_up_now(self) -> None:
        """Back up every folder."""
        status = self._shell.live.status
        self._back_up([one.id for one in status.sources] if status else [])

    def back_up_cause(self, path: str) -> None:
        """Back up the folder which an alert is about; where it is not known any more, every folder."""
        status = self._shell.live.status
        found = [one.id for one in status.sources if display(one.path) == path] if status else []
        if found:
            self._back_up(found)
        else:
            self.back_up_now()

    def _back_up(self, sources: list[str]) -> None:
        def call(engine: RemoteService) -> int:
            for source in sources:
                engine.start_job(NewJob(kind="backup", source=source))
            return len(sources)

        self._ask(call, self._backing_up)

    def _backing_up(self, count: int) -> str:
        status = self._shell.live.status
        if status is not None and status.paused:
            return translate("Verbs", "Paused: the backup begins as soon as work goes on.")
        return translate("Verbs", "Backing up %n folders.", "", count)

    def copy_now(self, tier: str) -> None:
        """Copy to this place what it lacks ("": to all)."""
        text = translate("Verbs", "Trying {place} again.").format(place=tier or translate("Running", "all places"))
        self._start(NewJob(kind="replicate", tier=tier), text)

    def heal(self, place: str) -> None:
        """Read a place back and heal what is damaged ("local": the vault on this machine; "": all places)."""
        self.verify(VerifyAsked(tier=self._name_of(place), heal=True))

    def verify(self, asked: VerifyAsked) -> None:
        """Check copies as it is asked, and show the page on which one sees it."""

        def call(engine: RemoteService) -> JobView:
            return engine.work.verify(asked)

        self._shell.bridge.ask(call, functools.partial(self._checking, heal=asked.heal))

    def _checking(self, job: JobView, *, heal: bool) -> None:
        place = place_name(job.tier) if job.tier else translate("Running", "all places")
        said = translate("Verbs", "Reading back from {place}.")
        if heal:
            said = translate("Verbs", "Reading back from {place}, and healing what is damaged.")
        window = self._shell.window
        show = translate("Verbs", "Show")
        window.say(said.format(place=place), button=show, act=self.show_verify)

    def show_verify(self) -> None:
        """Open the page of verifications."""
        self._shell.window.open_page("verify")

    def show_place(self, place: str) -> None:
        """Open the card of a place."""
        self._shell.window.open_page("storage", f"tier:{place}")

    def show_wedding(self, name: str) -> None:
        """Open the page of a wedding, by its name as it is shown."""
        self._shell.window.open_page("wedding", f"called:{name}")

    def show_readiness(self) -> None:
        """Open the list of what must be ready before Saturday."""
        self._shell.window.open_page("today", "readiness")

    def show_calendars(self) -> None:
        """Open the calendars which are followed."""
        self._shell.window.open_page("settings", "calendars")

    def _name_of(self, cause: str) -> str:
        """The name of the place an alert is about, which may show otherwise."""
        status = self._shell.live.status
        tiers = status.tiers if status else ()
        return next((one.name for one in tiers if cause in (one.name, display(one.name))), cause)

    def pause_hour(self) -> None:
        """Pause all work for an hour."""
        self._pause(self._shell.clock.now_ns() + HOUR)

    def pause_until_tomorrow(self) -> None:
        """Pause all work until the morning."""
        now = local(self._shell.clock.now_ns())
        morning = (now + timedelta(days=1)).replace(hour=MORNING, minute=0, second=0, microsecond=0)
        self._pause(int(morning.timestamp()) * 10**9)

    def _pause(self, until_ns: int) -> None:
        request = PauseRequest(until_ns=until_ns)
        self._ask(lambda engine: engine.pause(request), _paused)

    def resume(self) -> None:
        """Go on with all work."""
        self._ask(RemoteService.resume, lambda _: translate("Verbs", "Work goes on."))

    def pause_job(self, job: JobView) -> None:
        """Hold one job, or let it go on."""
        act = RemoteService.resume_job if job.paused else RemoteService.pause_job
        self._ask(lambda engine: act(engine, job.id), lambda _: "")

    def acknowledge(self, alert: AlertView) -> None:
        """A person has seen it; it stays listed until its cause is gone."""
        request = AcknowledgeRequest(by=translate("Verbs", "at the window"))
        said = translate("Verbs", "Noted. It stays listed until its cause is gone.")
        self._ask(lambda engine: engine.acknowledge_alert(alert.id, request), lambda _: said)

    def decide(self, alert: AlertView, decision: str) -> None:
        """A person's answer to an alert that asks."""
        request = DecideRequest(decision=decision, by=translate("Verbs", "at the window"))
        self._ask(lambda engine: engine.decide_alert(alert.id, request), lambda _: translate("Verbs", "Written down."))

    def _start(self, job: NewJob, said: str) -> None:
        self._ask(lambda engine: engine.start_job(job), lambda _: said)

    def _ask(self, call: Callable[[RemoteService], object], said: Callable[..., str]) -> None:
        self._shell.bridge.ask(call, functools.partial(self._say, said))

    def _say(self, said: Callable[..., str], answer: object) -> None:
        text = said(answer)
        if text:
            self._shell.window.say(text)


def _paused(state: StateView) -> str:
    until = local(state.paused_until_ns).strftime("%H:%M") if state.paused_until_ns else ""
    return translate("Verbs", "Paused until {time}. Nothing is backed up until then.").format(time=until)


def mending(alert: AlertView, verbs: EngineVerbs) -> tuple[str, Act] | None:
    """The words of the button which mends the alert, and what it does; None where only a person's hands can."""
    cause = alert.cause
    if "resume" in alert.mend:
        return translate("Verbs", "Resume"), verbs.resume
    found: dict[str, tuple[str, Act]] = {
        "locked": (translate("Verbs", "Unlock…"), verbs.unlock),
        "kit_not_saved": (translate("Verbs", "Save the kit…"), verbs.save_kit),
        "damage": (translate("Verbs", "Heal it"), functools.partial(verbs.heal, cause)),
        "tier_unreachable": (translate("Verbs", "Show the place"), functools.partial(verbs.show_place, cause)),
        "tier_marker_wrong": (translate("Verbs", "Show the place"), functools.partial(verbs.show_place, cause)),
        "disk_low": (translate("Verbs", "Show the place"), functools.partial(verbs.show_place, cause)),
        "source_missing": (translate("Verbs", "Look again"), functools.partial(verbs.back_up_cause, cause)),
        "source_exchanged": (translate("Verbs", "Look again"), functools.partial(verbs.back_up_cause, cause)),
        "unreadable_files": (translate("Verbs", "Try again now"), functools.partial(verbs.back_up_cause, cause)),
        "backup_overdue": (translate("Verbs", "Back up now"), functools.partial(verbs.back_up_cause, cause)),
        "job_failed": (translate("Verbs", "Back up now"), verbs.back_up_now),
        "engine_was_off": (translate("Verbs", "Back up now"), verbs.back_up_now),
        "not_ready": (translate("Verbs", "Show the list"), verbs.show_readiness),
        "calendar_trouble": (translate("Verbs", "Show the calendar"), verbs.show_calendars),
        "sudden_loss": (
            translate("Verbs", "I did that"),
            functools.partial(verbs.decide, alert, translate("Verbs", "I did that")),
        ),
        "media_changed": (
            translate("Verbs", "I did that"),
            functools.partial(verbs.decide, alert, translate("Verbs", "I did that")),
        ),
    }
    if alert.kind in _OF_WEDDINGS:
        return translate("Verbs", "Show the wedding"), functools.partial(verbs.show_wedding, cause)
    if alert.kind == "rpo_missed":
        if "replicate" in alert.mend:
            return translate("Verbs", "Copy now"), functools.partial(verbs.copy_now, cause)
        return translate("Verbs", "Back up now"), functools.partial(verbs.back_up_cause, cause)
    return found.get(alert.kind)


def engine_verbs(verbs: EngineVerbs) -> tuple[Verb, ...]:
    """The verbs of the engine, for the palette and their shortcuts."""
    return (
        Verb("backup", translate("Verbs", "Back up now"), "arrows-clockwise", verbs.back_up_now, "Ctrl+B"),
        Verb(
            "copy", translate("Verbs", "Copy to all places now"), "hard-drives", functools.partial(verbs.copy_now, "")
        ),
        Verb("verify", translate("Verbs", "Read copies back, and heal"), "seal-check", lambda: verbs.heal("")),
        Verb("readiness", translate("Verbs", "Ready for Saturday?"), "shield-check", verbs.show_readiness),
        Verb("pause-hour", translate("Verbs", "Pause for 1 hour"), "pause", verbs.pause_hour),
        Verb("pause-tomorrow", translate("Verbs", "Pause until tomorrow"), "moon", verbs.pause_until_tomorrow),
        Verb("resume", translate("Verbs", "Resume"), "play", verbs.resume),
        Verb("unlock", translate("Verbs", "Unlock the vault…"), "lock-simple-open", verbs.unlock),
    )
