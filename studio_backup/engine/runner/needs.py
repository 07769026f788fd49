"""Jobs which need others first: rings among them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from studio_backup.domain.job import Job


def find_ring(needs: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Ids which need each other in a ring, the first again at the end; () if there is none."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def needed_first(jobs: Sequence[Job]) -> list[Job]:
    """The same jobs, each after those it needs. There is no ring among them."""
    by_id = {job.id: job for job in jobs}
    order = TopologicalSorter({job.id: [need for need in job.needs if need in by_id] for job in jobs})
    return [by_id[id] for id in order.static_order()]
