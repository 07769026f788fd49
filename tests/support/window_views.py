"""Views as the engine would send them, for tests of what the window says of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from studio_backup.api.wire import AlertView, AmountView, CopyView, JobView, SourceStateView, StatusView, TierView
from studio_backup.api.wire import WeddingView as Wedding

MINUTE = 60 * 10**9
NOW = int(datetime(2026, 6, 10, 21, 50).astimezone().timestamp()) * 10**9
"""A Wednesday evening, on this machine's clock."""


def ago(minutes: float) -> int:
    """So many minutes before NOW."""
    return NOW - int(minutes * MINUTE)


def copy(place: str = "local", role: str = "local", **more: Any) -> CopyView:
    """A whole copy which was read back."""
    told = {"points": 1, "waiting": 0, "bytes": 1000, "read_percent": 100.0, "oldest_read_ns": ago(5)}
    return CopyView(**{"place": place, "role": role, **told, **more})


THREE = (copy(), copy("NAS", "nas"), copy("Amsterdam", "cloud"))


def wedding(name: str = "Rose Hall", date: str = "2026-06-13", **more: Any) -> Wedding:
    """A wedding in three places."""
    told = {"state": "good", "newest_ns": ago(6), "newest_files": 412, "points": 1, "copies": THREE}
    return Wedding(**{"wedding": name, "date": date, **told, **more})


def source(**more: Any) -> SourceStateView:
    """A folder which is safe."""
    told = {"id": "s1", "path": "/w/rose", "state": "protected", "last_backup_ns": ago(4), "next_due_ns": ago(-11)}
    return SourceStateView(**{**told, **more})


def tier(name: str = "NAS", **more: Any) -> TierView:
    """A place which has all."""
    return TierView(**{"name": name, "role": "nas", "state": "good", "last_contact_ns": ago(1), **more})


def alert(**more: Any) -> AlertView:
    """A NAS which does not answer."""
    told = {
        "id": "a1",
        "kind": "tier_unreachable",
        "severity": "warning",
        "cause": "NAS",
        "message": "NAS does not answer: 412 files wait for it.",
        "mend": "Connect it or switch it on, it goes on by itself",
        "since_ns": ago(40),
    }
    return AlertView(**{**told, **more})


def job(**more: Any) -> JobView:
    """A copy job, a quarter done."""
    told = {
        "id": "j1",
        "kind": "replicate",
        "level": "normal",
        "state": "in progress",
        "stage": "replicating",
        "wedding": "Rose Hall",
        "tier": "NAS",
        "progress": AmountView(files=100, files_total=400, bytes=25_000_000, bytes_total=100_000_000),
    }
    return JobView(**{**told, **more})


def status(**more: Any) -> StatusView:
    """A studio in which all is well."""
    told: dict[str, Any] = {"state": "protected", "unlocked": True, "since_ns": ago(600), "pid": 1}
    told |= {
        "sources": (source(),),
        "tiers": (tier(),),
        "weddings": (wedding(), wedding("Lakeside Barn", "2026-06-06")),
    }
    return StatusView(**{**told, **more})
