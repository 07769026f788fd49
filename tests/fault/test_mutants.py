"""Every mistake is noticed; without a mistake, nothing is."""

import mutants
import pytest
import scenarios

SEED = 7


@pytest.mark.parametrize("mutant", mutants.ALL, ids=lambda m: m.name)
def test_the_harness_notices(mutant):
    with mutant.mistake():
        noticed = mutant.hunt(SEED)
    print(f"{mutant.name}: {noticed}")
    assert noticed


@pytest.mark.parametrize("scenario", scenarios.ALL, ids=lambda s: s.__name__)
def test_the_program_itself_passes(scenario):
    scenario(SEED)
