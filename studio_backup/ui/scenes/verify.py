"""Verify: what was read back where, what was found, and the question before a reading."""

from __future__ import annotations

from typing import Final

from studio_backup.ui.pages.verify import VerifyPage
from studio_backup.ui.scenes.scene import Hands, Scene


def _verify(hands: Hands) -> VerifyPage:
    return hands.page("verify", VerifyPage)


def _grid(hands: Hands) -> None:
    _verify(hands)


def _history(hands: Hands) -> None:
    _verify(hands).tabs.setCurrentIndex(1)


def _run(hands: Hands) -> None:
    _verify(hands).run.click()


SCENES: Final = (
    Scene("verify-empty", "empty", _grid),
    Scene("verify-protected", "calm", _grid),
    Scene("verify", "trouble", _grid),
    Scene("verify-history", "trouble", _history),
    Scene("verify-run", "trouble", _run),
)
