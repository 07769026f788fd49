"""Running work in words: what it does, how far it is, how long it still takes."""

from __future__ import annotations

import os
from collections import deque
from typing import Final

from studio_backup.api.paths import from_wire
from studio_backup.api.wire import JobView
from studio_backup.base.names import display
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.amounts import number, size
from studio_backup.ui.wording.places import place_name
from studio_backup.ui.wording.times import left

_LOOK_BACK_S: Final = 20.0
_ENOUGH_S: Final = 2.0
_BEGUN: Final = 50
_ENOUGH_BYTES: Final = 16_000_000
"""Before a fiftieth or so many bytes are done only small objects went, and their pace says nothing of the rest."""


class Pace:
    """How fast a job is, from what it did in the last 20 seconds; says nothing before there is enough to tell."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def note(self, at_s: float, done: int) -> None:
        """At this moment (seconds of any steady clock) so many bytes were done. Less than before begins anew."""
        if self._seen and done < self._seen[-1][1]:
            self._seen.clear()
        self._seen.append((at_s, done))
        while at_s - self._seen[0][0] > _LOOK_BACK_S:
            self._seen.popleft()

    @property
    def bytes_per_s(self) -> float:
        """0 while it cannot be told."""
        if not self._seen:
            return 0.0
        (begin, first), (end, last) = self._seen[0], self._seen[-1]
        return (last - first) / (end - begin) if end - begin >= _ENOUGH_S else 0.0


def title(job: JobView) -> str:
    """What is done: "Backing up Rose Hall", "Copying Rose Hall to the NAS"."""
    what, place = subject(job), display(job.tier)
    if job.kind == "backup":
        return translate("Running", "Backing up {what}").format(what=what)
    if job.kind == "replicate":
        if place and what:
            return translate("Running", "Copying {what} to {place}").format(what=what, place=place)
        return translate("Running", "Copying to {place}").format(place=place or translate("Running", "all places"))
    if job.kind == "verify":
        if place:
            return translate("Running", "Reading back from {place}").format(place=place_name(job.tier))
        return translate("Running", "Reading copies back")
    if job.kind == "restore":
        return translate("Running", "Restoring {what}").format(what=what).strip()
    return translate("Running", "Saving the settings")


def subject(job: JobView) -> str:
    """What the job is about: the wedding, else the folder's name, else ""."""
    if job.wedding:
        return display(job.wedding)
    return ""


def folder_name(path: str) -> str:
    """The last part of a path as it came over the wire, safe to show."""
    return display(os.path.basename(from_wire(path).rstrip("/")) or path)


def done_words(job: JobView) -> str:
    """ "1,840 of 2,314 files"."""
    progress = job.progress
    if progress.files_total:
        text = translate("Running", "{done} of %n files", "", progress.files_total)
        return text.format(done=number(min(progress.files, progress.files_total)))
    return translate("Running", "%n files so far", "", progress.files) if progress.files else stage_words(job)


def stage_words(job: JobView) -> str:
    """What it does just now, where no count tells it."""
    words = {
        "queued": translate("Running", "waits its turn"),
        "waiting for conditions": display(job.waits_for) or translate("Running", "waits"),
        "scanning": translate("Running", "looking for changes"),
        "selecting": translate("Running", "looking for changes"),
        "committing": translate("Running", "finishing"),
        "verifying": translate("Running", "reading back"),
        "replicating": translate("Running", "copying"),
        "done": translate("Running", "finishing"),
    }
    return words.get(job.stage, translate("Running", "working"))


def amount_words(job: JobView, bytes_per_s: float) -> str:
    """ "19.3 GB left of 94.2 GB · 36 MB/s"; what is not known is left out."""
    whole, done = job.progress.bytes_total, job.progress.bytes
    parts: list[str] = []
    if job.paused:
        parts.append(translate("Running", "paused by you"))
    if whole:
        text = translate("Running", "{left} left of {whole}")
        parts.append(text.format(left=size(max(0, whole - done)), whole=size(whole)))
    elif done:
        parts.append(size(done))
    if bytes_per_s >= 1:
        parts.append(translate("Running", "{size}/s").format(size=size(round(bytes_per_s))))
    if job.waits_for:
        parts.append(display(job.waits_for))
    return " · ".join(parts)


def left_words(job: JobView, bytes_per_s: float) -> str:
    """ "about 9 min left", "" while it cannot be told."""
    whole = job.progress.bytes_total
    done = job.progress.bytes
    if not whole or bytes_per_s <= 0 or done >= whole or done < min(whole / _BEGUN, _ENOUGH_BYTES):
        return ""
    return left((whole - done) / bytes_per_s)


def share(job: JobView) -> float | None:
    """How far it is, 0 to 100; None where the whole is not known."""
    progress = job.progress
    if progress.bytes_total:
        return min(100.0, 100 * progress.bytes / progress.bytes_total)
    if progress.files_total:
        return min(100.0, 100 * progress.files / progress.files_total)
    return None
