"""Any value as JSON types, and no crash over any name."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from studio_backup.base.plain import plain


@dataclass(frozen=True)
class _Inner:
    path: bytes
    parts: tuple[str, ...]


@dataclass(frozen=True)
class _Outer:
    inner: _Inner
    text: str
    nothing: None = None


class _Struct(msgspec.Struct, frozen=True):
    name: str


def test_names_which_are_no_text_are_shown_escaped() -> None:
    value = plain(_Outer(_Inner(b"a\xffb\n", ("x", "s\udcfe")), "Zoë"))
    assert value == {"inner": {"path": "a\\xffb\\x0a", "parts": ["x", "s\\xfe"]}, "text": "Zoë", "nothing": None}
    assert plain([_Struct("a"), {"k": b"\x00"}]) == [{"name": "a"}, {"k": "\\x00"}]
