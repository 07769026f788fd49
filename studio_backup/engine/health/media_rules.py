"""Alerts on media that changed at its source: the stored copy is the older one."""

from __future__ import annotations

from studio_backup.domain.alert import Alert
from studio_backup.engine.health.making import Cause, make
from studio_backup.engine.health.wording import files, shown


def silent_change_alert(source: str, folder: str, path: str, digest: str, point: str, since_ns: int) -> Alert:
    """A file whose contents are others than those stored, though its size and time are the same. `digest`: of what it
    holds now; `point`: that holds what was stored; `path`: below `folder`."""
    return make(
        "media_changed",
        "critical",
        Cause(f"{source} {path} {digest}", shown(f"{folder}/{path}")),
        f"{shown(path)} in {shown(folder)} does not hold any more what was backed up of it, although its size and time"
        " are the same: a disk or program damaged it. The stored copy is the older one, and is kept.",
        f'{_compare(point, path)} and put it back if it is the good one. Or say "I did that".',
        since_ns,
    )


def many_changed_alert(source: str, folder: str, point: str, number: int, begun: str, since_ns: int) -> Alert:
    """So many files of a source that each cannot be told for itself. `begun`: the digest with which that began."""
    return make(
        "media_changed",
        "critical",
        Cause(f"{source} many {begun}", shown(folder)),
        f"{files(number)} in {shown(folder)} do not hold any more what was backed up of them, although their sizes and"
        " times are the same: the disk may be failing. The stored copies are the older ones, and are kept.",
        f"Look at the disk; bring the files back: studio-backup restore {point[:12]} --to FOLDER",
        since_ns,
    )


def changed_media_alert(
    source: str, folder: str, found: tuple[str, ...], number: int, before: str, *, silent: bool
) -> Alert:
    """Media of which a backup found other contents. `found`: some paths; `before`: the point that holds the older ones.

    `silent`: their sizes and times are the same; else they are a camera's own files.
    """
    one, example = number == 1, shown(found[0])
    what = f"{example} in {shown(folder)}" if one else f"{files(number)} in {shown(folder)}, such as {example},"
    was = "was" if one else "were"
    if silent:
        why = f"although {'its size and time are' if one else 'their sizes and times are'} the same"
    else:
        own = "is a camera's own file" if one else "are a camera's own files"
        why = f"and {own}: nothing should write there"
    return make(
        "media_changed",
        "critical" if silent else "warning",
        Cause(f"{source} {before} {found[0]}", shown(folder)),
        f"{what} {was} changed, {why}. The stored copy from before is the older one, and is kept.",
        f'{_compare(before, found[0])}. Or say "I did that".',
        0,
    )


def _compare(point: str, path: str) -> str:
    quoted = shown(path).replace("'", "?")
    return f"Compare it with the stored one: studio-backup restore {point[:12]} --files '{quoted}' --to FOLDER"
