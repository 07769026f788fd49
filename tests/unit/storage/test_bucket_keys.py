"""What is typed as a key: made clean, refused without being repeated, shown by nothing."""

from __future__ import annotations

import pytest

from studio_backup.base.errors import UsageError
from studio_backup.storage.bucket_keys import typed_keys
from studio_backup.storage.s3_errors import Answer, storage_error


def test_pasted_with_blanks_around() -> None:
    keys = typed_keys("  AKIAEXAMPLE\n", "\tabc/def+123= ")
    assert (keys.access_key, keys.secret_key) == ("AKIAEXAMPLE", "abc/def+123=")
    assert "AKIA" not in f"{keys!r}{keys}" and "abc/def" not in f"{keys!r}{keys}"


@pytest.mark.parametrize("secret", ["", "   ", "two words here", "schlüssel-geheim", "x\0y-geheim", "g" * 600])
def test_what_can_be_no_key_is_not_repeated(secret: str) -> None:
    with pytest.raises(UsageError) as caught:
        typed_keys("AKIAEXAMPLE", secret)
    told = caught.value.message + caught.value.hint
    assert "AKIA" not in told and (not secret.strip() or secret not in told)


@pytest.mark.parametrize(
    ("code", "status", "told"),
    [
        ("InvalidAccessKeyId", 403, "does not know this access key ID"),
        ("SignatureDoesNotMatch", 403, "the secret access key is wrong"),
        ("AccessDenied", 403, "refuses writing with this access key"),
        ("", 403, "refuses writing with this access key"),
        ("AuthorizationHeaderMalformed", 400, "in another region"),
        ("PermanentRedirect", 301, "in another region"),
        ("301", 301, "in another region"),
    ],
)
def test_each_refusal_says_what_is_wrong(code: str, status: int, told: str) -> None:
    error = storage_error(Answer(code, status), "s3://studio", "writing")
    assert told in error.message and error.hint and not error.retryable
