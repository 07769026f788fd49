"""How the names of weddings are compared."""

from __future__ import annotations

import unicodedata


def folded(label: str) -> str:
    """A name as names are compared: in any case and spelling of its letters."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", label.strip()).casefold())


def key_of(name: str, date: str) -> tuple[str, str]:
    """What one wedding is known by: its name, however it is spelled, and its date."""
    return folded(name), date
