"""How the studio stands, in one sentence and the evidence for it: pure, so that it can be tested without a window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studio_backup.api.wire import AlertView, AtRiskView, SourceStateView, StatusView, TierView
from studio_backup.base.names import display
from studio_backup.ui.texts import translate
from studio_backup.ui.tokens import Look
from studio_backup.ui.wording.amounts import number
from studio_backup.ui.wording.running import title
from studio_backup.ui.wording.safety import safety
from studio_backup.ui.wording.times import age, due, moment


@dataclass(frozen=True, slots=True)
class Standing:
    """`look`: the state; `sentence`: what a person needs to know; `evidence`: what it rests on."""

    look: Look
    sentence: str
    evidence: str = ""

    @property
    def whole(self) -> str:
        """Both, as one sentence for a screen reader and a tooltip."""
        return f"{self.sentence} {self.evidence}".strip()


def standing(status: StatusView | None, seen_ns: int, now_ns: int, *, gone: bool, starting: bool = False) -> Standing:
    """How it all stands. `gone`: no engine answers; `status` is then of `seen_ns`, None: never seen. `starting`: one
    is on its way.
    """
    if gone and starting:
        return Standing("off", translate("Standing", "Studio Backup is starting…"))
    if gone:
        return _gone(status, seen_ns, now_ns)
    if status is None:
        return Standing("paused", translate("Standing", "Asking the engine…"))
    if status.state == "locked":
        return _locked(status, now_ns)
    if status.state == "paused":
        return _paused(status, now_ns)
    trouble = _trouble(status, now_ns)
    if trouble is not None:
        return trouble
    return _well(status, now_ns)


def state_word(look: Look) -> str:
    """The state as one word or two."""
    words = {
        "protected": translate("Standing", "Protected"),
        "working": translate("Standing", "Working"),
        "attention": translate("Standing", "Attention"),
        "failed": translate("Standing", "Failed"),
        "paused": translate("Standing", "Paused"),
        "locked": translate("Standing", "Locked"),
        "off": translate("Standing", "Engine not running"),
    }
    return words[look]


def _gone(status: StatusView | None, seen_ns: int, now_ns: int) -> Standing:
    sentence = translate("Standing", "The engine is not running: nothing is being backed up.")
    if status is None:
        return Standing("off", sentence)
    seen = translate("Standing", "It last answered at {time}.").format(time=moment(seen_ns, now_ns))
    return Standing("off", sentence, seen)


def _locked(status: StatusView, now_ns: int) -> Standing:
    return Standing(
        "locked",
        translate("Standing", "The vault is locked: nothing is being backed up."),
        last_backup(status.sources, now_ns) or translate("Standing", "Unlock it with the passphrase."),
    )


def _paused(status: StatusView, now_ns: int) -> Standing:
    until = status.paused_until_ns
    if until:
        sentence = translate("Standing", "Paused by you until {time}.").format(time=moment(until, now_ns))
    else:
        sentence = translate("Standing", "Paused by you until you resume.")
    return Standing("paused", sentence, last_backup(status.sources, now_ns))


def _trouble(status: StatusView, now_ns: int) -> Standing | None:
    """What needs a person, the worst first; None if nothing does."""
    if status.state not in ("attention", "failed"):
        return None
    evidence = last_backup(status.sources, now_ns)
    waiting = _wedding_waits(status.at_risk, now_ns) or _waits_for_place(status.tiers, now_ns)
    for alert in status.alerts:
        if alert.severity == "critical" and not alert.acknowledged_ns:
            return Standing(status.state, alert.message, evidence)
    if waiting:
        return Standing(status.state, waiting, whole_elsewhere(status) or evidence)
    for text in (*(one.message for one in status.alerts), *status.reasons):
        return Standing(status.state, text, evidence)
    return Standing(status.state, translate("Standing", "Something needs a look."), evidence)


def whole_elsewhere(status: StatusView) -> str:
    """Where all of every wedding lies, read back: "All of it is at Laptop, Amsterdam. Nothing is lost."; else ""."""
    lacking = {display(one.name) for one in status.tiers if one.waiting_files}
    places = [one for one in safety(status.weddings).proven if one not in lacking]
    if not places or any(one.waiting_files for one in status.sources):
        return ""
    return translate("Standing", "All of it is at {places}. Nothing is lost.").format(places=", ".join(places))


def unreached(status: StatusView) -> tuple[AlertView, ...]:
    """Places which do not answer just now and are no alert yet, as if they were one: without an id to acknowledge."""
    told = {one.cause for one in status.alerts if one.kind in ("tier_unreachable", "tier_marker_wrong")}
    away = [one for one in status.tiers if one.state in ("unreachable", "refused") and display(one.name) not in told]
    return tuple(_as_alert(one) for one in away if one.waiting_files)


def _as_alert(tier: TierView) -> AlertView:
    text = translate("Standing", "{place} cannot be reached. %n files wait for it.", "", tier.waiting_files)
    return AlertView(
        id="",
        kind="tier_unreachable",
        severity="warning",
        cause=display(tier.name),
        message=text.format(place=display(tier.name)),
        mend=display(tier.why).rstrip("."),
        since_ns=tier.last_contact_ns,
    )


def _wedding_waits(one: AtRiskView | None, now_ns: int) -> str:
    """ "The wedding Anna & Ben: 412 files wait for NAS since 21:10."; "" where no wedding lacks a copy."""
    if one is None or not one.places:
        return ""
    text = translate("Standing", "The wedding {name}: %n files wait for {place} since {time}.", "", one.files)
    place = translate("Standing", "{one} or {other}").format(one=", ".join(one.places[:-1]), other=one.places[-1])
    where = place if len(one.places) > 1 else one.places[0]
    return text.format(name=display(one.wedding), place=where, time=moment(one.since_ns, now_ns))


def _waits_for_place(tiers: Sequence[TierView], now_ns: int) -> str:
    late = [one for one in tiers if one.waiting_files and one.state != "good"]
    if not late:
        return ""
    worst = max(late, key=lambda one: one.waiting_files)
    text = translate("Standing", "%n files wait for {place} since {time}.", "", worst.waiting_files)
    return text.format(place=worst.name, time=moment(worst.waiting_since_ns, now_ns))


def _well(status: StatusView, now_ns: int) -> Standing:
    if not status.sources and not status.weddings:
        return Standing(
            "attention",
            translate("Standing", "Nothing is protected yet."),
            translate("Standing", "Add the folder of a wedding, and its first backup starts at once."),
        )
    if status.state == "protected":
        return Standing("protected", _all_protected(status), last_and_next(status.sources, now_ns))
    return Standing("working", _working(status, now_ns), last_backup(status.sources, now_ns))


def _working(status: StatusView, now_ns: int) -> str:
    """What keeps it from being protected right now; that nothing waits may be said only where nothing does."""
    waiting = sum(one.waiting_files for one in status.sources)
    if waiting:
        return translate("Standing", "%n files are being backed up.", "", waiting)
    behind = _wedding_waits(status.at_risk, now_ns) or _waits_for_place(status.tiers, now_ns)
    if behind:
        return behind
    if status.running:
        return f"{title(status.running[0])}."
    if status.unread and len(status.reasons) == len(status.unread):  # nothing else keeps it from being protected
        unread = sum(one.objects for one in status.unread)
        return translate("Standing", "All is copied; %n stored pieces are still to be read back.", "", unread)
    return status.reasons[0] if status.reasons else translate("Standing", "Work is being done.")


def _all_protected(status: StatusView) -> str:
    count = len(status.weddings)
    if count == 0:
        return translate("Standing", "All %n folders are protected.", "", len(status.sources))
    if count == 1:
        return translate("Standing", "The wedding {name} is protected.").format(name=status.weddings[0].wedding)
    return translate("Standing", "All %n weddings are protected.", "", count)


def last_backup(sources: Sequence[SourceStateView], now_ns: int) -> str:
    """ "Last backup 4 min ago." of all folders together, "" if there was none."""
    newest = max((one.last_backup_ns for one in sources), default=0)
    if not newest:
        return ""
    return translate("Standing", "Last backup {age}.").format(age=age(newest, now_ns))


def last_and_next(sources: Sequence[SourceStateView], now_ns: int) -> str:
    """ "Last backup 4 min ago, next in 11 min."; without what is not known."""
    soonest = min((one.next_due_ns for one in sources if one.next_due_ns), default=0)
    newest = max((one.last_backup_ns for one in sources), default=0)
    if not newest or not soonest:
        return last_backup(sources, now_ns)
    text = translate("Standing", "Last backup {age}, next {due}.")
    return text.format(age=age(newest, now_ns), due=due(soonest, now_ns))


def alerts_first(alerts: Sequence[AlertView], now_ns: int) -> tuple[AlertView, ...]:
    """What a person has not seen or put off, the worst and then the oldest first."""
    order = {"critical": 0, "warning": 1, "notice": 2}
    shown = [one for one in alerts if not one.cleared_ns and one.snoozed_until_ns <= now_ns]
    return tuple(sorted(shown, key=lambda one: (bool(one.acknowledged_ns), order[one.severity], one.since_ns)))


def waiting_words(one: SourceStateView, now_ns: int) -> str:
    """ "412 waiting since 21:10", "" if nothing waits."""
    if not one.waiting_files:
        return ""
    count = number(one.waiting_files) + ("+" if one.waiting_more else "")
    text = translate("Standing", "{count} waiting since {time}")
    return text.format(count=count, time=moment(one.waiting_since_ns, now_ns))
