"""The couple and the place, out of an event's title: "Wedding: Anna & Ben @ Rose Hall". Pure."""

from __future__ import annotations

import re
from typing import Final

from studio_backup.engine.calendar.spotting import spotted
from studio_backup.engine.calendar.texts import folded
from studio_backup.engine.calendar.words import AT, JOINTS, WEDDING

_PARTS: Final = re.compile(r"\s*(?:[:;|(){}\[\],]|\s[-–—@]\s|\s[-–—]|@)\s*")
_AND: Final = re.compile(rf"\s+(?:{'|'.join(JOINTS)})\s+", re.IGNORECASE)
_JOINT: Final = re.compile(r"\s*[&+＆]\s*|(?<=\w)\s*/\s*(?=\w)")
_AT: Final = re.compile(rf"\s+(?:{'|'.join(AT)})\s+", re.IGNORECASE)
_OWNER: Final = re.compile(r"['’]s?$")
_FILLING: Final = frozenset(
    ("of", "the", "von", "der", "die", "das", "de", "del", "di", "dei", "degli", "du", "des", "van", "da", "do", "dos",
     "mr", "mrs", "ms", "herr", "frau", "photo", "photos", "photography", "video", "shoot", "day", "for", "fur", "pour")
)  # fmt: skip
_LONGEST_NAME: Final = 5
"""Words of one of the two names."""


def couple_of(title: str) -> str:
    """ "Anna & Ben"; "" where the title names no two people."""
    if not (_JOINT.search(title) or _AND.search(title)):
        return ""
    parts = [part for part in _PARTS.split(title) if part]
    for joint in (_JOINT, _AND):
        for part in parts:
            found = _joined(part, joint)
            if found:
                return found
    return ""


def place_of(title: str) -> str:
    """The place a title names behind "@" or "at", "" for none."""
    _, at, behind = title.partition("@")
    if at:
        return _PARTS.split(behind.strip())[0].strip()
    found = _AT.split(title, maxsplit=1)
    behind = found[1].strip() if len(found) == 2 else ""
    return behind if behind[:1].isupper() else ""


def _joined(part: str, joint: re.Pattern[str]) -> str:
    first, *rest = joint.split(part)
    if len(rest) != 1:
        return ""
    names = (_name(first), _name(_AT.split(rest[0], maxsplit=1)[0]))
    return " & ".join(names) if all(names) else ""


def _name(text: str) -> str:
    """What is left of one side when the words of the trade are taken away; "" if that is no name."""
    words = [_OWNER.sub("", word) for word in text.split()]
    left = [word for word in words if word and folded(word) not in _FILLING and not _of_trade(word)]
    if not left or len(left) > _LONGEST_NAME or any(char.isdigit() for word in left for char in word):
        return ""
    cased = [word for word in left if word.lower() != word.upper()]
    return " ".join(left) if not cased or any(word[:1].isupper() for word in cased) else ""


def _of_trade(word: str) -> bool:
    return bool(spotted(WEDDING, word))
