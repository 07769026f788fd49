"""The whole OpenAPI, fuzzed: no 5xx, no traceback, and nothing which the document does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from studio_backup.engine.server.openapi import openapi
from tests.support.door import TOKEN, Opened, opened

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 40
DOCUMENT = openapi("1")
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]


@pytest.fixture(scope="module")
def door() -> Iterator[Opened]:
    """An open door, whose service knows a source and a job."""
    with opened() as one:
        one.ask("POST", "/v1/sources", {"path": "/a"})
        yield one


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
def test_whatever_is_sent_is_answered_as_the_document_says(door: Opened, operation: object) -> None:
    """Good and bad data, in query, path, headers and body."""
    statuses: Counter[int] = Counter()
    for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
        statuses += _fuzzed(door, operation, mode)
    print(f"{operation.label}: {dict(statuses)}")  # type: ignore[attr-defined]
    assert sum(statuses.values()) >= EXAMPLES // 4
    assert all(status < 500 for status in statuses)
    edits = operation.method == "patch"  # type: ignore[attr-defined]  # no fuzzer knows the version
    if "{id}" not in operation.path and operation.path != "/v1/unlock" and not edits:  # type: ignore[attr-defined]
        assert any(status < 300 for status in statuses), "nothing got through: the fuzzer tested the refusal only"


def _fuzzed(door: Opened, operation: object, mode: object) -> Counter[int]:
    statuses: Counter[int] = Counter()
    try:
        strategy = operation.as_strategy(generation_mode=mode)  # type: ignore[attr-defined]
    except Exception:
        return statuses

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def fuzz(case: object) -> None:
        answer = case.call(  # type: ignore[attr-defined]
            base_url=f"http://127.0.0.1:{door.port}", headers={"Authorization": f"Bearer {TOKEN}"}
        )
        statuses[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKS)  # type: ignore[attr-defined]
        assert b"Traceback" not in answer.content
        assert TOKEN.encode() not in answer.content

    fuzz()
    return statuses
