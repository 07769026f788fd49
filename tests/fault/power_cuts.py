"""Cutting the power anywhere in a run of backups and replications, and looking at what the disk may hold then."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import oracle
import power_loss
from rig import Rig, edit_source

MEMORY = Path("/dev/shm")


@dataclass(frozen=True)
class Result:
    """One line of the final table. `problems`: what broke, empty if all held."""

    what: str
    size: str
    seed: int
    problems: tuple[str, ...]


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder in memory where there is one: thousands of states are written out."""
    place = Path(tempfile.mkdtemp(prefix="sb-fault-", dir=MEMORY if MEMORY.is_dir() else None))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def recorded_run(rig: Rig, seed: int) -> power_loss.Recording:
    """Three backups with work in between, and two replications; each promise is marked when it is given."""
    with power_loss.recording(rig.disk) as record:
        for number in range(3):
            if number:
                edit_source(rig.source, seed + number)
            record.mark(rig.back_up())
            if number:
                for promise in rig.replicate():
                    record.mark(promise)
    return record


def check(rig: Rig, state: power_loss.State) -> None:
    """Write the state out where the disk was, and judge it. Raises oracle.Broken."""
    shutil.rmtree(rig.disk)
    power_loss.materialise(state.disk, rig.disk)
    promises = [p for p in state.promises if p is not None]
    oracle.everything_holds(replace(rig, promises=list(promises)), list(promises))


def campaign(states: int, seed: int, *, stop_at_first: bool = False) -> Result:
    """Record one run, cut it `states` times. Every broken state is told with what reproduces it."""
    problems: list[str] = []
    with scratch() as base:
        rig = Rig.made(base / "rig", seed)
        record = recorded_run(rig, seed)
        for state in power_loss.legal_states(record, states, seed):
            try:
                check(rig, state)
            except oracle.Broken as broken:
                problems.append(f"{state}: {broken}")
                if stop_at_first:
                    break
    size = f"{states} states of {len(record.events)} events"
    return Result("power loss, backup and replicate", size, seed, tuple(problems))
