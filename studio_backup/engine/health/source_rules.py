"""Rules about sources: missing, exchanged, too long without a backup, files that cannot be read, sudden loss."""

from __future__ import annotations

from collections.abc import Iterator

from studio_backup.domain.alert import Alert, Severity
from studio_backup.domain.job import Level, rank
from studio_backup.engine.health.facts import Facts, LossFacts, SourceFacts
from studio_backup.engine.health.limits import OVERDUE, RPO, SOURCE_AWAY_GRACE
from studio_backup.engine.health.making import Cause, make
from studio_backup.engine.health.wording import files, length, shown, wait

BACK_UP_NOW = "studio-backup backup {path}"
RESUME = "studio-backup resume"


def urgent(level: Level) -> Severity:
    """How loud a broken promise of this level is."""
    return "critical" if rank(level) >= rank("critical") else "warning"


def hushed(level: Level, facts: Facts) -> bool:
    """Whether waiting is no news, because a person paused all work and nothing critical waits."""
    return facts.paused and urgent(level) != "critical"


def source_alerts(facts: Facts) -> Iterator[Alert]:
    """What is wrong with each source: one alert for each cause, the root of others only."""
    for source in facts.sources:
        if source.presence != "present":
            yield from _away(source, facts)
            continue
        if source.unreadable:
            yield _unreadable(source)
        if not facts.unlocked or _failed(source, facts):
            continue  # nothing is backed up while locked or failing: that is the cause, and has its own alert
        if too_old(source, facts.now_ns) and not hushed(source.level, facts):
            yield _too_old(source, facts)
        elif quiet_too_long(source, facts.now_ns) and not source.unreadable:
            yield _overdue(source, facts)
    yield from facts.undecided
    yield from (sudden_loss_alert(loss) for loss in facts.losses)


def too_old(source: SourceFacts, now_ns: int) -> bool:
    """Whether a change waits longer than its level promises."""
    return source.waiting_since_ns > 0 and now_ns - source.waiting_since_ns > RPO[source.level]


def quiet_too_long(source: SourceFacts, now_ns: int) -> bool:
    """Whether there was no good backup for longer than the daily look explains."""
    begun = max(source.last_good_ns, source.added_ns)
    return begun > 0 and now_ns - begun > OVERDUE[source.level]


def _failed(source: SourceFacts, facts: Facts) -> bool:
    return any(one.kind == "backup" and one.source == source.id for one in facts.failed)


def _cause(source: SourceFacts) -> Cause:
    return Cause(source.id, shown(source.path))


def _away(source: SourceFacts, facts: Facts) -> Iterator[Alert]:
    away = facts.now_ns - source.absent_since_ns
    late = too_old(source, facts.now_ns) or quiet_too_long(source, facts.now_ns)
    severity: Severity = urgent(source.level) if late else "notice"
    path = shown(source.path)
    if source.presence == "other":
        yield make(
            "source_exchanged",
            "critical" if severity == "critical" else "warning",
            _cause(source),
            f"At {path} lies another drive than the one you added. It is not backed up, so that nothing is mixed up.",
            "Plug in the right drive, it goes on by itself; or add this one: studio-backup source add",
            source.absent_since_ns,
        )
    elif away >= SOURCE_AWAY_GRACE:
        waiting = (
            f" {files(source.waiting_files)} in it {wait(source.waiting_files)} for a backup."
            if source.waiting_files
            else ""
        )
        yield make(
            "source_missing",
            severity,
            _cause(source),
            f"{path} is not there: its drive is unplugged, or it was moved or renamed.{waiting}"
            " What was backed up before is safe.",
            "Plug in the drive, it goes on by itself; if it is gone for good: studio-backup source remove",
            source.absent_since_ns,
        )


def _unreadable(source: SourceFacts) -> Alert:
    example = f", for example {shown(source.unreadable_example)}" if source.unreadable_example else ""
    return make(
        "unreadable_files",
        "warning",
        _cause(source),
        f"{files(source.unreadable)} in {shown(source.path)} could not be read{example}."
        " Their newest state is in no backup.",
        "Close the program that holds them open, or mend their permissions; they are tried again by themselves",
        source.unreadable_since_ns or source.last_backup_ns,
    )


def _too_old(source: SourceFacts, facts: Facts) -> Alert:
    path = shown(source.path)
    number = source.waiting_files
    waiting = files(number) if number else "Changes"
    paused = " Backups are paused." if facts.paused else ""
    return make(
        "rpo_missed",
        urgent(source.level),
        _cause(source),
        f"{waiting} in {path} {wait(number)} for a backup for more than {length(RPO[source.level])}.{paused}",
        RESUME if facts.paused else BACK_UP_NOW.format(path=path),
        source.waiting_since_ns,
    )


def _overdue(source: SourceFacts, facts: Facts) -> Alert:
    path = shown(source.path)
    how = "had no backup without warnings" if source.last_good_ns else "was never backed up completely"
    paused = " Backups are paused." if facts.paused else ""
    return make(
        "backup_overdue",
        urgent(source.level),
        _cause(source),
        f"{path} {how} for more than {length(OVERDUE[source.level])}.{paused}",
        RESUME if facts.paused else BACK_UP_NOW.format(path=path),
        max(source.last_good_ns, source.added_ns),
    )


def sudden_loss_alert(loss: LossFacts) -> Alert:
    """The alert for a sudden loss, to be raised at once; it stays until a person answers."""
    return make(
        "sudden_loss",
        "critical",
        Cause(f"{loss.source} {loss.point}", shown(loss.path)),
        f"{loss.verdict} Nothing is lost: the state before is kept, and nothing old of this folder is removed until"
        " you decide.",
        f'Restore the state before: studio-backup restore {loss.before[:12]} --to FOLDER. Or say "I did that".',
        loss.at_ns,
    )
