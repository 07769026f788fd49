"""Escaping of names for screens, logs and JSON: a name may hold anything but NUL."""

from __future__ import annotations


def display(name: bytes | str) -> str:
    r"""The name as text which is safe to print: bytes that are no UTF-8 and control characters as \xNN.

    A lone surrogate (a Windows name that is no UTF-16) shows as \uNNNN; a backslash stays as it is.
    """
    if isinstance(name, str):
        name = name.encode("utf-8", "surrogateescape") if _escapable(name) else name.encode("utf-8", "backslashreplace")
    text = name.decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else _escaped(c) for c in text)


def _escapable(name: str) -> bool:
    try:
        name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True


def _escaped(char: str) -> str:
    return f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}"
