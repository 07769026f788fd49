"""Finding one of many words in a text, whatever its case and accents."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from studio_backup.engine.calendar.texts import folded

_LONG: Final = 6
"""Letters from which on a word is also looked for within words ("Gartenhochzeit"); as of writings without gaps."""
_GAPLESS: Final = 0x2E80
"""From here on the writings of East Asia."""


def spotted(words: tuple[str, ...], text: str, *, whole: bool = False) -> str:
    """The first of the words that stands in the text, as it was named; "" for none.

    `whole`: as a word of its own. Else where a word begins with it, and a long one anywhere.
    """
    if not words or not text:
        return ""
    pattern, named = _compiled(words, whole)
    found = pattern.search(folded(text))
    return named[found.group()] if found else ""


@lru_cache(128)
def _compiled(words: tuple[str, ...], whole: bool) -> tuple[re.Pattern[str], dict[str, str]]:
    named = {folded(word): word for word in words if folded(word)}
    within = [] if whole else [word for word in named if len(word) >= _LONG or ord(word[0]) >= _GAPLESS]
    begins = [word for word in named if word not in within]
    parts = []
    if begins:
        end = r"(?!\w)" if whole else ""
        parts.append(rf"(?<!\w)(?:{_any_of(begins)}){end}")
    if within:
        parts.append(_any_of(within))
    return re.compile("|".join(parts) or r"(?!)"), named


def _any_of(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
