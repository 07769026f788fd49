"""Days as a person types them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_PATTERNS: Final = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})"),
)


def date_of(text: str) -> str:
    """The day as YYYY-MM-DD, "" if it is none. 2026-6-20 and 20.6.2026 are understood; 6/20/2026 could mean two."""
    for pattern in _PATTERNS:
        found = pattern.fullmatch(text.strip())
        if found is not None:
            try:
                return date(*(int(found[part]) for part in ("year", "month", "day"))).isoformat()
            except ValueError:
                return ""
    return ""
