"""Addresses on the command line: files and public feeds; a key in one never."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from studio_backup.base.errors import UsageError
from studio_backup.cli.calendar_addresses import first_line, given_address, is_address

SECRET = "8f3e2a9b7c6d5e4f3a2b1c0d"


@pytest.mark.parametrize(
    "address",
    [
        f"https://calendar.example/private-{SECRET}/basic.ics",
        "https://calendar.example/private/a.ics",
        f"webcal://p42.example/published/2/{SECRET}",
        f"https://calendar.example/a.ics?key={SECRET}",
        "https://anna:pass@calendar.example/a.ics",
    ],
)
def test_a_secret_does_not_belong_there(address: str) -> None:
    with pytest.raises(UsageError) as error:
        given_address(address, None)
    assert SECRET not in f"{error.value.message}{error.value.hint}" and "--address-file" in error.value.hint


@pytest.mark.parametrize(
    "address", ["https://calendar.example/weddings.ics", "webcal://calendar.example/", f"http://127.0.0.1:8/{SECRET}"]
)
def test_public_feeds_and_this_machine(address: str) -> None:
    assert given_address(address, None) == address and is_address(address)


def test_paths_become_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert given_address("w.ics", None) == str(tmp_path / "w.ics") and is_address("w.ics")
    assert given_address("~/w.ics", None) == os.path.expanduser("~/w.ics")
    assert not is_address("Studio") and is_address(os.path.join("a", "b"))


def test_from_a_file_and_from_what_is_piped_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "address.txt"
    path.write_text(f"\ufeff\n  webcal://calendar.example/{SECRET}  \nmore\n")
    assert given_address(None, str(path)) == f"webcal://calendar.example/{SECRET}"
    monkeypatch.setattr(sys, "stdin", io.StringIO("pass\n"))
    assert first_line("-", "the password") == "pass"
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    for wrong in ("-", str(tmp_path / "none")):
        with pytest.raises(UsageError, match=r"No password came|cannot be read"):
            first_line(wrong, "the password")
    for both in ((None, None), ("a.ics", str(path))):
        with pytest.raises(UsageError, match="Where is the calendar"):
            given_address(*both)
