"""The fields of a bucket's access key: both or neither, the secret hidden, nothing left after it was taken."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from studio_backup.ui.providers import PROVIDERS
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
