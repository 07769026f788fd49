"""One ASCII object for programs, sentences for people, and no crash over any name."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from studio_backup.base import errors
from studio_backup.cli import output
from studio_backup.cli.exits import exit_of


@dataclass(frozen=True)
class _Inner:
    path: bytes
    parts: tuple[str, ...]


@dataclass(frozen=True)
class _Outer:
    inner: _Inner
    text: str
    nothing: None = None


def test_json_is_one_line_of_ascii(capsys: pytest.CaptureFixture[str]) -> None:
    output.write_json(_Outer(_Inner(b"\xf0\x9f\x92\x8d", ()), "Zoë\n"))
    out = capsys.readouterr().out
    assert out.isascii() and out.count("\n") == 1
    assert json.loads(out)["inner"]["path"] == "\N{RING}"


def test_an_error_says_what_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    failure = output.failure_of(errors.NotFoundError("No such wedding.", hint="See `points`."))
    output.write_failure(failure, as_json=True)
    assert json.loads(capsys.readouterr().out) == {"error": "No such wedding.", "hint": "See `points`.", "exit": 1}
    output.write_failure(failure, as_json=False)
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "Error: No such wedding.\nSee `points`.\n")


@pytest.mark.parametrize(
    ("error", "code"),
    [(errors.UsageError, 2), (errors.Cancelled, 130), (errors.Forged, 4), (errors.ObjectDamaged, 4),
     (errors.DamagedSlot, 1), (errors.WrongPassphrase, 1), (errors.NotFoundError, 1), (errors.MarkerError, 1),
     (errors.StorageUnavailable, 1)],
)  # fmt: skip
def test_exit_codes_of_errors(error: type[errors.StudioBackupError], code: int) -> None:
    assert exit_of(error("x")) == code
