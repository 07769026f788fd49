"""Faults at numbered calls, a sample of each kind. The long form, every call, is tests/fault/run."""

import every_call
import os_calls
import pytest
import storage_calls

SEED = 11
SAMPLES = {"backup": 23, "replicate": 17, "restore": 29}  # strides


@pytest.mark.parametrize("case", every_call.CASES, ids=lambda case: case.verb)
@pytest.mark.parametrize("attack", [*os_calls.ALL, *storage_calls.ALL], ids=lambda attack: attack.name)
def test_after_a_fault_nothing_acknowledged_is_lost_and_the_next_run_finishes(case, attack):
    result = every_call.campaign(case, attack, SEED, stride=SAMPLES[case.verb])
    print(result)
    assert not result.problems, "\n".join(result.problems)
