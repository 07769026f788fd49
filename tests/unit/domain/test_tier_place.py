"""What a tier is made of and where it lies: a person's word, else its kind and address."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from studio_backup.domain.tier import Tier
from studio_backup.domain.tier_place import medium_of, place_of, provider_of


def _tier(role: str, location: str, **more: str) -> Tier:
    return Tier(id="1" * 32, name="t", role=role, location=location, **more)  # type: ignore[arg-type]


B2 = "s3://bucket/studio?endpoint=https://s3.eu-central-003.backblazeb2.com&region=eu-central-003"


@pytest.mark.parametrize(
    ("tier", "medium", "provider", "place"),
    [
        (_tier("nas", "/mnt/nas"), "nas", "", "studio"),
        (_tier("local", "/vault"), "disk", "", "studio"),
        (_tier("offsite", "/media/drive"), "disk", "", "where t is kept"),
        (_tier("cloud", B2), "cloud", "backblazeb2.com", "backblazeb2.com eu-central-003"),
        (_tier("cloud", "s3://bucket/studio"), "cloud", "amazonaws.com", "amazonaws.com"),
        (_tier("nas", "s3://b?endpoint=http://192.168.1.5:9000"), "cloud", "192.168.1.5", "192.168.1.5"),
        (_tier("cloud-secondary", "s3://b?endpoint=https://s3.host.co.uk"), "cloud", "host.co.uk", "host.co.uk"),
        (_tier("cloud", "/mnt/synced"), "cloud", "", "where t is kept"),
    ],
)
def test_told_from_its_kind_and_address(tier: Tier, medium: str, provider: str, place: str) -> None:
    assert (medium_of(tier), provider_of(tier), place_of(tier)) == (medium, provider, place)


def test_a_persons_word_counts() -> None:
    tier = replace(_tier("nas", "/mnt/nas"), medium="tape", place="Barn", provider="Ann")
    assert (medium_of(tier), provider_of(tier), place_of(tier)) == ("tape", "Ann", "Barn")
