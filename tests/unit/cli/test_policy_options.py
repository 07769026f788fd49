"""What a policy is told by options: no value is taken for "not given"."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from studio_backup.cli.verbs.policy import command


@pytest.mark.parametrize("minutes", ["0", "-5"])
def test_a_schedule_of_no_minutes_is_refused_not_ignored(minutes: str) -> None:
    done = CliRunner().invoke(command, ["add", "Never", "--every", minutes])
    assert done.exit_code == 2 and "--every" in done.output
