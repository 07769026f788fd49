"""The engine's proof."""

from __future__ import annotations

import hashlib
import hmac

from studio_backup.api.proof import new_nonce, prove, proves


def test_it_is_the_hmac_that_is_promised() -> None:
    """So that other clients can be written."""
    nonce = "0" * 32
    assert prove("t", nonce) == hmac.new(b"t", b"studio-backup server" + nonce.encode(), hashlib.sha256).hexdigest()


def test_only_the_token_proves() -> None:
    """Nor a proof for another nonce."""
    nonce = new_nonce()
    assert proves("token", nonce, prove("token", nonce))
    assert not proves("token", nonce, prove("other", nonce))
    assert not proves("token", nonce, prove("token", new_nonce()))
    assert not proves("token", nonce, "")
    assert not proves("token", nonce, "ü\ud800")


def test_no_nonce_comes_twice() -> None:
    assert new_nonce() != new_nonce()
