"""What a verb answers: one JSON object on stdout with --json, plain sentences without.

Values which every run makes are structs: a dataclass costs half a millisecond of each start.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any, TextIO

import msgspec

from studio_backup.base.errors import StudioBackupError
from studio_backup.base.plain import plain
from studio_backup.cli.exits import DONE, exit_of


class Answer(msgspec.Struct, frozen=True):
    """A verb's outcome. `value`: a frozen value whose fields are the JSON keys; `lines`: the same for people.

    `warnings` go to stderr, unless they were already shown while the work ran. `error`: what went wrong although
    something was done; it stands in the JSON beside the rest.
    """

    value: object
    lines: Callable[[], Iterable[str]]
    exit: int = DONE
    warnings: tuple[str, ...] = ()
    error: StudioBackupError | None = None


class Failure(msgspec.Struct, frozen=True):
    """What JSON says of an error."""

    error: str
    hint: str
    exit: int


class Said(msgspec.Struct, frozen=True):
    """What JSON says of help and version."""

    text: str


def failure_of(error: StudioBackupError) -> Failure:
    """An error as it is shown."""
    return Failure(error.message, error.hint, exit_of(error))


def json_of(answer: Answer) -> dict[str, Any]:
    """The one object of an answer, its exit code included."""
    value: dict[str, Any] = plain(answer.value)
    if answer.error:
        value |= {"error": answer.error.message, "hint": answer.error.hint}
    return value | {"exit": answer.exit}


def prepare_streams() -> None:
    """No name may make printing fail, whatever the terminal's encoding is."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def write_json(value: object) -> None:
    """One ASCII object on stdout."""
    _write(sys.stdout, json.dumps(plain(value), ensure_ascii=True, allow_nan=False))


def write_lines(lines: Iterable[str]) -> None:
    """Sentences on stdout."""
    text = "\n".join(lines)
    if text:
        _write(sys.stdout, text)


def complain(text: str) -> None:
    """One line on stderr."""
    _write(sys.stderr, text)


def write_failure(failure: Failure, *, as_json: bool) -> None:
    """An error, its reason and what to do."""
    if as_json:
        write_json(failure)
        return
    complain(f"Error: {failure.error}")
    if failure.hint:
        complain(failure.hint)


def _write(stream: TextIO | None, text: str) -> None:
    """Write and flush; a reader who left (`… | head`) is no error: the work is done all the same."""
    if stream is None:
        return
    try:
        stream.write(text + "\n")
        stream.flush()
    except (BrokenPipeError, ValueError):
        _give_up(stream)
    except OSError as error:
        _give_up(stream)
        raise StudioBackupError(
            f"The answer could not be written: {error.strerror}.", hint="The work itself is done; see `status`."
        ) from error


def _give_up(stream: TextIO) -> None:
    """Nothing more goes to this stream; the interpreter must not complain about it when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)
