"""Power loss during backup and replicate. The long form is tests/fault/run."""

import power_cuts

SEED = 20260620
STATES = 150


def test_whatever_the_disk_holds_after_a_cut_what_was_acknowledged_comes_back_and_the_next_run_finishes():
    result = power_cuts.campaign(STATES, SEED)
    print(result)
    assert not result.problems, "\n".join(result.problems[:5])
