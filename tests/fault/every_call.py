"""A fault at every numbered call of backup, replicate and restore, one run of the program for each.

Each run is a forked copy of this process, so that a kill is a real end: no handler runs, locks fall, threads vanish.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import oracle
from os_calls import KILLED
from power_cuts import Result, scratch
from rig import WEDDING, Answer, Rig, contents_of, edit_source

PATIENCE = 60.0  # seconds; a run on this small studio takes less than one
NEVER = -1
SURPRISE = "unexpected"  # the word with which the program tells of an error it has no sentence for


class Attack(Protocol):
    """A kind of fault, of the disk or of a place."""

    @property
    def name(self) -> str:
        """As in the table."""

    @property
    def kills(self) -> bool:
        """Whether the program ends there."""

    @property
    def harmless(self) -> bool:
        """Whether the program has to end well all the same."""

    def strike(self, at: int, log: Path) -> AbstractContextManager[None]:
        """Call number `at` of this process is hit; what was hit is written to `log`."""


@dataclass(frozen=True)
class Case:
    """A verb under attack. `prepare` makes what it works on, `after` judges what it left behind."""

    verb: str
    prepare: Callable[[Rig, int], None]
    words: Callable[[Rig], tuple[object, ...]]
    after: Callable[[Rig], None]


def _before_backup(rig: Rig, seed: int) -> None:
    rig.back_up()
    rig.replicate()
    edit_source(rig.source, seed)


def _before_replicate(rig: Rig, seed: int) -> None:
    _before_backup(rig, seed)
    rig.back_up()


def _after_writing(rig: Rig) -> None:
    oracle.everything_holds(rig, list(rig.promises))


def _restore_words(rig: Rig) -> tuple[object, ...]:
    return "restore", *WEDDING[:2], "--to", rig.disk / "out"


def _after_restore(rig: Rig) -> None:
    """It goes on where it was, ends with every byte, and leaves nothing of its own."""
    oracle.promises_hold(rig, rig.promises[-1:])
    got = rig.call(*_restore_words(rig))
    if got.exit:
        raise oracle.Broken(f"the next restore ended {got.exit}: {got.facts}")
    wanted, found = dict(rig.promises[-1].contents), contents_of(rig.disk / "out" / rig.source.name)
    if found != wanted:
        raise oracle.Broken(f"the next restore left other contents: {set(found.items()) ^ set(wanted.items())}")


CASES = (
    Case("backup", _before_backup, lambda rig: ("backup", rig.source, *WEDDING), _after_writing),
    Case("replicate", _before_replicate, lambda _: ("replicate",), _after_writing),
    Case("restore", _before_replicate, _restore_words, _after_restore),
)


def campaign(case: Case, attack: Attack, seed: int, *, stride: int = 1) -> Result:
    """The attack at every `stride`-th call of the verb, until the verb has no more calls."""
    problems: list[str] = []
    points = 0
    with scratch() as base:
        rig = Rig.made(base / "rig", seed)
        case.prepare(rig, seed)
        shutil.copytree(rig.disk, rig.base / "before", symlinks=True)
        for at in itertools.count(1 + seed % stride, stride):
            shutil.rmtree(rig.disk)
            shutil.copytree(rig.base / "before", rig.disk, symlinks=True)
            got, hit = attacked(rig, attack, at, *case.words(rig))
            if not hit:
                break
            points += 1
            problems += [f"call {at} ({hit}): {text}" for text in _judged(rig, case, attack, got, hit)]
    return Result(f"{case.verb}: {attack.name}", f"{points} calls", seed, tuple(problems))


def attacked(rig: Rig, attack: Attack, at: int, *words: object) -> tuple[Answer, str]:
    """Run a verb under attack in a forked process: (what it answered, the call that was hit or "")."""
    log, said = rig.base / "reached", rig.base / "said"
    log.unlink(missing_ok=True)
    said.unlink(missing_ok=True)
    pid = os.fork()
    if not pid:
        _in_child(rig, attack, at, log, said, words)
    code = _end_of(pid)
    hit = log.read_text().split("\n", 1)[0] if log.exists() else ""
    return Answer(code, json.loads(said.read_text()) if said.exists() else {}), hit


def _end_of(pid: int) -> int:
    """The exit code; NEVER for a program which had to be ended."""
    deadline = time.monotonic() + PATIENCE
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return NEVER
        time.sleep(0.002)


def _in_child(rig: Rig, attack: Attack, at: int, log: Path, said: Path, words: tuple[object, ...]) -> None:
    code = 70
    try:
        with attack.strike(at, log):
            got = rig.call(*words)
        said.write_text(json.dumps(got.facts))
        code = got.exit
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _judged(rig: Rig, case: Case, attack: Attack, got: Answer, hit: str) -> Iterator[str]:
    """What did not hold after one fault."""
    yield from _manners(attack, got, hit)
    try:
        case.after(replace(rig, promises=list(rig.promises)))
    except oracle.Broken as broken:
        yield str(broken)


def _manners(attack: Attack, got: Answer, hit: str) -> Iterator[str]:
    """A killed run says nothing. An error is told in a sentence with what to do, never as a surprise."""
    if got.exit == NEVER:
        yield f"it did not end within {PATIENCE:.0f} s"
    elif attack.kills:
        if got.exit != KILLED and not hit.startswith("list"):  # a listing that nobody reads to its end has no end
            yield f"ended {got.exit}"
    elif attack.harmless and got.exit:
        yield f"no harm was done, yet it ended {got.exit}: {got.facts}"
    elif got.exit not in (0, 1, 3, 4):
        yield f"ended {got.exit}: {got.facts}"
    elif got.exit == 1 and not (got.facts.get("error") and got.facts.get("hint")):
        yield f"no sentence: {got.facts}"
    elif SURPRISE in str(got.facts.get("error", "")):
        yield f"a surprise: {got.facts}"
