"""What is left of a mend without its command."""

from __future__ import annotations

import pytest

from studio_backup.ui.wording.mending import mend_said


@pytest.mark.parametrize(
    ("mend", "said"),
    [
        ("Connect it or switch it on, then: studio-backup tier health NAS", "Connect it or switch it on."),
        (
            "Copy the cards into its folder; or, if nothing is to come: studio-backup wedding edit 'A' --no",
            "Copy the cards into its folder.",
        ),
        ("Switch on the other places; then: studio-backup verify --heal", "Switch on the other places."),
        ("studio-backup replicate --wedding 'A', then verify", ""),
        ("Make room there, or add another place", "Make room there, or add another place."),
        ("Run `studio-backup engine unlock`.", ""),
        ("", ""),
    ],
)
def test_the_command_is_left_out(mend: str, said: str) -> None:
    assert mend_said(mend) == said
