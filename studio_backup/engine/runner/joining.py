"""Two requests for the same work become one job. Pure."""

from __future__ import annotations

from dataclasses import replace

from studio_backup.domain.job import Job, rank


def same_work(one: Job, other: Job) -> bool:
    """Whether doing one does the other. Restores, and what a person asked for by name, have an answer of their own."""
    return work_of(one) == work_of(other)


def work_of(job: Job) -> tuple[str, ...]:
    """Equal for jobs with the same work."""
    if job.kind == "restore" or job.asked:
        return (job.kind, job.id)
    how = (job.check, str(job.sample)) if job.kind == "verify" else ()
    return (job.kind, job.source, job.tier, job.wedding, job.date, *how)


def overlaps(one: Job, other: Job) -> bool:
    """Whether both would copy some of the same to the same place; "" stands for all tiers, or all weddings."""
    if one.kind != "replicate" or other.kind != "replicate":
        return False
    same_tier = not one.tier or not other.tier or one.tier == other.tier
    return same_tier and (not one.wedding or not other.wedding or one.wedding == other.wedding)


class Copies:
    """Copies that are being made, so that the next ones can be held against all of them at once."""

    def __init__(self) -> None:
        self._seen: set[tuple[str | None, str | None]] = set()

    def takes(self, job: Job) -> bool:
        """Whether it overlaps none so far; then it is one of them. Work of other kinds always is."""
        if job.kind != "replicate":
            return True
        tiers = (job.tier, "") if job.tier else (None,)  # None: whichever it is
        weddings = (job.wedding, "") if job.wedding else (None,)
        if any((tier, wedding) in self._seen for tier in tiers for wedding in weddings):
            return False
        self._seen |= {(tier, wedding) for tier in (job.tier, None) for wedding in (job.wedding, None)}
        return True


def may_join(waiting: Job, new: Job) -> bool:
    """Whether the new one needs no run of its own: the waiting one does its work, and after the same others."""
    return same_work(waiting, new) and set(waiting.needs) == set(new.needs)


def joined(waiting: Job, new: Job) -> Job:
    """The waiting job with what is more urgent of both. An emergency lifts a pause and waits for no retry."""
    level = max(waiting.level, new.level, key=rank)
    return replace(
        waiting,
        level=level,
        deadline_ns=min(filter(None, (waiting.deadline_ns, new.deadline_ns)), default=0),
        captured_ns=max(waiting.captured_ns, new.captured_ns),
        size=max(waiting.size, new.size),
        paused=waiting.paused and new.level != "emergency",
        retry_ns=0 if new.level == "emergency" else waiting.retry_ns,
        if_changed=waiting.if_changed and new.if_changed,
    )
