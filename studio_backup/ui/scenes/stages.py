"""How the studio stands while its scenes are shown. Knows nothing of Qt: whoever sets the stage need not load it."""

from __future__ import annotations

from typing import Final, Literal

Stage = Literal["empty", "calm", "working", "trouble", "locked", "gone", "new"]
"""No folder yet; all well; work under way; troubles; the engine locked; no engine; a home without a vault."""
STAGES: Final[tuple[Stage, ...]] = ("empty", "calm", "working", "trouble", "locked", "gone", "new")
