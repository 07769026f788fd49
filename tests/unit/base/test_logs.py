"""The engine's log: JSON lines, escaped, without what looks like a secret."""

import json
import logging
import stat

import pytest

from studio_backup.base.logs import log_to, redacted


@pytest.mark.parametrize(
    ("said", "secret"),
    [
        ("Authorization: Bearer abc.DEF-123", "abc.DEF-123"),
        ('{"token": "s3cr3t-value"}', "s3cr3t-value"),
        ("passphrase=correct-horse", "correct-horse"),
        ("at https://user:hunter2@example.com/x", "hunter2"),
        ("kit 7KQ2M-9XW3T-4HBND-5RZVC-8PJYF-2GAEM", "9XW3T"),
    ],
)
def test_what_looks_like_a_secret_is_struck_out(said, secret):
    assert secret in said and secret not in redacted(said) and "***" in redacted(said)


def test_plain_words_stay():
    text = "3 files wait for nas; the passphrase is wrong."
    assert "files wait for nas" in redacted(text)
    assert redacted("/home/anna/Weddings/2026") == "/home/anna/Weddings/2026"


def test_a_line_is_an_object_that_cannot_be_broken_by_a_name(tmp_path):
    path = tmp_path / "engine.log"
    handler = log_to(str(path))
    logger = logging.getLogger("studio_backup.engine.test")
    try:
        logger.info("backed up %s", "a\nb\x1b[31m.jpg")
        try:
            raise OSError("password=hunter2")
        except OSError:
            logger.exception("a look failed")
    finally:
        logging.getLogger("studio_backup").removeHandler(handler)
        handler.close()
    first, second = map(json.loads, path.read_text().splitlines())
    assert first["level"] == "info" and first["from"] == "engine.test" and "\n" not in first["text"]
    assert "\x1b" not in first["text"] and first["time"].endswith("+00:00")
    assert "OSError" in second["fault"] and "hunter2" not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
