"""The numbers of the rules of priority by name, as a person reads and changes them: "high.copies.tiers"."""

from __future__ import annotations

from typing import Any

import msgspec

from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.domain.priorities import DAY, HOUR, MINUTE, NUMBERS, Numbers

_UNITS = ((DAY, "d"), (HOUR, "h"), (MINUTE, "min"), (1, "s"))


def numbers_in(numbers: Numbers = NUMBERS) -> dict[str, float]:
    """Each number by its name, in the order of the rules."""
    return dict(_walk(msgspec.to_builtins(numbers), ""))


def changed(numbers: Numbers) -> frozenset[str]:
    """Names of those that are not as at first."""
    usual = numbers_in()
    return frozenset(name for name, value in numbers_in(numbers).items() if value != usual[name])


def with_number(numbers: Numbers, name: str, text: str) -> Numbers:
    """With one of them changed. UsageError for a name there is not, and a value that cannot be."""
    if name not in numbers_in(numbers):
        raise UsageError(f"There is no number {display(name)}.", hint="`settings numbers` lists them.")
    told: Any = msgspec.to_builtins(numbers)
    *path, last = name.split(".")
    inner = told
    for part in path:
        inner = inner[part]
    inner[last] = text
    try:
        return msgspec.convert(told, Numbers, strict=False)
    except msgspec.ValidationError as error:
        fits = str(error).split(" - at ", maxsplit=1)[0].removeprefix("Expected ").replace("`", "")
        raise UsageError(f"{display(text)} is no value for {name}.", hint=f"What fits: {fits}.") from None


def number_text(name: str, value: float) -> str:
    """For people: spans in their largest whole unit."""
    if not name.endswith("_s"):
        return f"{value:g}"
    length, unit = next((length, unit) for length, unit in _UNITS if value % length == 0)
    return f"{value / length:g} {unit}"


def _walk(told: Any, above: str) -> list[tuple[str, float]]:
    if not isinstance(told, dict):
        return [(above, told)]
    return [one for name, inner in told.items() for one in _walk(inner, f"{above}.{name}" if above else name)]
