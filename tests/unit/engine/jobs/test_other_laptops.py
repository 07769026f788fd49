"""What another laptop of the studio stored is seen at the places both copy to."""

from __future__ import annotations

from studio_backup.base.clock import SystemClock
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.engine.jobs.joining import open_vault
from studio_backup.engine.jobs.other_laptops import stored_elsewhere
from studio_backup.engine.jobs.replicate import run_replicate
from studio_backup.engine.jobs.tiers import add_tier
from studio_backup.engine.studio import Studio
from studio_backup.engine.wiring import open_home
from tests.unit.engine.jobs.conftest import Bench


def _copied(bench: Bench) -> list[str]:
    """A photo and a paper of Kim's wedding, at a NAS; ids of the points."""
    (bench.source / "card").mkdir()
    (bench.source / "card" / "DSC_1.CR2").write_bytes(b"II*\0" + b"x" * 500)
    with bench.studio() as studio:
        add_tier(studio, "nas", str(bench.base / "nas"), "nas")
    with bench.studio() as studio:
        done = bench.back_up(studio)
        run_replicate(studio, progress=NoProgress(), cancel=CancelToken())
    return [point.id for point in done.report.points]


def _second(bench: Bench) -> Studio:
    home = open_home(bench.options("far"))
    open_vault(
        bench.options("far"),
        home=home,
        location=str(bench.base / "nas"),
        local=str(bench.base / "far vault"),
        clock=SystemClock(),
    )
    return bench.studio("far")


def test_what_another_laptop_stored_is_seen(bench: Bench) -> None:
    points = _copied(bench)
    with _second(bench) as studio:
        found = stored_elsewhere(studio, "kim", "2026-06-20", (), cancel=CancelToken())
        assert found.silent == () and [path for path, _ in found.contents] == [str(bench.source)]
        content = found.contents[0][1]
        assert (content.photos, content.papers, content.groups[0].folder) == (1, 1, "card")
        assert stored_elsewhere(studio, "Lee", "", (), cancel=CancelToken()).contents == ()
        assert stored_elsewhere(studio, "Kim", "", points, cancel=CancelToken()).contents == (), "one's own"


def test_a_place_that_does_not_answer_is_named(bench: Bench) -> None:
    _copied(bench)
    with _second(bench):
        pass
    (bench.base / "nas").rename(bench.base / "off")
    with bench.studio("far") as studio:
        found = stored_elsewhere(studio, "Kim", "2026-06-20", (), cancel=CancelToken())
    assert (found.contents, found.silent) == ((), ("nas",))
