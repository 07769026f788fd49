"""A bucket's access key by a file or a prompt, never both, and never repeated."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from studio_backup.base.errors import UsageError
from studio_backup.cli.bucket_keys import given_keys, needed_keys
from studio_backup.cli.session import Session
from studio_backup.engine.unlock import Options
from studio_backup.storage.bucket_keys import BucketKeys

KEYS = BucketKeys("AKIAEXAMPLE", "hunter2/hunter2")


def _session(*answers: str) -> Session:
    left = list(answers)
    return Session(Options(ask=(lambda _: left.pop(0)) if answers else None), json=True, shown=set())


def test_by_a_file_as_a_person_saves_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "key.txt"
    file.write_bytes(b"\xef\xbb\xbfAKIAEXAMPLE\r\n\r\n  hunter2/hunter2  \r\n")
    assert given_keys(_session(), str(file), ask_keys=False) == KEYS
    monkeypatch.setattr("sys.stdin", io.StringIO("AKIAEXAMPLE\nhunter2/hunter2"))
    assert given_keys(_session(), "-", ask_keys=False) == KEYS
    assert given_keys(_session(), None, ask_keys=False) is None


def test_by_a_prompt() -> None:
    assert given_keys(_session("AKIAEXAMPLE", "hunter2/hunter2"), None, ask_keys=True) == KEYS
    assert needed_keys(_session("AKIAEXAMPLE", "hunter2/hunter2"), None, ask_keys=False) == KEYS
    with pytest.raises(UsageError, match="no terminal"):
        needed_keys(_session(), None, ask_keys=False)


@pytest.mark.parametrize("text", ["", "hunter2\n", "AKIA\nhunter2\nmore\n"])
def test_another_file_is_refused_and_not_repeated(tmp_path: Path, text: str) -> None:
    file = tmp_path / "key.txt"
    file.write_text(text)
    with pytest.raises(UsageError, match="holds no access key") as caught:
        given_keys(_session(), str(file), ask_keys=False)
    assert "hunter2" not in caught.value.message + caught.value.hint


def test_both_ways_at_once_are_one_too_many() -> None:
    with pytest.raises(UsageError, match="exclude each other"):
        given_keys(_session("a", "b"), "key.txt", ask_keys=True)
