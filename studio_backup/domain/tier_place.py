"""What a tier is made of and where it lies, as copies are counted: what a person said, else what its address tells.

Pure. Nothing here is asked of a network.
"""

from __future__ import annotations

import ipaddress
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from studio_backup.domain.tier import Tier

STUDIO: Final = "studio"
"""Where the machines are at home, and what is connected to them."""
AMAZON: Final = "amazonaws.com"
"""The provider of a bucket without an endpoint."""
_SECOND_LEVEL: Final = frozenset({"co", "com", "net", "org", "ac", "gov"})


def medium_of(tier: Tier) -> str:
    """What it is made of: "disk", "nas", "cloud" …"""
    if tier.medium:
        return tier.medium
    if _is_bucket(tier) or tier.role.startswith("cloud"):
        return "cloud"
    return "nas" if tier.role == "nas" else "disk"


def provider_of(tier: Tier) -> str:
    """Who runs the cloud, as "backblazeb2.com"; "" for what is no cloud."""
    if tier.provider or not _is_bucket(tier):
        return tier.provider
    host = urlsplit(_asked(tier).get("endpoint", "")).hostname or AMAZON
    return _owner(host)


def place_of(tier: Tier) -> str:
    """Where it lies, equal for tiers at one place: the place's name, else the provider's region, else the studio for
    what stands there; a drive kept elsewhere is a place of its own."""
    if tier.place:
        return tier.place
    if _is_bucket(tier):
        asked = _asked(tier)
        return f"{provider_of(tier)} {asked.get('region', '')}".strip()
    return f"where {tier.name} is kept" if tier.role in ("offsite", "cloud", "cloud-secondary") else STUDIO


def _is_bucket(tier: Tier) -> bool:
    return tier.location.startswith("s3://")


def _asked(tier: Tier) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(tier.location).query))


def _owner(host: str) -> str:
    """The part of a host's name that somebody bought."""
    host = host.rstrip(".").lower()
    try:
        ipaddress.ip_address(host)
    except ValueError:
        parts = host.split(".")
        wide = len(parts) > 2 and parts[-2] in _SECOND_LEVEL and len(parts[-1]) == 2
        return ".".join(parts[-3 if wide else -2 :])
    return host
