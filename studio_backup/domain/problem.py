"""Problems with stored objects, as they are shown to people and given to healing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ProblemKind = Literal["damaged", "missing", "wrong key", "forged", "unreadable", "gap"]


@dataclass(frozen=True, slots=True)
class Problem:
    """`object`: full name as on the format page. `detail`: one sentence for people."""

    object: str
    problem: ProblemKind
    detail: str = ""
