"""Texts out of a calendar, as they may be shown: bounded, and without what could move a cursor or turn a line."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

TITLE: Final = 200
PLACE: Final = 300
NOTES: Final = 1_000
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_GAPS: Final = re.compile(r"\s+")


def unescaped(value: str) -> str:
    r"""A text as RFC 5545 writes it: `\n` is a new line, any other escaped character itself."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value) if "\\" in value else value


def clean(text: str, longest: int) -> str:
    """On one line, without control characters and invisible ones (which can turn the writing round)."""
    text = text[: longest * 4]
    if not text.isprintable():
        text = "".join(_shown(char) for char in text)
    text = _GAPS.sub(" ", text).strip()
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _shown(char: str) -> str:
    if char.isprintable():
        return char
    return "" if unicodedata.category(char) == "Cf" else " "


def folded(text: str) -> str:
    """For comparing: without case, accents and doubled gaps."""
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return _GAPS.sub(" ", text.casefold()).strip()
