"""Jobs as rows of the activity, in plain words: what one was, how it ended, and its log. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from studio_backup.api.wire import JobView
from studio_backup.base.names import display
from studio_backup.domain.job import JobKind
from studio_backup.ui.texts import translate
from studio_backup.ui.tokens import Look
from studio_backup.ui.wording.amounts import number, size
from studio_backup.ui.wording.running import done_words, folder_name, share
from studio_backup.ui.wording.times import SECOND, moment

_RATE_FROM_S = 1.0  # of less time a speed says nothing


def kind_word(kind: JobKind) -> str:
    """What kind of work it is."""
    words = {
        "backup": translate("Jobs", "Backup"),
        "replicate": translate("Jobs", "Copy"),
        "verify": translate("Jobs", "Verify"),
        "restore": translate("Jobs", "Restore"),
        "settings": translate("Jobs", "Keep settings"),
    }
    return words.get(kind, str(kind).capitalize())


def subject(job: JobView, sources: Mapping[str, str]) -> str:
    """What it works on and where to. `sources`: path by id, of those that still are."""
    folder = folder_name(sources[job.source]) if job.source in sources else ""
    what = ", ".join(filter(None, (display(job.wedding), folder)))
    if job.kind == "replicate":
        place = display(job.tier) or translate("Jobs", "all places")
        return f"{what or translate('Jobs', 'Everything')} → {place}"
    if job.kind == "verify":
        text = translate("Jobs", "{what} at {place}")
        return text.format(what=what or translate("Jobs", "Everything"), place=_place(job.tier))
    return what


def _place(tier: str) -> str:
    if tier == "local":
        return translate("Jobs", "the vault")
    return display(tier) or translate("Jobs", "all places")


def look_of(job: JobView) -> Look | None:
    """As which state its glyph is painted; None for a job which waits its turn: that is no state of the studio."""
    if job.state == "in progress":
        return "paused" if job.paused else "working"
    if job.state == "completed":
        return "attention" if job.warnings else "protected"
    if job.state in ("failed", "corrupted"):
        return "failed"
    return "paused" if job.paused or job.state in ("cancelled", "expired") else None


def state_word(look: Look) -> str:
    """The state of a job in a word."""
    words = {
        "protected": translate("Jobs", "Finished"),
        "working": translate("Jobs", "Running"),
        "attention": translate("Jobs", "Finished with warnings"),
        "failed": translate("Jobs", "Failed"),
    }
    return words.get(look, translate("Jobs", "Stopped"))


def state_sentence(job: JobView, now_ns: int) -> str:
    """How it stands, in one line."""
    if job.paused and job.state in ("in progress", "scheduled"):
        return translate("Jobs", "Held by you")
    if job.state == "in progress":
        words = done_words(job)
        return words[:1].upper() + words[1:]
    if job.state == "scheduled":
        return _scheduled(job, now_ns)
    if job.state == "completed":
        return _completed(job)
    if job.error:
        return translate("Jobs", "Failed: {why}").format(why=display(job.error))
    words_of = {
        "failed": translate("Jobs", "Failed"),
        "corrupted": translate("Jobs", "Damage was found"),
        "cancelled": translate("Jobs", "Stopped"),
        "expired": translate("Jobs", "Given up: it came too late"),
    }
    return words_of[job.state]


def _scheduled(job: JobView, now_ns: int) -> str:
    if job.retry_ns > now_ns:
        text = translate("Jobs", "Begins at {time}")
        if job.attempts:
            text = translate("Jobs", "Tried %n times, again at {time}", "", job.attempts)
        return text.format(time=moment(job.retry_ns, now_ns))
    if job.waits_for:
        return translate("Jobs", "Waits: {why}").format(why=display(job.waits_for))
    return translate("Jobs", "Waits its turn")


def _completed(job: JobView) -> str:
    parts = list(_moved(job))
    if job.warnings:
        parts.insert(0, translate("Jobs", "%n warnings", "", len(job.warnings)))
    return "; ".join(parts) or translate("Jobs", "Done; nothing was new")


def _moved(job: JobView) -> Iterator[str]:
    used = job.used
    if used.bytes_read:
        yield translate("Jobs", "{size} read").format(size=size(used.bytes_read))
    if used.bytes_stored:
        yield translate("Jobs", "{size} stored").format(size=size(used.bytes_stored))
    if used.bytes_sent:
        yield translate("Jobs", "{size} sent").format(size=size(used.bytes_sent))


def seconds_of(job: JobView) -> float:
    """How long it took, seconds; 0 while it has not ended."""
    return (job.ended_ns - job.started_ns) / SECOND if job.ended_ns and job.started_ns else 0.0


def speed(job: JobView) -> str:
    """Bytes read or sent a second of an ended job; "" where that says nothing."""
    moved, taken = max(job.used.bytes_read, job.used.bytes_sent), seconds_of(job)
    return f"{size(round(moved / taken))}/s" if moved and taken >= _RATE_FROM_S else ""


def length(seconds: float) -> str:
    """A length of time that has passed: "4 s", "2 min", "1 h 20 min"."""
    whole = round(seconds)
    if whole < 60:
        return translate("Jobs", "%n s", "", max(1, whole))
    if whole < 3600:
        return translate("Jobs", "%n min", "", round(whole / 60))
    return translate("Jobs", "{hours} h {minutes} min").format(hours=whole // 3600, minutes=whole % 3600 // 60)


def when(job: JobView, now_ns: int) -> str:
    """The moment it ended and how long it took, else when it was begun or asked for."""
    if job.ended_ns and job.started_ns:
        return f"{moment(job.ended_ns, now_ns)} · {length(seconds_of(job))}"
    return moment(job.ended_ns or job.started_ns or job.created_ns, now_ns)


def done_percent(job: JobView) -> float | None:
    """How far a running job is, 0 to 100; None where that is not known, and for any other job."""
    return share(job) if job.state == "in progress" else None


def log_lines(job: JobView, now_ns: int) -> tuple[str, ...]:
    """All that is known of a job, line by line."""
    return tuple(_log(job, now_ns))


def _log(job: JobView, now_ns: int) -> Iterator[str]:
    if job.created_ns:
        yield translate("Jobs", "Asked for: {time}").format(time=moment(job.created_ns, now_ns))
    if job.started_ns:
        yield translate("Jobs", "Begun: {time}").format(time=moment(job.started_ns, now_ns))
    if job.ended_ns:
        text = translate("Jobs", "Ended: {time}, after {length}")
        yield text.format(time=moment(job.ended_ns, now_ns), length=length(seconds_of(job)))
    if job.attempts > 1:
        yield translate("Jobs", "Begun %n times", "", job.attempts)
    yield from _moved(job)
    if job.used.cpu_s or job.used.peak_bytes:
        text = translate("Jobs", "Processor: {seconds} s; memory: {size} at most")
        yield text.format(seconds=number(round(job.used.cpu_s)), size=size(job.used.peak_bytes))
