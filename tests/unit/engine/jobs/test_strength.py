"""A passphrase's strength in plain words, and the same line for the window and for `vault create`."""

from __future__ import annotations

import pytest

from studio_backup.base.errors import RefusedError
from studio_backup.engine.jobs.strength import judged
from studio_backup.repository.passphrase import check_strength


@pytest.mark.parametrize(
    ("passphrase", "word"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("hunter2", "weak"),
        ("Rose and Oak", "weak"),
        ("two\nlines", "weak"),
        ("seldom granite walrus tango 58", "strong"),
    ],
)
def test_each_has_its_word(passphrase: str, word: str) -> None:
    assert judged(passphrase, "Rose & Oak").word == word


@pytest.mark.parametrize(
    "passphrase", ["hunter2", "tr0ub4dor", "kqzvwpxmj", "kqzvwpxmjr", "kqzvwpxmjrg", "granite walrus tango"]
)
def test_what_it_calls_enough_makes_a_vault_and_what_not_does_not(passphrase: str) -> None:
    found = judged(passphrase, "Rose")
    assert found.sentence and found.enough == (found.word in ("enough", "strong"))
    if found.enough:
        check_strength(passphrase, studio="Rose")
        return
    with pytest.raises(RefusedError):
        check_strength(passphrase, studio="Rose")
    assert found.hint


def test_each_more_word_takes_longer() -> None:
    phrase = ["seldom", "granite", "walrus", "tango"]
    guesses = [judged(" ".join(phrase[:n]), "Rose").guesses for n in range(1, 5)]
    assert guesses == sorted(guesses) and "millions of years" in judged(" ".join(phrase), "Rose").sentence
