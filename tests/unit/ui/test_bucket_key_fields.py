"""The fields of a bucket's access key: both or neither, the secret hidden, nothing left after it was taken."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit

from studio_backup.api.tiers import TierCard
from studio_backup.base.errors import StorageDenied
from studio_backup.ui.dialogs.change_keys import ChangeKeysDialog
from studio_backup.ui.pages.storage_cards import PlaceActs, PlaceCard
from studio_backup.ui.providers import PROVIDERS
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.key_fields import KeyFields
from studio_backup.ui.wording.bucket_keys import keys_wait, where_shown


@pytest.mark.parametrize(
    ("access", "secret", "waits"),
    [
        ("", " ", ""),
        ("AKIA", "s3cr3t/+=", ""),
        (" AKIA\t", " s3cr3t ", ""),
        ("AKIA", "", "The secret access key is still missing"),
        ("", "s3cr3t", "The access key ID is still missing"),
        ("AKIA", "two words", "A key has letters, digits and signs only, no blanks"),
        ("AKIA", "geheim–ß", "A key has letters, digits and signs only, no blanks"),
    ],
)
def test_both_or_neither(access: str, secret: str, waits: str) -> None:
    assert keys_wait(access, secret) == waits


def test_every_provider_says_where_its_keys_are() -> None:
    assert len({where_shown(one.name) for one in PROVIDERS}) == len(PROVIDERS)


def test_hidden_shown_taken_and_forgotten(application: object) -> None:
    heard: list[str] = []
    fields = KeyFields(lambda: heard.append(fields.waits))
    assert fields.typed is None and fields.secret.echoMode() is QLineEdit.EchoMode.Password
    fields.access.setText(" AKIA ")
    fields.secret.setText("s3cr3t\n")
    assert heard[-1] == "" and fields.typed is not None
    assert (fields.typed.access_key, fields.typed.secret_key) == ("AKIA", "s3cr3t")
    assert "s3cr3t" not in repr(fields.typed)
    fields.show_it.setChecked(True)
    assert fields.secret.echoMode() is QLineEdit.EchoMode.Normal
    fields.forget()
    assert fields.typed is None and not fields.show_it.isChecked()
    assert fields.secret.echoMode() is QLineEdit.EchoMode.Password


def _card(location: str) -> TierCard:
    return TierCard(
        id="1", name="B2", role="cloud", location=location, added_ns=0, state="refused", denied=True, why="no", hint="x"
    )


def _acts(done: list[str]) -> PlaceActs:
    names = ("copy", "probe", "edit", "repair", "keys", "verify", "heal", "remove")
    return PlaceActs(**{name: lambda _, name=name: done.append(name) for name in names})


def test_a_bucket_that_refuses_its_key_offers_another_one(theme: Theme) -> None:
    done: list[str] = []
    shell: Any = SimpleNamespace(theme=theme)
    for location, words in (("s3://studio", "Change access key…"), ("/nas", "Try again now")):
        card = PlaceCard(shell, _card(location), _acts(done))
        card.show_card(_card(location), None, 0)
        assert card.mend.text() == words
        assert ("Change access key…" in [one.text() for one in card.menu.actions()]) is (location != "/nas")
        card.mend.click()
    assert done == ["keys", "copy"]


def test_the_old_key_stays_until_the_new_one_was_taken(theme: Theme) -> None:
    asked: list[Any] = []
    said: list[str] = []
    bridge = SimpleNamespace(ask=lambda *given, **_: asked.append(given))
    shell: Any = SimpleNamespace(theme=theme, bridge=bridge, window=SimpleNamespace(say=said.append))
    dialog = ChangeKeysDialog(shell, _card("s3://studio"))
    dialog.change.click()
    assert not asked
    dialog.keys.access.setText("AKIA")
    dialog.keys.secret.setText("s3cr3t")
    dialog.change.click()
    dialog.change.click()
    ((_, taken, refused),) = asked
    refused(StorageDenied("The secret is wrong.", hint="Give another."))
    assert dialog.said.text() == "The secret is wrong. Give another." and dialog.keys.typed is not None
    taken(_card("s3://studio"))
    assert dialog.keys.typed is None and said == [
        "B2 answers with the new access key. The old one can be deleted there."
    ]
