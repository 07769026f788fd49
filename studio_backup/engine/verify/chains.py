"""Gaps in the chains of snapshots, judged over all places together: a point withheld from one of them is no gap."""

from __future__ import annotations

from studio_backup.domain.problem import Problem
from studio_backup.engine.verify.knowledge import Knowledge
from studio_backup.repository.snapshots import chain_problems


def gaps(knowledge: Knowledge) -> tuple[Problem, ...]:
    """Points which no place has any more although later ones of their chain exist, and chains that forked."""
    return tuple(problem for of_one in knowledge.snapshots.values() for problem in chain_problems(of_one))
