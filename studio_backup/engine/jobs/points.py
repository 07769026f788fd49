"""Recovery points as a person picks them: wedding, time, where they are held."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.domain.collection import Wedding
from studio_backup.domain.objects import collection_name
from studio_backup.domain.problem import Problem
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.engine.jobs.holders import Holders
from studio_backup.engine.jobs.weddings import all_weddings, everything, find_wedding
from studio_backup.engine.restore.points import load_points
from studio_backup.engine.studio import Studio


@dataclass(frozen=True, slots=True)
class Point:
    """One recovery point. Times in ns UTC. `held`: names of places which are known to have it."""

    id: str
    wedding: str
    date: str
    started_ns: int
    ended_ns: int
    device: str
    source: bytes
    files: int
    bytes: int
    flagged: int
    excluded: int
    partial: bool
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PointList:
    """Points, oldest first, and damaged or missing ones among them."""

    points: tuple[Point, ...]
    problems: tuple[Problem, ...]


def list_points(studio: Studio, *, wedding: str = "", date: str = "", at_ns: int | None = None) -> PointList:
    """All points of weddings, or those of what is named; only those begun at or before `at_ns`."""
    weddings, problems = everything(studio) if wedding else all_weddings(studio)
    chosen = [find_wedding(weddings, wedding, date)] if wedding else weddings
    holders = Holders(studio)
    devices = device_names(studio)
    points: list[Point] = []
    for one in chosen:
        loaded = load_points(studio.repository, one.collections)
        problems += loaded.problems
        kept = [p for p in loaded.points if at_ns is None or p.snapshot.started_ns <= at_ns]
        points += [describe(p, one, devices, holders) for p in kept]
    return PointList(tuple(sorted(points, key=lambda p: (p.started_ns, p.id))), tuple(problems))


def device_names(studio: Studio) -> dict[str, str]:
    """Device id -> what people call the laptop."""
    return {one.id: one.name for one in studio.repository.devices().values()}


def describe(point: StoredSnapshot, wedding: Wedding, devices: dict[str, str], holders: Holders) -> Point:
    """A stored snapshot as a recovery point."""
    snapshot = point.snapshot
    return Point(
        id=point.id,
        wedding=wedding.label,
        date=wedding.date,
        started_ns=snapshot.started_ns,
        ended_ns=snapshot.ended_ns,
        device=devices.get(snapshot.device, snapshot.device),
        source=snapshot.source.raw_path,
        files=snapshot.counts.files,
        bytes=snapshot.counts.bytes,
        flagged=snapshot.counts.flagged,
        excluded=snapshot.counts.excluded,
        partial=snapshot.partial,
        held=holders.of(object_name(point)),
    )


def object_name(point: StoredSnapshot) -> str:
    """The object which holds the point."""
    return collection_name(point.snapshot.collection, "snapshots", point.id)
