"""Kills, errors and short writes at every numbered call which changes the disk, one run of the program for each.

Each run is a forked copy of this process, so that a kill is a real end: no handler runs, locks fall, threads vanish.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import oracle
from power_cuts import Result, scratch
from power_loss.interpose import CHANGING, REAL, interposed
from rig import WEDDING, Answer, Rig, contents_of, edit_source

KILLED = 137
_REACHED = "reached"


@dataclass(frozen=True)
class Fault:
    """What happens at call number `at` (from 1). `repeat`: how many calls in a row fail, 0 for all from there."""

    kind: str  # "kill", "kill in the middle", "short", or an errno's name
    at: int
    repeat: int = 1

    def __str__(self) -> str:
        times = {0: " from there on", 1: ""}.get(self.repeat, f" {self.repeat} times")
        return f"{self.kind} at call {self.at}{times}"


class Faulty:
    """Makes the calls, with a fault at one of them. `log`: where to say that the fault was reached."""

    def __init__(self, fault: Fault, log: Path) -> None:
        self.fault, self.log, self.count = fault, log, 0

    def __call__(self, call: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Make the call, or not."""
        if call not in CHANGING or call == "fchmod":
            return REAL[call](*args, **kwargs)
        self.count += 1
        over = self.fault.at + self.fault.repeat if self.fault.repeat else sys.maxsize
        if self.fault.at <= self.count < over:
            self._note(call)
            return self._fail(call, args, kwargs)
        return REAL[call](*args, **kwargs)

    def _note(self, call: str) -> None:
        fd = REAL["open"](self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        REAL["write"](fd, f"{call}\n".encode())
        REAL["close"](fd)

    def _fail(self, call: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        kind, halves = self.fault.kind, call == "write" and len(args[1]) > 1
        if halves and kind in ("short", "kill in the middle"):
            count = REAL["write"](args[0], memoryview(args[1])[: _half(len(args[1]))])
            if kind == "short":
                return count
        if kind.startswith("kill"):
            os._exit(KILLED)
        if kind == "short":
            return REAL[call](*args, **kwargs)
        number = getattr(errno, kind)
        raise OSError(number, os.strerror(number))


def _half(size: int) -> int:
    """Half, in whole pages where there are any: a direct write ends on a page."""
    return size // 2 // 4096 * 4096 or size // 2


def run_with(rig: Rig, fault: Fault, *words: object) -> tuple[Answer, str]:
    """Run a verb with the fault in a forked process: (what it answered, the call that was hit or "")."""
    log, said = rig.base / "reached", rig.base / "said"
    log.unlink(missing_ok=True)
    said.unlink(missing_ok=True)
    pid = os.fork()
    if not pid:
        _in_child(rig, fault, log, said, words)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    hit = log.read_text().split("\n", 1)[0] if log.exists() else ""
    return Answer(code, json.loads(said.read_text()) if said.exists() else {}), hit


def _in_child(rig: Rig, fault: Fault, log: Path, said: Path, words: tuple[object, ...]) -> None:
    code = 70
    try:
        with interposed(Faulty(fault, log)):
            got = rig.call(*words)
        said.write_text(json.dumps(got.facts))
        code = got.exit
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


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
    found = contents_of(rig.disk / "out" / rig.source.name)
    if found != dict(rig.promises[-1].contents):
        raise oracle.Broken(
            f"the next restore left other contents: {set(found) ^ set(dict(rig.promises[-1].contents))}"
        )


CASES = (
    Case("backup", _before_backup, lambda rig: ("backup", rig.source, *WEDDING), _after_writing),
    Case("replicate", _before_replicate, lambda _: ("replicate",), _after_writing),
    Case("restore", _before_replicate, _restore_words, _after_restore),
)
KINDS = (
    ("kill", 1),
    ("kill in the middle", 1),
    ("short", 1),
    ("EIO", 1),
    ("ENOSPC", 1),
    ("ENOSPC", 0),
    ("EDQUOT", 2),
)


def campaign(case: Case, kind: str, repeat: int, seed: int, *, stride: int = 1) -> Result:
    """One fault at every `stride`-th call of the verb, until the verb has no more calls."""
    problems: list[str] = []
    points = 0
    with scratch() as base:
        rig = Rig.made(base / "rig", seed)
        case.prepare(rig, seed)
        shutil.copytree(rig.disk, rig.base / "before", symlinks=True)
        for at in _from(1 + seed % stride, stride):
            fault = Fault(kind, at, repeat)
            shutil.rmtree(rig.disk)
            shutil.copytree(rig.base / "before", rig.disk, symlinks=True)
            got, hit = run_with(rig, fault, *case.words(rig))
            if not hit:
                break
            points += 1
            problems += _judge(rig, case, fault, got, hit)
    return Result(
        f"{case.verb}: {Fault(kind, 0, repeat)}".replace(" at call 0", ""), f"{points} calls", seed, tuple(problems)
    )


def _from(start: int, step: int) -> Iterator[int]:
    while True:
        yield start
        start += step


def _judge(rig: Rig, case: Case, fault: Fault, got: Answer, hit: str) -> list[str]:
    """What did not hold after one fault."""
    found = [f"{fault} ({hit}): {text}" for text in _manners(fault, got)]
    try:
        case.after(replace(rig, promises=list(rig.promises)))
    except oracle.Broken as broken:
        found.append(f"{fault} ({hit}): {broken}")
    return found


def _manners(fault: Fault, got: Answer) -> Iterator[str]:
    """A killed run says nothing. An error is told in a sentence with what to do, never as a surprise."""
    if fault.kind.startswith("kill"):
        if got.exit != KILLED:
            yield f"ended {got.exit}"
        return
    if fault.kind == "short" and got.exit:
        yield f"a short write is no error, yet it ended {got.exit}: {got.facts}"
    if got.exit not in (0, 1, 3, 4):
        yield f"ended {got.exit}"
    if got.exit == 1 and not (got.facts.get("error") and got.facts.get("hint")):
        yield f"no sentence: {got.facts}"
