"""Files, versions and restores in words."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Final

from studio_backup.api.browse import EntryView, VersionView
from studio_backup.api.paths import from_wire
from studio_backup.api.restores import RestoreDone, RestorePlanView, UndoDone, UndoPlanView
from studio_backup.base.names import display
from studio_backup.domain.tree import CHANGED, INCONSISTENT, ONLINE_ONLY, UNREADABLE, VANISHED, WITHOUT_CONTENTS
from studio_backup.ui.places import FileRow
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.amounts import number, size
from studio_backup.ui.wording.times import day_words, local, moment

_RAW: Final = frozenset(
    (
        *("3fr", "arw", "cr2", "cr3", "crw", "dng", "erf", "fff", "gpr", "iiq", "kdc", "mef", "mos", "mrw", "nef"),
        *("nrw", "orf", "pef", "raf", "raw", "rw2", "sr2", "srf", "srw", "x3f"),
    )
)
_PHOTOS: Final = _RAW | {
    *("jpg", "jpeg", "jpe", "heic", "heif", "avif", "tif", "tiff", "psd", "png", "webp", "gif", "bmp"),
}
_VIDEOS: Final = frozenset(("mov", "mp4", "m4v", "avi", "mkv", "mts", "m2ts", "mxf", "braw", "r3d", "3gp", "webm"))
_MOST_PLACES: Final = 3


def ending(name: str) -> str:
    """What stands behind the last dot of a name, in small letters."""
    return os.path.splitext(name)[1][1:].lower()


def is_photo(name: str) -> bool:
    """Whether a name is a photo's."""
    return ending(name) in _PHOTOS


def kind_of(entry: EntryView) -> str:
    """ "RAW", "JPG", "Folder", "Link"."""
    if entry.kind == "folder":
        return translate("Restore", "Folder")
    if entry.kind == "link":
        return translate("Restore", "Link")
    if entry.kind != "file":
        return translate("Restore", "Special")
    found = ending(entry.name)
    if found in _RAW:
        return translate("Restore", "RAW")
    if found in _VIDEOS:
        return translate("Restore", "Video")
    return display(found.upper())[:8] if found else translate("Restore", "File")


def trouble_of(entry: EntryView) -> str:
    """Why a file's contents cannot be had, or are doubtful; "" where nothing is wrong with them."""
    if entry.lacking:
        return display(entry.lacking)
    words = {
        UNREADABLE: translate("Restore", "could not be read when it was backed up"),
        ONLINE_ONLY: translate("Restore", "was only online, not on the disk"),
        VANISHED: translate("Restore", "went away while it was backed up"),
        CHANGED: translate("Restore", "changed while it was backed up"),
        INCONSISTENT: translate("Restore", "a database that was being written to"),
    }
    return next((words[flag] for flag in entry.flags if flag in words), "")


def cannot_come(entry: EntryView) -> bool:
    """Whether this version holds nothing that could be given."""
    return bool(entry.lacking) or bool(WITHOUT_CONTENTS.intersection(entry.flags))


def state_of_row(row: FileRow) -> str:
    """What is special about a row, for the table."""
    parts = [translate("Restore", "deleted")] if row.gone else []
    parts += [trouble] if (trouble := trouble_of(row.entry)) else []
    if row.versions > 1:
        parts.append(translate("Restore", "%n versions", "", row.versions))
    return " · ".join(parts)


def row_words(row: FileRow) -> str:
    """A row as a screen reader says it, and its tooltip."""
    entry = row.entry
    if row.is_folder:
        inside = "" if entry.files is None else translate("Restore", "%n files", "", entry.files)
        return ", ".join(filter(None, (row.name, translate("Restore", "Folder"), inside)))
    return ", ".join(filter(None, (row.name, kind_of(entry), size(entry.size), row.where, state_of_row(row))))


def exact(ns: int) -> str:
    """A moment to the second: "Sun 7 Jun 2026, 00:41:08"."""
    then = local(ns)
    day = day_words(then.date(), "ddd d MMM yyyy")
    return f"{day}, {then.strftime('%H:%M:%S')}"


def place_word(place: str) -> str:
    """The name of a place that holds a copy."""
    return translate("Restore", "this computer") if place == "local" else display(place)


def places_words(places: Sequence[str]) -> str:
    """ "this computer, NAS"."""
    shown = [place_word(one) for one in places[:_MOST_PLACES]]
    if len(places) > _MOST_PLACES:
        shown.append(translate("Restore", "%n more", "", len(places) - _MOST_PLACES))
    return ", ".join(shown)


# A plan ------------------------------------------------------------------------------------------------------------


def counted(count: int, *, photos: bool) -> str:
    """ "12 photos" or "12 files"."""
    if photos:
        return translate("Restore", "%n photos", "", count)
    return translate("Restore", "%n files", "", count)


def about(seconds: float) -> str:
    """An estimate: "about 4 s", "about 1 min", "about 2 h"."""
    if seconds < 55:
        return translate("Restore", "about %n s", "", max(1, round(seconds)))
    if seconds < 5400:
        return translate("Restore", "about %n min", "", max(1, round(seconds / 60)))
    return translate("Restore", "about %n h", "", round(seconds / 3600))


def restore_words(plan: RestorePlanView, *, photos: bool) -> str:
    """The button: "Restore 12 photos (384 MB, from NAS, about 1 min)"."""
    sums = plan.planned.plan
    facts = [size(sums.bytes)]
    sources = [one.place for one in sorted(plan.supply, key=lambda one: -one.bytes) if one.packs]
    if sources:
        facts.append(translate("Restore", "from {places}").format(places=places_words(sources)))
    if plan.seconds is not None and sums.bytes:
        facts.append(about(plan.seconds))
    what = counted(sums.files, photos=photos)
    return translate("Restore", "Restore {what} ({facts})").format(what=what, facts=", ".join(facts))


