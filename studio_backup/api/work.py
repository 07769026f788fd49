"""Work that a person asks for by name: what the command line sends where an engine runs.

What was asked stands in the job (`JobView.asked`) in these very structs. Texts are written as `api.paths` says.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from studio_backup.api.paths import is_path_text
from studio_backup.api.requests import Check, Date, Label, PathText, Patterns, Request

Paths = Annotated[tuple[PathText, ...], Meta(min_length=1, max_length=1_000)]
Speed = Annotated[float, Meta(gt=0, le=1e15)]
Percent = Annotated[float, Meta(gt=0, le=100)]


class BackupAsked(Request, frozen=True, kw_only=True):
    """Folders or files to back up now, watched or not; absolute paths. A new wedding needs its date."""

    paths: Paths
    wedding: Label = ""
    date: Date = ""
    excludes: Patterns = ()
    one_file_system: bool = False
    accept_empty: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if not all(is_path_text(text) for text in (*self.paths, *self.excludes)):
            raise ValueError("a character which cannot stand here")


class ReplicateAsked(Request, frozen=True, kw_only=True):
    """Copy to a tier ("": all) what it lacks, of one wedding ("": all). `limit`: bytes a second at most."""

    tier: Label = ""
    wedding: Label = ""
    date: Date = ""
    limit: Speed | None = None


class VerifyAsked(Request, frozen=True, kw_only=True):
    """Read a place ("": all) back. `sample`: percent of the bytes of packs; `heal`: mend what is damaged."""

    tier: Label = ""
    wedding: Label = ""
    date: Date = ""
    level: Check = "read"
    sample: Percent = 100.0
    heal: bool = False
