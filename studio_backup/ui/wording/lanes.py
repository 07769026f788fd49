"""When a wedding was backed up and which place has it, as values that are painted. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["whole", "drill", "warning"]
"""All of it is there; it was restored from there in a drill; part of it could not be read."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A recovery point at a place."""

    at_ns: int
    mark: Mark = "whole"


@dataclass(frozen=True, slots=True)
class Lane:
    """A place and what it has, oldest first."""

    name: str
    dots: tuple[Dot, ...]
