"""`estimate`, `analytics`: what a backup will take, and what was done so far."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click

from studio_backup.api.figures import AnalyticsView, EstimateRequest, EstimateView, KindView, WorkView
from studio_backup.api.paths import from_wire, to_wire
from studio_backup.api.requests import AnalyticsQuery, PageQuery
from studio_backup.cli import words
from studio_backup.cli.door import Door, all_pages, door
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session


@click.command("estimate", epilog="\b\nExample:\n  studio-backup estimate ~/Weddings/anna-and-ben")
@click.argument("what", metavar="SOURCE|PATH")
@pass_session
def estimate(session: Session, what: str) -> Answer:
    """How much the next backup of a watched folder reads and stores, and how long it takes; of any other folder too."""
    path = os.path.abspath(what)
    with door(session) as engine:
        source = _source(engine, what, path)
        asked = EstimateRequest(source=source) if source else EstimateRequest(path=to_wire(path))
        found = engine.service.estimate(asked)
    return Answer(found, lambda: _estimated(found))


def _source(engine: Door, what: str, path: str) -> str:
    """The id of the source that is meant, "" if it is none."""
    sources = all_pages(lambda after: engine.service.sources(PageQuery(limit=500, after=after)))
    return next((one.id for one in sources if what == one.id or from_wire(one.path) == path), "")


def _estimated(found: EstimateView) -> Iterator[str]:
    yield f"{words.count(found.files, 'file')}, {words.size(found.bytes)} in all."
    yield f"New or changed: {words.count(found.files_new, 'file')}, {words.size(found.bytes_new)};"
    yield f"the vault grows by about {words.size(found.bytes_stored)}, in about {words.duration(60 * found.minutes)}."
    if not found.runs:
        yield "No earlier backup tells how fast this machine is: that is what a usual one needs."
        return
    off = "" if found.off_percent is None else f"; earlier estimates were off by {found.off_percent:.0f} %"
    yield f"Told from {words.count(found.runs, 'earlier backup')}{off}."


@click.command("analytics", epilog="\b\nExample:\n  studio-backup analytics --days 90")
@click.option("--days", default=30, show_default=True, type=click.IntRange(1, 730), help="How many days back.")
@pass_session
def analytics(session: Session, days: int) -> Answer:
    """What was done: success, durations, what storing saved by kind of file, growth, and when places are full."""
    with door(session) as engine:
        found = engine.service.analytics(AnalyticsQuery(days=days))
    return Answer(found, lambda: _told(found, days))


def _told(found: AnalyticsView, days: int) -> Iterator[str]:
    yield f"The last {words.count(days, 'day')}"
    yield from words.table([_work(one) for one in found.work])
    if found.kinds:
        yield "What was read, by kind"
        yield from words.table([_kind(one) for one in found.kinds])
    if found.growth:
        yield "Growth"
        yield from words.table([(one.tier or "vault", words.size(one.bytes)) for one in found.growth])
    for place in found.forecasts:
        full = "" if place.full_in_days is None else f", full in about {words.count(round(place.full_in_days), 'day')}"
        yield f"Free at {place.place}: {words.size(place.free_bytes)}{full}."
    if found.estimates_off_percent is not None:
        yield f"Estimates of backups were off by {found.estimates_off_percent:.0f} %."


def _work(one: WorkView) -> tuple[str, ...]:
    rate = "" if one.success_percent is None else f"{one.success_percent:.4g} % succeeded"
    usual = f"usually {words.duration(one.seconds)}, at most {words.duration(one.slowest_seconds)}"
    return one.kind, words.count(one.completed + one.failed, "job"), rate, usual if one.completed else ""


def _kind(one: KindView) -> tuple[str, ...]:
    new = f"{words.size(one.bytes_new)} new, stored in {words.size(one.bytes_stored)}"
    ratios = f"dedup {one.dedup:.2f}, compression {one.compression:.2f}" if one.bytes_stored else ""
    return one.kind, words.count(one.files, "file"), words.size(one.bytes_read), new, ratios
