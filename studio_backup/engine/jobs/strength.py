"""How strong a passphrase is, in plain words for one who types it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from studio_backup.repository.passphrase import strength_of

Word = Literal["empty", "weak", "enough", "strong"]
_STRONG: Final = 14.0
"""As a power of ten: out of reach of a hall of machines, not only of one."""
_A_SECOND: Final = 4.0
"""Guesses a second of one who rents a thousand cores, as a power of ten: each guess costs memory and a tenth of a
second on purpose."""
_SPANS: Final = (
    (13.5, "millions of years"),
    (9.5, "centuries"),
    (7.5, "years"),
    (5.0, "days"),
    (3.6, "hours"),
    (1.8, "minutes"),
)
"""Seconds as a power of ten, from which on it takes so long."""


@dataclass(frozen=True, slots=True)
class Judged:
    """`guesses`: as a power of ten. `sentence`: what it means; `hint`: what would make it better, or ""."""

    word: Word
    enough: bool
    guesses: float
    sentence: str
    hint: str


def judged(passphrase: str, studio: str) -> Judged:
    """A passphrase as somebody types it; not kept."""
    if not passphrase.strip():
        return Judged(
            "empty", False, 0.0, "Nothing is typed yet.", "Take five or more words that do not belong together."
        )
    found = strength_of(passphrase, studio=studio)
    took = f"Somebody with a copy of the vault and many machines would need {_span(found.guesses)}."
    if not found.enough:
        return Judged("weak", False, found.guesses, f"Too weak. {found.why} {took}", found.hint)
    if found.guesses < _STRONG:
        return Judged("enough", True, found.guesses, f"Good enough. {took}", "One more word makes it much stronger.")
    return Judged("strong", True, found.guesses, f"Strong. {took}", "")


def _span(guesses: float) -> str:
    return next((words for least, words in _SPANS if guesses - _A_SECOND >= least), "seconds")
