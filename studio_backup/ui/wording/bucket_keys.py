"""The access key of a bucket in words: where a provider shows it, what is still missing. Pure."""

from __future__ import annotations

from studio_backup.ui.providers import ProviderName
from studio_backup.ui.texts import translate


def where_shown(provider: ProviderName | None) -> str:
    """Where a person finds both; "" if nobody knows which provider it is."""
    if provider is None:
        return ""
    return {
        "amazon": translate("BucketKeys", "In the AWS console: IAM, Users, Security credentials, Create access key."),
        "backblaze": translate(
            "BucketKeys", "At Backblaze: Application Keys, Add a New Application Key. The ID is called keyID there."
        ),
        "cloudflare": translate("BucketKeys", "At Cloudflare: R2, Manage API tokens, Create API token."),
        "wasabi": translate("BucketKeys", "At Wasabi: Access Keys, Create New Access Key."),
        "minio": translate("BucketKeys", "In the console of MinIO: Access Keys, Create access key."),
    }[provider]


def kept_words() -> str:
    """Where they go, and what empty fields mean."""
    return translate(
        "BucketKeys",
        "Both are kept in the keyring of this computer, nowhere else. Leave them empty if the AWS tools on this"
        " computer know them already.",
    )


def keys_wait(access_key: str, secret_key: str) -> str:
    """Which half is still missing, or can be no key; "" if both are there, or neither."""
    access_key, secret_key = access_key.strip(), secret_key.strip()
    if not access_key and not secret_key:
        return ""
    if not access_key:
        return translate("BucketKeys", "The access key ID is still missing")
    if not secret_key:
        return translate("BucketKeys", "The secret access key is still missing")
    whole = access_key + secret_key
    odd = not whole.isascii() or not whole.isprintable() or " " in whole
    return translate("BucketKeys", "A key has letters, digits and signs only, no blanks") if odd else ""
