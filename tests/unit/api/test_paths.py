"""Paths over the wire and back."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_backup.api.paths import from_wire, is_path_text, to_wire
from studio_backup.base.errors import UsageError

_ANY = st.text(st.characters(blacklist_characters="\0"), max_size=40)


@given(st.binary(max_size=60).filter(lambda name: b"\0" not in name))
def test_any_bytes_come_back(name: bytes) -> None:
    """As Linux gives them, with what is no UTF-8."""
    path = name.decode("utf-8", "surrogateescape")
    text = to_wire(path)
    text.encode()
    assert from_wire(text) == path


@given(_ANY)
def test_any_text_comes_back(path: str) -> None:
    """With lone surrogates, as Windows gives them, and no two paths as one text."""
    assert from_wire(to_wire(path)) == path


def test_what_is_readable_stays_so() -> None:
    """A plain path is itself, backslashes and all."""
    assert to_wire("/photos/Ünal\\x41") == "/photos/Ünal\\x41"
    assert to_wire(os.fsdecode(b"/a\xff")) == "/a\0xff"


@pytest.mark.parametrize("text", ["/a\0", "/a\0x7f", "/a\0xFF", "/a\0u0041", "\0xff\0"])
def test_what_was_never_made_is_refused(text: str) -> None:
    """No way to smuggle a NUL, or ASCII in disguise, into a path."""
    assert not is_path_text(text)
    with pytest.raises(UsageError):
        from_wire(text)
