"""The access key of a bucket. Nothing that shows, logs or describes an object shows what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from studio_backup.base.errors import UsageError

LONGEST: Final = 512
_WHAT: Final = "It is one word of letters, digits and signs, as the provider shows it."


@dataclass(frozen=True, slots=True, repr=False)
class BucketKeys:
    """`access_key`: its ID, which the provider knows it by; `secret_key`: what signs requests, and is never sent."""

    access_key: str
    secret_key: str

    def __repr__(self) -> str:
        return "BucketKeys(…)"


def typed_keys(access_key: str, secret_key: str) -> BucketKeys:
    """What a person typed or pasted. UsageError, which repeats nothing of it, where that can be no key."""
    return BucketKeys(_word(access_key, "access key ID"), _word(secret_key, "secret access key"))


def _word(text: str, what: str) -> str:
    word = text.strip()
    if not word:
        raise UsageError(f"The {what} is missing.", hint="Give both, or neither.")
    if len(word) > LONGEST or not word.isascii() or not word.isprintable() or " " in word:
        raise UsageError(f"This is no {what}.", hint=_WHAT)
    return word
