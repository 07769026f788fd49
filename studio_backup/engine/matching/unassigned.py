"""From found folders and decisions to what still waits for a wedding, and how that is written for a source. Pure."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final

from studio_backup.domain.matching import Decision, Evidence, FoundFolder
from studio_backup.domain.source import WatchedSource

_GLOB: Final = str.maketrans({"[": "[[]", "*": "[*]", "?": "[?]"})


def is_within(path: str, folder: str) -> bool:
    """Whether a path is the folder or lies in it."""
    return path == folder or path.startswith(os.path.join(folder, ""))


def parts_below(path: str, source: str) -> tuple[str, ...]:
    """Names from below the source down to a folder in it; () for the source itself."""
    rest = os.path.relpath(path, source)
    return () if rest == os.curdir else tuple(rest.split(os.sep))


def evidence_of(found: FoundFolder, source_path: str, decision: Decision | None) -> Evidence:
    """What matching needs to know of it."""
    name = os.path.basename(source_path) or source_path
    parts = parts_below(found.path, source_path)
    return Evidence(
        names=tuple(_shown(one) for one in (name, *parts)),
        cameras=found.cameras,
        clocks=decision.clocks if decision else (),
    )


def _shown(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def decided(path: str, decisions: Mapping[str, Decision]) -> Decision | None:
    """What was decided of a folder, or of one above it: a dismissed or assigned folder is so with all below. That only
    its cameras' clocks were put right decides nothing."""
    here = path
    while True:
        found = decisions.get(here)
        if found is not None and _decides(found, itself=here == path):
            return found
        above = os.path.dirname(here)
        if above == here:
            return None
        here = above


def _decides(one: Decision, *, itself: bool) -> bool:
    if one.state == "open":
        return itself and bool(one.by or one.why)
    return itself or not one.loose


def waits(found: FoundFolder, decisions: Mapping[str, Decision], given: Container[str] = ()) -> bool:
    """Whether a person must still say which wedding it belongs to. `given`: ids of the sources that have one."""
    decision = decided(found.path, decisions)
    return found.source not in given and (decision is None or decision.state == "open")


def is_exposed(found: FoundFolder, decisions: Mapping[str, Decision], given: Container[str] = ()) -> bool:
    """Whether its media is to be protected as media without a wedding: until it is dismissed, or the first complete
    point of its wedding holds it. `given`: as of `waits`."""
    decision = decided(found.path, decisions)
    is_moving = decision is not None and decision.state == "assigned" and not decision.settled_ns
    return is_moving or waits(found, decisions, given)


def innermost(path: str, sources: Iterable[WatchedSource]) -> WatchedSource | None:
    """The watched source in which a path lies; of several the one that is nearest."""
    around = [one for one in sources if is_within(path, one.path)]
    return max(around, key=lambda one: len(one.path), default=None)


def inherited(excludes: Iterable[str], parts: Sequence[str]) -> tuple[str, ...]:
    """The lines of a source as they mean the same for a folder below it, seen from there. Where a line that keeps files
    cannot be said from there, nothing before it leaves any out: rather too much is taken than too little."""
    told: list[str] = []
    for one in excludes:
        line = _below(one, parts)
        if line is not None:
            told.append(line)
        elif one.startswith("!"):
            told.clear()
    return tuple(told)


def _below(line: str, parts: Sequence[str]) -> str | None:
    mark, body = ("!", line[1:]) if line.startswith("!") else ("", line)
    names = [name for name in body.split("/") if name]
    if "/" not in body.rstrip("/") or (names and names[0] == "**"):
        return line  # by name alone, or at any depth
    literal = [part.translate(_GLOB) for part in parts]
    if names[: len(parts)] != literal or len(names) == len(parts):
        return None
    end = "/" if body.endswith("/") else ""
    return f"{mark}/{'/'.join(names[len(parts) :])}{end}"
