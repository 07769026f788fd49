"""Why a file has no picture, in words. A worker says only which of these it is: its own text never reaches a person."""

from __future__ import annotations

import enum
from typing import Final


class Reason(enum.IntEnum):
    """Numbers are kept in the cache: they never change their meaning."""

    UNKNOWN = 1
    DAMAGED = 2
    TOO_LARGE = 3
    NO_EMBEDDED = 4
    VIDEO = 5
    SIDECAR = 6
    CATALOG = 7
    DOCUMENT = 8
    ENDED = 9
    SLOW = 10
    EMPTY = 11
    AWAY = 12
    NO_CONTENTS = 13
    CANNOT_START = 14


WORDS: Final[dict[Reason, str]] = {
    Reason.UNKNOWN: "This kind of file has no picture.",
    Reason.DAMAGED: "The picture in this file cannot be decoded: it is cut off or damaged, or of an unusual kind.",
    Reason.TOO_LARGE: "The picture in this file is too large to be shown small.",
    Reason.NO_EMBEDDED: "This RAW file carries no picture that can be shown.",
    Reason.VIDEO: "No picture is made of videos.",
    Reason.SIDECAR: "A sidecar holds settings of another file, and no picture.",
    Reason.CATALOG: "A catalog or database holds no picture of its own.",
    Reason.DOCUMENT: "No picture is made of documents.",
    Reason.ENDED: "Decoding this file was stopped, because it would have taken more than it may.",
    Reason.SLOW: "Decoding this file was stopped, because it took too long.",
    Reason.EMPTY: "This file is empty.",
    Reason.AWAY: "This file cannot be read now from where it is held.",
    Reason.NO_CONTENTS: "This point knows of the file, but does not hold what is in it.",
    Reason.CANNOT_START: "The process that makes pictures cannot be started here.",
}
PASSING: Final = frozenset({Reason.AWAY, Reason.NO_CONTENTS, Reason.CANNOT_START})
"""Reasons which lie not in the contents: asked again, they may be gone."""
TRIED_AGAIN: Final = frozenset({Reason.ENDED, Reason.SLOW})
"""Reasons which a busy machine may have given: kept for a day only."""
