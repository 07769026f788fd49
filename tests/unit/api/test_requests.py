"""What a client may send."""

from __future__ import annotations

import msgspec
import pytest

from studio_backup.api import requests as ask


@pytest.mark.parametrize(
    "kind, body",
    [
        (ask.NewSource, b"{}"),
        (ask.NewSource, b'{"path":""}'),
        (ask.NewSource, b'{"path":"/a","unknown":1}'),
        (ask.NewSource, b'{"path":"/a","date":"2026-02-30"}'),
        (ask.NewSource, b'{"path":"/a","date":"20260201"}'),
        (ask.NewSource, b'{"path":"/a","date":"\\n"}'),
        (ask.NewSource, b'{"path":"/a\\u0000b"}'),
        (ask.NewSource, b'{"path":"/a","settle_s":-1}'),
        (ask.NewSource, b'{"path":"/a","settle_s":1e400}'),
        (ask.NewSource, b'{"path":"/a","excludes":[""]}'),
        (ask.SourcePatch, b'{"path":"/a\\u0000"}'),
        (ask.SourcePatch, b'{"date":"2026-13-01"}'),
        (ask.SourcePatch, b'{"path":null}'),
        (ask.PreviewRequest, b'{"path":"\\u0000"}'),
        (ask.NewJob, b'{"kind":"restore"}'),
        (ask.PauseRequest, b'{"until_ns":-1}'),
        (ask.PauseRequest, b'{"until_ns":9223372036854775808}'),
        (ask.UnlockRequest, b'{"passphrase":""}'),
        (ask.HelloQuery, b'{"nonce":"00000000000000000000000000000000\\n"}'),
    ],
)
def test_what_is_out_of_bounds_is_refused(kind: type[ask.Request], body: bytes) -> None:
    """Each for one reason."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(body, type=kind)


def test_what_is_in_bounds_is_taken() -> None:
    """So that the test above fails for its reason."""
    source = msgspec.json.decode(b'{"path":"/a\\u0000xff","date":"2026-02-28"}', type=ask.NewSource)
    assert (source.path, source.date) == ("/a\0xff", "2026-02-28")
    assert msgspec.json.decode(b"{}", type=ask.SourcePatch).wedding is msgspec.UNSET


def test_a_passphrase_is_not_shown() -> None:
    """In no log and no traceback."""
    assert "rosebud" not in repr(ask.UnlockRequest(passphrase="rosebud"))
    assert "rosebud" not in str(ask.UnlockRequest(passphrase="rosebud"))
