"""Places of a vault: one that takes the call and never answers holds nobody up."""

from __future__ import annotations

import socket

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import StorageUnavailable
from studio_backup.engine import places

PATIENCE_S = 30.0
"""Far less than one minute-long wait of the ordinary settings; far more than two short ones."""


def test_a_bucket_that_never_answers_is_given_up_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setattr(places, "SOON_S", 0.3)
    clock = SystemClock()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        endpoint = f"http://127.0.0.1:{silent.getsockname()[1]}"
        storage = places.look_at(f"s3://bucket/prefix?endpoint={endpoint}&region=us-east-1", clock)
        began = clock.monotonic()
        with pytest.raises(StorageUnavailable):
            next(iter(storage.list("keys/slots/")), None)
        assert clock.monotonic() - began < PATIENCE_S
        storage.close()