def plan_troubles(plan: RestorePlanView) -> list[str]:
    """What a person should know before pressing, the worst first."""
    counts, planned = plan.counts, plan.planned
    found: list[str] = []
    if counts.impossible:
        found.append(translate("Restore", "%n files no place can give now", "", counts.impossible))
    if counts.failed:
        found.append(translate("Restore", "%n files hold nothing that could come back", "", counts.failed))
    if plan.fits is False and planned.plan.free_bytes is not None:
        text = translate("Restore", "not enough space there: {free} free")
        found.append(text.format(free=size(planned.plan.free_bytes)))
    for place, why in planned.unreachable.items():
        found.append(translate("Restore", "{place} is out of reach").format(place=place_word(place)))
        del why
    if counts.older_versions:
        found.append(translate("Restore", "%n files come from an older point", "", counts.older_versions))
    if planned.problems:
        found.append(translate("Restore", "%n stored objects are damaged", "", len(planned.problems)))
    return found


def plan_details(plan: RestorePlanView) -> str:
    """Which files, and why: for a list one reads."""
    planned = plan.planned
    lines = [f"{display(one.path)}: {display(one.reason)}" for one in (*planned.impossible, *planned.failed)]
    left = plan.counts.impossible + plan.counts.failed - len(lines)
    if left > 0:
        lines.append(translate("Restore", "and %n more", "", left))
    lines += [f"{place_word(place)}: {display(why)}" for place, why in planned.unreachable.items()]
    older = translate("Restore", "{path}: as of {time}, {why}")
    for one in planned.older_versions:
        lines.append(older.format(path=display(one.path), time=exact(one.moment_ns), why=display(one.reason)))
    lines += [f"{display(one.object)}: {display(one.detail or one.problem)}" for one in planned.problems]
    return "\n".join(lines)


def conflict_words(plan: RestorePlanView) -> str:
    """What stands there already: "12 identical: skipped · 3 kept beside"."""
    sums, counts = plan.planned.plan, plan.counts
    parts = [translate("Restore", "%n identical: skipped", "", sums.same)] if sums.same else []
    if counts.keep_both:
        parts.append(translate("Restore", "%n kept beside what is there", "", counts.keep_both))
    if counts.replace:
        parts.append(translate("Restore", "%n replaced", "", counts.replace))
    if counts.skip:
        parts.append(translate("Restore", "%n skipped", "", counts.skip))
    return " · ".join(parts) or translate("Restore", "identical: skipped")


# What became of it -------------------------------------------------------------------------------------------------


def result_words(done: RestoreDone) -> str:
    """ "12 restored, 12 verified, 0 failed"."""
    failed = len(done.failed) + done.left_out.get("failed", 0)
    text = translate("Restore", "{restored} restored, {verified} verified, {failed} failed")
    said = text.format(restored=number(done.restored), verified=number(done.verified), failed=number(failed))
    same = done.plan.same + done.skipped
    return f"{said} · {translate('Restore', '%n already there', '', same)}" if same else said


def failures(done: RestoreDone) -> str:
    """Which files did not come back, and why."""
    lines = [f"{display(one.path)}: {display(one.reason)}" for one in done.failed]
    if done.left_out.get("failed"):
        lines.append(translate("Restore", "and %n more", "", done.left_out["failed"]))
    return "\n".join(lines)


def undo_words(plan: UndoPlanView) -> str:
    """What an undo would do."""
    parts = [translate("Restore", "Undo removes %n restored files and folders.", "", plan.remove)]
    if plan.put_back:
        parts.append(translate("Restore", "%n replaced files are put back.", "", plan.put_back))
    if plan.gone:
        parts.append(translate("Restore", "%n are gone already.", "", plan.gone))
    return " ".join(parts)


def undone_words(done: UndoDone) -> str:
    """What an undo did."""
    said = translate("Restore", "Undone: %n removed", "", done.removed)
    if done.put_back:
        said = f"{said}, {translate('Restore', '%n put back', '', done.put_back)}"
    if done.left:
        said = f"{said}, {translate('Restore', '%n left as they are', '', len(done.left))}"
    return said


# Versions ----------------------------------------------------------------------------------------------------------


def version_words(one: VersionView, at: int, all_of_them: Sequence[VersionView]) -> str:
    """What changed with this version; `at`: its place among all, which are newest first."""
    if one.lacking:
        return display(one.lacking)
    older = next((other for other in all_of_them[at + 1 :] if other.source == one.source), None)
    if older is None:
        return translate("Restore", "As it was first backed up")
    if one.size == older.size:
        return translate("Restore", "Contents changed, same size")
    if one.size > older.size:
        return translate("Restore", "Contents changed, {size} more").format(size=size(one.size - older.size))
    return translate("Restore", "Contents changed, {size} less").format(size=size(older.size - one.size))


def version_when(one: VersionView, now_ns: int) -> str:
    """When a version was first seen."""
    return moment(one.first_ns, now_ns)


def held_words(held: Iterable[str]) -> str:
    """Where a version is held."""
    found = tuple(held)
    if not found:
        return translate("Restore", "no place is known to hold it")
    return translate("Restore", "held: {places}").format(places=places_words(found))


def path_words(wire: str) -> str:
    """A folder in full, safe to show."""
    return display(from_wire(wire))
