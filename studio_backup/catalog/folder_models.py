"""The tables of folders without a wedding; the others are in `models`."""

from __future__ import annotations

from typing import get_args

from sqlalchemy.orm import Mapped, mapped_column

from studio_backup.catalog.columns import Word
from studio_backup.catalog.models import Base
from studio_backup.domain.matching import DecidedBy, FolderState


class FolderDecisionModel(Base):
    """What was decided of a folder: `domain.matching.Decision`. `clocks`, `covered`: JSON, "" for None."""

    __tablename__ = "folder_decision"
    path: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[FolderState] = mapped_column(Word(*get_args(FolderState)))
    by: Mapped[DecidedBy] = mapped_column(Word(*get_args(DecidedBy)))
    wedding: Mapped[str]
    date: Mapped[str]
    source: Mapped[str]
    made: Mapped[str]
    why: Mapped[str]
    clocks: Mapped[str]
    at_ns: Mapped[int]
    settled_ns: Mapped[int]
    loose: Mapped[bool]
    version: Mapped[int]
    covered: Mapped[str]
    was_wedding: Mapped[str]
    was_date: Mapped[str]


class FoundFolderModel(Base):
    """A folder of photos without a wedding, as it was found last: `domain.matching.FoundFolder`. `cameras`: JSON."""

    __tablename__ = "found_folder"
    path: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    loose: Mapped[bool]
    media: Mapped[int]
    bytes: Mapped[int]
    unread: Mapped[int]
    others: Mapped[int]
    newest_ns: Mapped[int]
    cameras: Mapped[str]
    found_ns: Mapped[int]
