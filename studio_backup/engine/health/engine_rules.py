"""Rules about the engine itself: locked, keys, was not running, catalog set aside, jobs that failed."""

from __future__ import annotations

from collections.abc import Iterator

from studio_backup.domain.alert import Alert, Severity
from studio_backup.domain.job import rank
from studio_backup.engine.health.facts import Facts, FailedJob, SourceFacts
from studio_backup.engine.health.limits import KIT_GRACE, LOCK_GRACE, OFF_LONG, OFF_SHORT, RPO
from studio_backup.engine.health.making import Cause, make
from studio_backup.engine.health.place_rules import LOCAL, too_late
from studio_backup.engine.health.source_rules import quiet_too_long, too_old, urgent
from studio_backup.engine.health.wording import length, many, shown

UNLOCK = "studio-backup engine unlock"


def engine_alerts(facts: Facts) -> Iterator[Alert]:
    """What is wrong with the engine, its keys and its jobs."""
    yield from _locked(facts)
    if facts.vault_trouble:
        yield _vault_away(facts)
    for alarm in facts.keys:
        yield make("key", "critical", Cause(alarm.cause, shown(alarm.cause)), alarm.message, alarm.mend, alarm.since_ns)
    if facts.joined and facts.kit_unsaved_since_ns:
        yield _kit_not_saved(facts)
    yield from _was_off(facts)
    if facts.catalog_set_aside:
        yield _set_aside(facts)
    elif facts.catalog_set_aside_ns:
        yield _made_anew(facts)
    for job in facts.failed:
        if not _has_other_cause(job, facts):
            yield _failed(job, facts)


def _locked(facts: Facts) -> Iterator[Alert]:
    if not facts.joined or facts.unlocked or facts.now_ns - facts.locked_since_ns < LOCK_GRACE:
        return
    broken = [one for one in facts.sources if too_old(one, facts.now_ns) or quiet_too_long(one, facts.now_ns)]
    late = f" {many(len(broken), 'folder')} had no backup for longer than promised." if broken else ""
    severity: Severity = "critical" if any(urgent(one.level) == "critical" for one in broken) else "warning"
    yield make(
        "locked",
        severity,
        Cause("vault", "the vault"),
        f"The vault is locked, so nothing is backed up or copied until you type the passphrase.{late}",
        UNLOCK,
        facts.locked_since_ns,
    )


def _kit_not_saved(facts: Facts) -> Alert:
    """It stays until the kit was in somebody's hand: nothing else ends it."""
    late = facts.now_ns - facts.kit_unsaved_since_ns > KIT_GRACE
    return make(
        "kit_not_saved",
        "critical" if late else "warning",
        Cause("recovery kit", "the recovery kit"),
        "The recovery kit was not saved yet. Without it and without the passphrase nobody can ever read the backups.",
        "studio-backup vault check-kit FILE.txt",
        facts.kit_unsaved_since_ns,
    )


def _vault_away(facts: Facts) -> Alert:
    return make(
        "vault_unreachable",
        "critical",
        Cause("vault folder", "the vault's folder"),
        f"Nothing can be backed up: {facts.vault_trouble}",
        "Plug in the vault's drive, it goes on by itself;"
        " if the drive is lost: studio-backup vault open on a copy, with --local",
        facts.vault_trouble_since_ns,
    )


def _was_off(facts: Facts) -> Iterator[Alert]:
    """Clears itself when every folder that is there had a backup since the start."""
    if not facts.engine_off_since_ns:
        return
    off = facts.engine_started_ns - facts.engine_off_since_ns
    behind = [one for one in facts.sources if _is_behind(one, facts)]
    if not behind or off < max(OFF_SHORT, min(RPO[one.level] for one in behind)):
        return
    yield make(
        "engine_was_off",
        "warning" if off > OFF_LONG else "notice",
        Cause("engine", "the engine"),
        f"The engine was not running for {length(off)}; nothing was backed up in that time."
        f" {many(len(behind), 'folder')} have had no backup since.",
        "It catches up by itself; to start it with every login: studio-backup engine autostart on",
        facts.engine_off_since_ns,
    )


def _is_behind(source: SourceFacts, facts: Facts) -> bool:
    return source.presence == "present" and source.last_backup_ns < facts.engine_started_ns


def _set_aside(facts: Facts) -> Alert:
    return make(
        "catalog_set_aside",
        "warning",
        Cause(facts.catalog_set_aside, shown(facts.catalog_set_aside)),
        "The catalog could not be read. It was set aside and made anew; your backups are untouched."
        " Check that all your folders are still listed.",
        "studio-backup source list",
        facts.catalog_set_aside_ns or facts.engine_started_ns,
    )


def _made_anew(facts: Facts) -> Alert:
    return make(
        "catalog_set_aside",
        "warning",
        Cause("catalog", "the catalog"),
        "The catalog was gone. It was made anew; your backups are untouched, the history of jobs is lost."
        " Check that all your folders are still listed.",
        "studio-backup source list",
        facts.catalog_set_aside_ns,
    )


def _has_other_cause(job: FailedJob, facts: Facts) -> bool:
    """Whether another alert already says why this job could not succeed."""
    if not facts.unlocked:
        return True
    if job.kind == "backup":
        return any(one.id == job.source and one.presence != "present" for one in facts.sources)
    if job.kind == "verify":
        return any(not job.tier or one.place == job.tier for one in facts.damage)
    return any(one.name == job.tier and one.trouble for one in facts.tiers)


_WHAT = {
    "backup": "The backup",
    "replicate": "Copying",
    "verify": "The check",
    "restore": "The restore",
    "settings": "Keeping in the vault what you typed",
}


def _failed(job: FailedJob, facts: Facts) -> Alert:
    what = _WHAT[job.kind]
    subject = _subject(job, facts)
    return make(
        "job_failed",
        _severity(job, facts),
        Cause(f"{job.kind} {job.source} {job.tier}", shown(subject or job.kind)),
        f"{what}{_preposition(job)}{shown(subject)} failed: {shown(job.error).rstrip('.') or 'no reason was given'}.",
        shown(job.hint) or _again(job, subject),
        job.ended_ns,
    )


def _subject(job: FailedJob, facts: Facts) -> str:
    path = next((one.path for one in facts.sources if one.id == job.source), job.source)
    place = "the vault" if job.tier == LOCAL else job.tier
    return path if job.kind in ("backup", "restore") else place


def _preposition(job: FailedJob) -> str:
    if not (job.source if job.kind in ("backup", "restore") else job.tier):
        return ""
    return " to " if job.kind == "replicate" else " of "


def _severity(job: FailedJob, facts: Facts) -> Severity:
    late = [one.level for one in facts.sources if one.id == job.source and too_old(one, facts.now_ns)]
    late += [one.level for one in facts.tiers if one.name == job.tier and too_late(one, facts.now_ns)]
    return "critical" if any(rank(level) >= rank("critical") for level in late) else "warning"


def _again(job: FailedJob, subject: str) -> str:
    if job.kind == "settings":
        return "studio-backup engine stop; studio-backup engine start"
    verb = {"backup": f"backup {shown(subject)}", "replicate": "replicate", "verify": "verify", "restore": "restore"}
    tier = f" --tier {shown(job.tier)}" if job.tier and job.kind != "backup" else ""
    return f"studio-backup {verb[job.kind]}{tier}"
