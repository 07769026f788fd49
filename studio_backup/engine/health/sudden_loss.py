"""Sudden loss: has so much of a source vanished, shrunk or turned into noise at once that a person must be asked? Pure.

A file is lost if at its path there is nothing more and its contents are nowhere else in the source, if much of it was
cut off, or if what made sense before is noise now, as after encryption. What was only moved or renamed is not lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from studio_backup.base.names import display
from studio_backup.engine.health.wording import files

Look = Literal["", "sense", "noise"]
"""What a file's bytes look like: "sense" bears a known magic, is text, or can be compressed; "" is not known."""

LOST_SHARE: Final = 0.20
LOST_FILES: Final = 200
"""More than this share of a source's files, or more than this many, at once: a person must be asked."""
LEAST_FILES: Final = 3
"""Fewer are an edit in a small folder, unless they are all there was."""
SHRUNK_TO: Final = 0.75
"""A file that keeps no more than this share of its length has shrunk; edited sidecars lose less."""
_EXAMPLES: Final = 5


@dataclass(frozen=True, slots=True)
class FileState:
    """One file with contents. `cut`: its contents are the beginning of what they were, and no more.

    `group`: of what kind the newer file is; where only some of a group were looked at, they tell of the others.
    """

    size: int
    digest: str
    look: Look = ""
    cut: bool = False
    group: int = 0


@dataclass(frozen=True, slots=True)
class RootSummary:
    """A source's tree at one point. `total`: all files in it.

    `files`: by path; those which are the same in both points may be left out. `elsewhere`: digests of files that were
    left out, as far as they are known.
    """

    total: int
    files: Mapping[bytes, FileState]
    elsewhere: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """`loss`: whether a person must be asked. Counts are of files; `noise` is estimated where not all were looked at.

    `moved`: vanished from their paths, but their contents are elsewhere in the source. `examples`: some lost paths.
    """

    loss: bool
    total: int
    vanished: int = 0
    shrunk: int = 0
    noise: int = 0
    moved: int = 0
    estimated: bool = False
    examples: tuple[bytes, ...] = ()

    @property
    def lost(self) -> int:
        """Files that vanished, shrank or turned into noise."""
        return self.vanished + self.shrunk + self.noise

    def sentence(self, path: str) -> str:
        """What happened, for a person. `path`: the source's."""
        about = "about " if self.estimated else ""
        parts = [f"{self.vanished:,} vanished"] if self.vanished else []
        parts += [f"{self.shrunk:,} were cut short"] if self.shrunk else []
        parts += [f"{about}{self.noise:,} turned into noise, as if encrypted"] if self.noise else []
        told = "; ".join(parts) or "none was lost"
        return f"Of {files(self.total)} in {display(path)}, {told} since the backup before."


def judge(before: RootSummary, after: RootSummary) -> Verdict:
    """Compare two complete points of one source."""
    gone = [path for path, old in before.files.items() if path not in after.files and old.size]
    still = {one.digest for one in after.files.values()} | after.elsewhere
    vanished = [path for path in gone if before.files[path].digest not in still]
    changed = _changed(before, after)
    shrunk = [path for path, old, new in changed if has_shrunk(old, new)]
    noise, sampled, noisy = _noise(one for one in changed if not has_shrunk(one[1], one[2]))
    lost = len(vanished) + len(shrunk) + noise
    return Verdict(
        loss=is_sudden(lost, before.total),
        total=before.total,
        vanished=len(vanished),
        shrunk=len(shrunk),
        noise=noise,
        moved=len(gone) - len(vanished),
        estimated=sampled,
        examples=tuple([*vanished[:_EXAMPLES], *shrunk[:_EXAMPLES], *noisy[:_EXAMPLES]][:_EXAMPLES]),
    )


def is_sudden(lost: int, total: int) -> bool:
    """Whether losing so many files of so many is more than an ordinary clearing out."""
    if lost < LEAST_FILES and lost < total:
        return False
    return lost > LOST_FILES or lost > LOST_SHARE * total


def has_shrunk(old: FileState, new: FileState) -> bool:
    """Whether a file lost so much of its length that its contents are gone. One that was empty cannot shrink."""
    return new.size < old.size and (new.cut or new.size <= SHRUNK_TO * old.size)


_Changed = tuple[bytes, FileState, FileState]


def _changed(before: RootSummary, after: RootSummary) -> list[_Changed]:
    both = ((path, old, after.files.get(path)) for path, old in before.files.items())
    return [(path, old, new) for path, old, new in both if new is not None and new.digest != old.digest]


def _noise(changed: Iterable[_Changed]) -> tuple[int, bool, list[bytes]]:
    """(files turned into noise, whether that is an estimate, some of them)."""
    groups: dict[int, list[_Changed]] = {}
    for one in changed:
        groups.setdefault(one[2].group, []).append(one)
    found, estimated, noisy = 0, False, []
    for group in groups.values():
        turned = [path for path, old, new in group if old.look == "sense" and new.look == "noise"]
        looked = sum(bool(old.look and new.look) for _, old, new in group)
        # Those not looked at turned as often as those of their group which were.
        found += round(len(group) * len(turned) / looked) if looked else 0
        estimated |= bool(turned) and looked < len(group)
        noisy += turned
    return found, estimated, noisy
