"""Sources: the folders which are watched and backed up."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.domain.job import Level

SETTLE_S = 10.0
"""A changed source is taken when it has been still for so many seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedSource:
    """A folder a person wants protected. `path`: absolute, undecodable bytes as surrogates.

    `wedding`, `date` (YYYY-MM-DD): where its points go; without them they wait to be assigned. `settle_s`: seconds of
    rest before changes are taken. `policy`: its policy's id, "" for the default one. `level_of_policy`: the level is
    the policy's; else a person set it by hand. `version` counts a person's edits, so that two editors notice each
    other.
    """

    id: str
    path: str
    wedding: str = ""
    date: str = ""
    excludes: tuple[str, ...] = ()
    settle_s: float = SETTLE_S
    policy: str = ""
    level: Level = "normal"
    level_of_policy: bool = False
    added_ns: int = 0
    version: int = 1
