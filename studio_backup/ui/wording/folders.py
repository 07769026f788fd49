"""Watched folders in words: how each stands, what a backup of one would take and leave out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from studio_backup.api.figures import EstimateView
from studio_backup.api.wire import PreviewView, SourceStateView
from studio_backup.base.names import display
from studio_backup.ui.texts import translate
from studio_backup.ui.tokens import Look
from studio_backup.ui.wording.amounts import number, size
from studio_backup.ui.wording.times import age, moment

_HOUR: Final = 90
"""Minutes from which on hours are told."""


@dataclass(frozen=True, slots=True)
class FolderLine:
    """How a folder stands: a glyph and words."""

    look: Look
    words: str


def folder_line(state: SourceStateView | None, now_ns: int) -> FolderLine:
    """How it stands now; None where the engine has not said it yet."""
    if state is None:
        return FolderLine("off", translate("Folders", "Not known yet"))
    ago = age(state.last_backup_ns, now_ns) if state.last_backup_ns else ""
    reason = display(state.reason)
    if state.state == "protected":
        return FolderLine("protected", translate("Folders", "Backed up {ago}").format(ago=ago))
    if state.state == "waiting":
        return FolderLine("working", _waiting(state, now_ns))
    found: dict[str, tuple[Look, str]] = {
        "working": ("working", translate("Folders", "Being backed up")),
        "missing": ("attention", translate("Folders", "Not there now")),
        "exchanged": ("attention", translate("Folders", "Another folder lies in its place")),
        "paused": ("paused", translate("Folders", "Paused")),
        "failed": ("failed", translate("Folders", "The last backup failed")),
        "new": ("off", translate("Folders", "Not backed up yet")),
    }
    look, words = found[state.state]
    return FolderLine(look, f"{words}: {reason}" if reason else words)


def _waiting(state: SourceStateView, now_ns: int) -> str:
    count = max(1, state.waiting_files)
    since = moment(state.waiting_since_ns, now_ns) if state.waiting_since_ns else ""
    if state.waiting_more:
        return translate("Folders", "More than %n files wait since {time}", "", count).format(time=since)
    return translate("Folders", "%n files wait since {time}", "", count).format(time=since)


def taken_words(found: PreviewView) -> str:
    """What a backup of it would take."""
    text = translate("Folders", "{files} files, {size}").format(files=number(found.files), size=size(found.bytes))
    if not found.told_from:
        return text
    more = translate("Folders", "{time}; the vault grows by about {size}")
    return f"{text}; {more.format(time=_minutes(found.minutes), size=size(found.stored_bytes))}"


def left_out_words(found: PreviewView) -> str:
    """How much would be left out."""
    if not found.left_out_count:
        return translate("Folders", "Nothing is left out.")
    return translate("Folders", "%n are left out, by these rules:", "", found.left_out_count)


def estimate_words(found: EstimateView) -> str:
    """What the next backup of a folder will take."""
    if not found.files_new:
        return translate("Folders", "Nothing is known to have changed since the last backup.")
    text = translate("Folders", "Next backup: {files} of {all} files, {size}, {time}.").format(
        files=number(found.files_new), all=number(found.files), size=size(found.bytes_new), time=_minutes(found.minutes)
    )
    if not found.runs:
        return text
    return f"{text} {translate('Folders', 'Told from %n earlier backups.', '', found.runs)}"


def _minutes(minutes: float) -> str:
    if minutes < 1:
        return translate("Folders", "less than a minute")
    if minutes < _HOUR:
        return translate("Folders", "about %n min", "", round(minutes))
    return translate("Folders", "about %n h", "", round(minutes / 60))


def removal_words(points: int) -> str:
    """What stays when a folder is watched no more."""
    stays = translate("Folders", "The folder itself and its files stay as they are.")
    kept = translate("Folders", "Its %n recovery points stay in the vault and can be restored.", "", points)
    none = translate("Folders", "It has no recovery point: nothing of it is in the vault.")
    new = translate("Folders", "What changes in it from now on is backed up no more.")
    return " ".join((stays, kept if points else none, new))


def patterns_typed(text: str) -> tuple[str, ...]:
    """Excludes as somebody typed them, one in each line."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
