"""Is a passphrase strong enough for a slot that lies on every place? Its estimator loads only for new ones."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from studio_backup.base.errors import RefusedError

LEAST_GUESSES = 10**10
_LEAST_POWER = 10.0
_LONGEST = 72
"""Characters the estimator takes; what a longer passphrase holds beyond them only makes it stronger."""
_SUGGESTION = "Take five or more words that do not belong together, for example rolled with dice."


@dataclass(frozen=True, slots=True)
class Strength:
    """`guesses`: how many tries find it, as a power of ten, 0 where it cannot be one at all. `why`: what makes it weak,
    in a sentence; "" if nothing does."""

    guesses: float
    why: str
    hint: str = _SUGGESTION

    @property
    def enough(self) -> bool:
        """Whether a vault may be made with it."""
        return self.guesses >= _LEAST_POWER


def strength_of(passphrase: str, *, studio: str) -> Strength:
    """How hard it is to guess for one who knows the studio's name."""
    if not passphrase.strip():
        return Strength(0.0, "The passphrase is empty.")
    if "\n" in passphrase or "\r" in passphrase or "\0" in passphrase:
        return Strength(0.0, "A passphrase is one line of text.", "Only the first line of a file counts.")
    from zxcvbn import zxcvbn  # noqa: PLC0415  (its words take 12 MiB, which an engine at rest should not hold)

    words = [studio, *re.findall(r"\w+", studio), "studio", "backup", "studiobackup"]
    found = zxcvbn(passphrase[:_LONGEST], user_inputs=[word for word in words if word])
    guesses = math.log10(max(1, found["guesses"]))
    if found["guesses"] >= LEAST_GUESSES:
        return Strength(max(guesses, _LEAST_POWER), "", "")
    why = found["feedback"]["warning"].rstrip(".") or "It is too short or too regular"
    return Strength(min(guesses, _LEAST_POWER - 0.01), f"{why}.")


def check_strength(passphrase: str, *, studio: str) -> None:
    """Refuse, with the reason in plain words, what can be guessed in fewer than 10^10 tries. Raises RefusedError."""
    found = strength_of(passphrase, studio=studio)
    if found.enough:
        return
    if not found.guesses:
        raise RefusedError(found.why, hint=found.hint)
    raise RefusedError(
        f"This passphrase is too weak: about 10^{int(found.guesses)} guesses find it, and 10^10 are "
        f"asked for, because everyone who holds a copy of the vault may guess as long as he likes. {found.why}",
        hint=found.hint,
    )
