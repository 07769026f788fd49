"""The demo reads from `status` when nothing waits any more, and says what does."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from studio_backup.cli.demo.standing import Standing

_AT = "2026-06-20T10:00:00.000+00:00"
_AT_NS = 1_781_949_600 * 10**9


def _said(**changed: Any) -> Standing:
    source = {"state": "protected", "waiting_files": 0, "waiting_since": None, "last_backup": _AT, "path": "/w"}
    tier = {"name": "nas", "state": "good", "waiting_files": 0, "waiting_since": None}
    whole: dict[str, Any] = {"sources": [source], "tiers": [tier], "running": [], "queued": 0, "state": "protected"}
    for name, value in changed.items():
        part, _, key = name.partition("__")
        if key:
            whole[part][0][key] = value
        else:
            whole[part] = value
    return msgspec.json.decode(json.dumps(whole), type=Standing)


def test_at_rest_only_when_nothing_is_left_to_do() -> None:
    assert _said().at_rest


@pytest.mark.parametrize(
    "changed",
    [
        {"sources__state": "waiting"},
        {"sources__waiting_since": _AT},
        {"sources__last_backup": None},
        {"sources": []},
        {"tiers__waiting_files": 1},
        {"tiers__state": "unreachable"},
        {"running": [{"kind": "replicate"}]},
        {"queued": 1},
    ],
)
def test_anything_left_is_no_rest(changed: dict[str, Any]) -> None:
    assert not _said(**changed).at_rest


def test_what_waits_is_said_with_its_age() -> None:
    found = _said(
        sources__waiting_files=7, sources__waiting_since=_AT, tiers__waiting_files=1, tiers__waiting_since=_AT
    )
    now = _AT_NS + 3 * 10**9
    assert found.waits(now) == "vault: 7 files waiting for 3 s, nas: 1 file waiting for 3 s"
    assert _said().waits(now) == "on the way"
    assert _said(sources__waiting_since=_AT).waits(_AT_NS - 10**9) == "vault: waiting for 0 s"
