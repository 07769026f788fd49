"""The published document."""

from __future__ import annotations

import inspect
from typing import get_type_hints
from unittest.mock import MagicMock

import pytest
from openapi_spec_validator import validate

from studio_backup.engine.server.openapi import openapi
from studio_backup.engine.server.operations.table import OPERATIONS
from studio_backup.engine.server.port import ServicePort

DOCUMENT = openapi("1")


def test_it_is_valid() -> None:
    """By the specification."""
    validate(DOCUMENT)


def test_every_operation_is_in_it_and_no_other() -> None:
    """And `hello`."""
    told = {(path, method.upper()) for path, methods in DOCUMENT["paths"].items() for method in methods}
    assert told == {(one.path, one.method) for one in OPERATIONS} | {("/v1/hello", "GET")}
    assert len(told) == len(OPERATIONS) + 1


def test_every_method_of_the_service_can_be_asked() -> None:
    """The bus by the stream of events. An area's methods by the property it hangs in."""
    asked: set[str] = set()
    for one in OPERATIONS:
        one.call(_Recorder(asked), MagicMock())
    assert asked == _methods(ServicePort)


def _methods(port: type, within: str = "") -> set[str]:
    found = {f"{within}{name}" for name, _ in inspect.getmembers(port, inspect.isfunction) if not name.startswith("_")}
    for name, one in inspect.getmembers(port, lambda one: isinstance(one, property)):
        if name != "bus":
            found |= _methods(get_type_hints(one.fget)["return"], f"{name}.")
    return found


class _Recorder:
    """Notes by which way it was called."""

    def __init__(self, calls: set[str], way: str = "") -> None:
        self._calls, self._way = calls, way

    def __getattr__(self, name: str) -> _Recorder:
        return _Recorder(self._calls, f"{self._way}.{name}".removeprefix("."))

    def __call__(self, *_: object) -> None:
        self._calls.add(self._way)


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: one.name)
def test_what_it_says_of_an_operation(one: object) -> None:
    """Each answer has a schema, each edit its If-Match, only `hello` goes without a token."""
    operation = next(known for known in OPERATIONS if known is one)
    told = DOCUMENT["paths"][operation.path][operation.method.lower()]
    done = told["responses"][str(operation.status)]
    assert ("content" in done) == (operation.answer is not None)
    assert ("If-Match" in {each["name"] for each in told["parameters"]}) == operation.edits
    assert ("Idempotency-Key" in {each["name"] for each in told["parameters"]}) == operation.once
    assert "security" not in told
    assert DOCUMENT["security"] == [{"token": []}]


def test_all_that_starts_work_takes_a_key() -> None:
    """Sent twice, it must not be done twice."""
    # Of what holds a secret no answer and no digest is kept: nothing may bear the token, the passphrase, the kit.
    harmless = {
        "preview_source",
        "preview_policy",
        "preview_calendar",
        "add_calendar",
        "unlock",
        "lock",
        "stop",
        "plan_restore",
        "plan_undo",
        "add_token",
        "estimate",
        "create_vault",
        "open_vault",
        "check_kit",
        "print_kit",
        "kit_groups",
        "confirm_kit",
        "measure_place",
        "passphrase_strength",
    }
    for one in OPERATIONS:
        assert one.once == (one.method == "POST" and one.name not in harmless)
