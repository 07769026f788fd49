"""Is a passphrase strong enough for a slot that lies on every place? Its estimator loads only for new ones."""

from __future__ import annotations

import re

from zxcvbn import zxcvbn

from studio_backup.base.errors import RefusedError

LEAST_GUESSES = 10**10
_LONGEST = 72
"""Characters the estimator takes; what a longer passphrase holds beyond them only makes it stronger."""
_SUGGESTION = "Take five or more words that do not belong together, for example rolled with dice."


def check_strength(passphrase: str, *, studio: str) -> None:
    """Refuse, with the reason in plain words, what can be guessed in fewer than 10^10 tries. Raises RefusedError."""
    if not passphrase.strip():
        raise RefusedError("The passphrase is empty.", hint=_SUGGESTION)
    if "\n" in passphrase or "\r" in passphrase or "\0" in passphrase:
        raise RefusedError("A passphrase is one line of text.", hint="Only the first line of a file counts.")
    words = [studio, *re.findall(r"\w+", studio), "studio", "backup", "studiobackup"]
    found = zxcvbn(passphrase[:_LONGEST], user_inputs=[word for word in words if word])
    if found["guesses"] >= LEAST_GUESSES:
        return
    why = found["feedback"]["warning"].rstrip(".") or "It is too short or too regular"
    raise RefusedError(
        f"This passphrase is too weak: about 10^{len(str(int(found['guesses']))) - 1} guesses find it, and 10^10 are "
        f"asked for, because everyone who holds a copy of the vault may guess as long as he likes. {why}.",
        hint=_SUGGESTION,
    )
