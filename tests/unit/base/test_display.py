"""Names on screens and in logs: shown whole, and never obeyed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_backup.base.names import display


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"DSC_0001.NEF", "DSC_0001.NEF"),
        ("Łódź 写真.jpg", "Łódź 写真.jpg"),
        (b"caf\xe9.jpg", r"caf\xe9.jpg"),
        (b"red\x1b[31m\n.jpg", r"red\x1b[31m\x0a.jpg"),
        ("evil\u202etxt.jpg", r"evil\u202etxt.jpg"),
        ("\ud800lone", r"\ud800lone"),
        ("caf\udce9.jpg", r"caf\xe9.jpg"),
        (b"back\\slash", "back\\slash"),
    ],
)
def test_display(name, shown):
    assert display(name) == shown


@given(st.binary(max_size=64))
def test_whatever_the_bytes_the_text_is_printable_and_encodes(name):
    shown = display(name)
    assert shown.isprintable()
    json.dumps(shown).encode("ascii")
    shown.encode("utf-8")
