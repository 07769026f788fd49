"""The list of mapped names which a restore leaves beside what it restored."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence

from studio_backup.base.names import display
from studio_backup.engine.restore.plan import MappedName


def list_name(restore: str) -> bytes:
    """The list's file name in the target folder."""
    return b"renamed by restore %b.jsonl" % restore.encode("ascii")


def list_bytes(mapped: Sequence[MappedName]) -> bytes:
    """One line for each mapped path: what it is called now, what it was, and that in base64 for programs."""
    lines = (
        {"now": display(one.target), "was": display(one.path), "was64": base64.b64encode(one.path).decode("ascii")}
        for one in mapped
    )
    return b"".join(json.dumps(line, ensure_ascii=False).encode("utf-8") + b"\n" for line in lines)
