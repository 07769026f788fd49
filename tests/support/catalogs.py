"""All that a catalog knows of the vault, to compare one that was kept with one made anew from the vault alone."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from studio_backup.base.clock import SystemClock
from studio_backup.base.control import CancelToken
from studio_backup.catalog.contents import HeldFile, contents
from studio_backup.catalog.database import Catalog, open_catalog
from studio_backup.catalog.jobs import JobTable
from studio_backup.catalog.point_contents import PointContents
from studio_backup.catalog.points import PointRow, PointTable
from studio_backup.catalog.search import FileSearch
from studio_backup.domain.job import Job
from studio_backup.engine.service.index import Index
from studio_backup.engine.studio import Studio

NAME = "catalog.db"
MOST_JOBS = 100_000


@dataclass(frozen=True)
class Knowledge:
    """Points and searchable files, in one order however they came to be known; `searchable`: ids of points."""

    points: tuple[PointRow, ...]
    searchable: tuple[str, ...]
    files: tuple[HeldFile, ...]

    def difference(self, other: Knowledge) -> str:
        """In which rows the two differ, "" where they are equal."""
        pairs = (
            ("points", self.points, other.points),
            ("searchable points", self.searchable, other.searchable),
            ("files", self.files, other.files),
        )
        told = [f"{name}: {_differing(mine, theirs)}" for name, mine, theirs in pairs if mine != theirs]
        return "; ".join(told)


def _differing(mine: tuple[object, ...], theirs: tuple[object, ...]) -> str:
    here, there = set(mine), set(theirs)
    first = min(map(str, here ^ there), default="none: the order differs")
    return f"{len(here - there)} too many, {len(there - here)} missing, such as {first[:300]}"


def knowledge(catalog: Catalog) -> Knowledge:
    """What it holds now."""
    points = tuple(PointTable(catalog).all())
    return Knowledge(points, tuple(sorted(FileSearch(catalog).points())), tuple(contents(catalog)))


def kept(path: Path) -> Knowledge:
    """What the catalog in this file holds, which an engine may have open."""
    with contextlib.closing(Catalog(str(path), SystemClock())) as catalog:
        return knowledge(catalog)


def rebuilt(studio: Studio, folder: Path) -> Knowledge:
    """A new catalog in this folder, made from the vault alone."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with contextlib.closing(open_catalog(str(folder / NAME), SystemClock())) as catalog:
        Index(PointTable(catalog), FileSearch(catalog), PointContents(catalog)).rebuild(studio, CancelToken())
        return knowledge(catalog)


@contextlib.contextmanager
def left_behind(home: Path, folder: Path) -> Iterator[Catalog]:
    """A copy of the catalog as a dead engine left it, its log included; the original is not touched."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for end in ("", "-wal"):
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(home / (NAME + end), folder / (NAME + end))
    with contextlib.closing(open_catalog(str(folder / NAME), SystemClock())) as catalog:
        assert not catalog.fresh, f"the catalog could not be used and was set aside: {catalog.set_aside}"
        yield catalog


def caught_up(catalog: Catalog, studio: Studio) -> Knowledge:
    """What it holds once it did what an engine's start does."""
    Index(PointTable(catalog), FileSearch(catalog), PointContents(catalog)).update(studio, CancelToken())
    return knowledge(catalog)


def all_jobs(catalog: Catalog) -> list[Job]:
    """Every job there was, newest first."""
    return JobTable(catalog).page(MOST_JOBS)
