"""The published document."""

from __future__ import annotations

import inspect

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
    """By its own name; the bus by the stream of events."""
    methods = {name for name, _ in inspect.getmembers(ServicePort, inspect.isfunction) if not name.startswith("_")}
    names = {one.name.removesuffix("_source") if one.name == "preview_source" else one.name for one in OPERATIONS}
    assert methods == names


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
    harmless = {"preview_source", "unlock", "lock", "stop"}
    for one in OPERATIONS:
        assert one.once == (one.method == "POST" and one.name not in harmless)
