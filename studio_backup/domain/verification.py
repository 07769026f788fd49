"""Verifications: that something was read back, where, when, and how much of the whole."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.domain.job import Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """One verification of one place ("local" for the vault's own folder). Times in ns UTC.

    `job`: the job's id, "" where a person ran it without the engine. `wedding`, `date`: "" for all. `sample`: percent
    of the bytes of packs that were to be read. `objects`: looked at; `read`: read back and matched, of these;
    `coverage`: the same in percent. `how`: what the reading read (direct, dropped, remote, cache). `damaged`: all that
    was found; `healed`: of these. A drill restored `files` of `bytes` in `seconds`, and `failed` did not come back
    equal.
    """

    id: str
    level: Check
    place: str
    begun_ns: int
    ended_ns: int
    job: str = ""
    wedding: str = ""
    date: str = ""
    sample: float = 100.0
    objects: int = 0
    read: int = 0
    bytes_read: int = 0
    coverage: float = 0.0
    how: str = ""
    damaged: int = 0
    healed: int = 0
    files: int = 0
    bytes: int = 0
    seconds: float = 0.0
    failed: int = 0
