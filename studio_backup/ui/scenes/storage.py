"""Storage: cards of all places, and the ways to add one and to take one out."""

from __future__ import annotations

import os
from typing import Final

from studio_backup.ui.dialogs.add_place import WHERE, AddPlaceDialog
from studio_backup.ui.pages.storage import StoragePage
from studio_backup.ui.scenes.scene import Hands, Scene


def _storage(hands: Hands) -> StoragePage:
    return hands.page("storage", StoragePage)


def _cards(hands: Hands) -> None:
    _storage(hands)


def _below(hands: Hands) -> None:
    """What does not fit without scrolling."""
    bar = _storage(hands).area.verticalScrollBar()
    bar.setValue(bar.maximum())


def _dialog(hands: Hands) -> AddPlaceDialog:
    _storage(hands).show_target("add")
    return hands.one(AddPlaceDialog, "the dialog")


def _add(hands: Hands) -> None:
    _dialog(hands)


def _tried(hands: Hands) -> None:
    """A folder beside the others is tried out."""
    dialog = _dialog(hands)
    dialog.on.click()
    hands.until("its fields", lambda: dialog.step == WHERE)
    dialog.where.path.setText(os.path.join(os.path.dirname(hands.app.bridge.home), "spare-drive"))
    dialog.on.click()
    hands.until("what was found", lambda: dialog.tried.more.text() or dialog.on.isEnabled())


SCENES: Final = (
    Scene("storage-empty", "empty", _cards),
    Scene("storage", "trouble", _cards),
    Scene("storage-below", "trouble", _below),
    Scene("storage-add", "trouble", _add),
    Scene("storage-tried", "trouble", _tried),
)
