"""The door of the first run and of settings: for the program's own window alone, and edited by version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

import msgspec
import pytest

from studio_backup.engine.server.operations.offers import OFFERS
from studio_backup.engine.server.operations.settings import SETTINGS
from studio_backup.engine.server.operations.vault import VAULT
from tests.support.door import FOREIGN, Opened, opened


@pytest.fixture(scope="module")
def door() -> Iterator[Opened]:
    """An open door that knows a foreign client."""
    with opened({hashlib.sha256(FOREIGN.encode()).hexdigest(): "venue"}) as one:
        yield one


@pytest.mark.parametrize("operation", [*VAULT, *OFFERS, *SETTINGS], ids=lambda one: one.name)
def test_none_of_it_is_for_foreign_clients(door: Opened, operation: object) -> None:
    known = next(one for one in (*VAULT, *OFFERS, *SETTINGS) if one is operation)
    answer = door.ask(known.method, known.path, {} if known.body else None, token=FOREIGN, If_Match='"1"')
    assert answer.status == 403, answer.text  # type: ignore[attr-defined]


def test_settings_are_edited_by_version_and_a_late_edit_is_told_what_differs(door: Opened) -> None:
    read = door.ask("GET", "/v1/settings")
    tag = read.headers["etag"]
    assert door.ask("PATCH", "/v1/settings", {"appearance": "dark"}).status == 428
    done = door.ask("PATCH", "/v1/settings", {"appearance": "dark"}, If_Match=tag)
    assert done.status == 200 and done.headers["etag"] != tag
    late = door.ask("PATCH", "/v1/settings", {"metered": True}, If_Match=tag)
    told = json.loads(late.text)  # type: ignore[attr-defined]
    assert late.status == 412 and told["changed"] == [{"field": "appearance", "now": "dark"}]


def test_a_request_which_is_refused_is_not_repeated_in_the_answer(door: Opened) -> None:
    told = {"studio": "Rose", "folder": "/v", "passphrase": "seldom granite", "kit_pdf": "/k", "more": 1}
    answer = door.ask("POST", "/v1/vault/create", told)
    assert answer.status == 422 and b"seldom" not in answer.text  # type: ignore[attr-defined]
    assert msgspec.json.decode(answer.text)["hint"] is not None  # type: ignore[attr-defined]
