"""The protocol holds in every state of the short bound, and each mutant of it is caught. The whole: tests/model/run."""

from __future__ import annotations

import pytest

from studio_backup.domain.objects import Kind
from tests.model import mutants, scenarios
from tests.model.explorer import Explored
from tests.model.protocol import TRUE

MOST = 60_000
"""States: a scenario that grows beyond this belongs to the long ones."""


def told(title: str, found: Explored) -> str:
    """For whoever reads a failure."""
    figures = f"{title}: {found.states} states, depth {found.depth}, {found.seconds:.1f} s: {found.problem or 'holds'}"
    return "\n".join([figures, *(f"  {number:2} {step}" for number, step in enumerate(found.trace, 1))])


@pytest.mark.parametrize("scenario", scenarios.SHORT, ids=lambda one: one.name)
def test_the_protocol_holds_in_every_state(scenario):
    found = scenario.explore(most=MOST)
    print(told(scenario.name, found))
    assert not found.problem, told(scenario.name, found)
    assert found.whole, f"more than {MOST} states"


@pytest.mark.parametrize("mutant", mutants.ALL, ids=lambda one: one.name)
def test_every_mutant_is_caught_with_a_shortest_trace(mutant):
    found = mutant.hunt()
    print(told(mutant.name, found))
    assert found.problem
    assert found.trace
    assert mutant.protocol != TRUE


def test_there_are_enough_mutants_and_each_is_another():
    rules = [(one.protocol, one.scenario.name) for one in mutants.ALL]
    assert len(rules) == len(set(rules)) >= 25


def test_the_order_of_the_model_is_the_law_of_the_program():
    law = {"key": Kind.COLLECTION_KEY, "pack": Kind.PACK, "index": Kind.INDEX, "intent": Kind.PENDING}
    law["snapshot"] = Kind.SNAPSHOT
    writing = [law[step] for step in TRUE.writing if step in law]
    removing = [{"record": Kind.PRUNE_RECORD, **law}[step] for step in TRUE.removing]
    assert writing == sorted(writing)
    assert removing[0] is min(Kind.PRUNE_RECORD, *removing)
    assert removing[1:] == sorted(removing[1:], reverse=True)
    assert Kind.PRUNE_RECORD < Kind.DEATH_MARK < Kind.COLLECTION_KEY
