"""Folding of names for the search: case, accents and width do not matter.

SQLite's own trigram tokenizer folds accents only from 3.45 on, and Latin ones only. Folded here, the same text is found
on every machine. Folding goes character by character, so a part of a name is still a part after it.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from studio_backup.base.names import display
from studio_backup.catalog.texts import is_unicode

_STROKES: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i"})
"""Letters a person types without their stroke, which Unicode does not take apart."""


def fold(text: str) -> str:
    r"""The name as it is looked for. Bytes that are no text and control characters are as shown on screens: \xNN."""
    if text.isascii() and text.isprintable():
        return text.lower()
    folded = _unmarked(text if is_unicode(text) else display(text)).casefold()
    folded = _unmarked(folded).translate(_STROKES)
    return folded if folded.isprintable() else display(folded)


def _unmarked(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def name_of(path: str) -> str:
    """The last part of a path, on whichever platform it was written."""
    return path.rstrip("/\\").replace("\\", "/").rpartition("/")[2]


def initials(path: str) -> str:
    """The first two characters of the folded file name: what a search of one or two characters looks up."""
    return fold(name_of(path))[:2]
