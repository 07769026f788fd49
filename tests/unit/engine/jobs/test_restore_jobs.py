"""Where a restore may not go, and what it says when nothing fits."""

from __future__ import annotations

import os

import pytest

from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.base.errors import NotFoundError, UsageError
from studio_backup.engine.jobs import restore, tiers


def prepare(bench, studio, **wish):
    return restore.prepare(
        studio, restore.Wish(wedding="Kim", **wish), ask=None, progress=NoProgress(), cancel=CancelToken()
    )


@pytest.mark.parametrize("inside", ["vault", "vault/deeper", "home/restores", "nas/x", "link"])
def test_not_into_the_programs_own_folders(bench, inside):
    os.symlink(bench.vault, bench.base / "link")
    with bench.studio() as studio:
        bench.back_up(studio)
        tiers.add_tier(studio, "nas", str(bench.base / "nas"), "nas")
    with bench.studio() as studio, pytest.raises(UsageError, match="belongs to this program"):
        prepare(bench, studio, to=str(bench.base / inside))


def test_a_pattern_that_fits_nothing_is_said(bench):
    with bench.studio() as studio:
        bench.back_up(studio)
        with pytest.raises(NotFoundError, match="No file"):
            prepare(bench, studio, to=str(bench.base / "out"), files=("*.nef",))
        assert prepare(bench, studio, to=str(bench.base / "out"), files=("*.txt",)).plan.files == 1
