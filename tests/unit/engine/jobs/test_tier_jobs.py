"""Tiers: refused where somebody else's things may lie, left as they were after a failure, remembered when attached."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.base.errors import MarkerError, NotFoundError, RefusedError, StorageUnavailable
from studio_backup.domain.tier import Tier
from studio_backup.engine.backup.mounts import MountTable
from studio_backup.engine.bucket_keys import KeptKeys
from studio_backup.engine.jobs import tiers
from studio_backup.engine.jobs.holders import Holders
from studio_backup.engine.jobs.points import list_points
from studio_backup.engine.jobs.repair import repair_tier
from studio_backup.engine.jobs.replicate import run_replicate
from studio_backup.engine.jobs.status import run_status
from studio_backup.storage.probe_report import ProbeReport, decode_report, encode_report
from studio_backup.storage.probe_report import settings_of as probed_settings
from studio_backup.storage.s3_settings import S3Settings


def _names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*"))


def test_a_drive_that_should_be_mounted(bench, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    mount = bench.base / "mnt"
    mount.mkdir()
    monkeypatch.setattr(tiers, "read_mounts", lambda: MountTable(expected=frozenset({str(mount).encode()})))
    with bench.studio() as studio, pytest.raises(RefusedError, match="no drive is mounted"):
        tiers.add_tier(studio, "nas", str(mount / "studio"), "nas")
    assert _names(mount) == []


def test_a_failed_probe_leaves_nothing(bench, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    def silent(*_: object, **__: object) -> None:
        raise StorageUnavailable("It does not answer.")

    monkeypatch.setattr(tiers, "probe_place", silent)
    with bench.studio() as studio, pytest.raises(StorageUnavailable):
        tiers.add_tier(studio, "nas", str(bench.base / "nas"), "nas")
    assert not (bench.base / "nas").exists() and not studio.home.tiers()


def test_objects_without_a_marker_are_refused(bench) -> None:  # type: ignore[no-untyped-def]
    with bench.studio() as studio:
        tiers.add_tier(studio, "nas", str(bench.base / "nas"), "nas")
        (bench.base / "nas" / "tier").unlink()
        (bench.base / "nas" / "config-").with_name("config-" + "0" * 64).write_bytes(b"x")
        with pytest.raises(MarkerError, match="no marker"):
            tiers.add_tier(studio, "again", str(bench.base / "nas"), "nas")


def test_attaching_fills_the_ledger_once(bench) -> None:  # type: ignore[no-untyped-def]
    place = str(bench.base / "nas")
    with bench.studio() as studio:
        bench.back_up(studio)
        tiers.add_tier(studio, "nas", place, "nas")
    with bench.studio() as studio:
        run_replicate(studio, progress=NoProgress(), cancel=CancelToken())
        for ledger in (bench.base / "home" / "ledger").iterdir():
            ledger.unlink()
    with bench.studio() as studio:
        assert list_points(studio).points[0].held == ("local",)
        assert tiers.add_tier(studio, "x", place, "cloud").attached
        assert list_points(studio).points[0].held == ("local", "nas")
        status = run_status(studio).weddings[0]
        assert status.state == "stale" and any("nas: 0 %" in reason for reason in status.reasons)


def test_a_tier_which_the_home_reads_is_not_forgotten(bench) -> None:  # type: ignore[no-untyped-def]
    from studio_backup.engine.jobs.joining import open_vault
    from studio_backup.engine.wiring import open_home

    with bench.studio() as studio:
        bench.back_up(studio)
        tiers.add_tier(studio, "nas", str(bench.base / "nas"), "nas")
    with bench.studio() as studio:
        run_replicate(studio, progress=NoProgress(), cancel=CancelToken())
    home = open_home(bench.options("far"))
    open_vault(bench.options("far"), home=home, location=str(bench.base / "nas"), local=None, clock=studio.clock)
    with pytest.raises(RefusedError, match="reads the vault from"):
        tiers.remove_tier(home, "nas", KeptKeys(studio.clock))
    with bench.studio("far") as far:
        assert Holders(far).of(f"c/{'0' * 16}/snapshots/{'0' * 64}") == ()
        assert list_points(far).points[0].held == ("nas",)
        with pytest.raises(NotFoundError, match="only reads"):
            run_replicate(far, progress=NoProgress(), cancel=CancelToken())


def test_the_vaults_own_marker_is_repaired_and_a_swapped_one_is_not(bench) -> None:  # type: ignore[no-untyped-def]
    with bench.studio() as studio:
        bench.back_up(studio)
        tiers.add_tier(studio, "nas", str(bench.base / "nas"), "nas")
        marker = bench.vault / "tier"
        marker.chmod(0o600)
        marker.write_bytes(b"torn")
        assert repair_tier(studio, "local").repaired
        assert not repair_tier(studio, "local").repaired
        swapped = (bench.base / "nas" / "tier").read_bytes()
        marker.unlink()
        marker.write_bytes(swapped)
        with pytest.raises(MarkerError, match=r"is the tier nas"):
            repair_tier(studio, "local")
        with pytest.raises(RefusedError, match=r"does not show"):
            repair_tier(studio, "nas")


def test_what_the_probe_found_of_a_bucket_is_used_to_open_it(bench) -> None:  # type: ignore[no-untyped-def]
    found = S3Settings(conditional=False, checksum=False, path_style=False, unsigned_payload=False)
    report = ProbeReport(
        kind="bucket", label="s3://b", probed_ns=1, readback=True, exclusive=False, checksum=False, listing=True,
        latency=0.1, put_speed=1.0, get_speed=1.0, clock_offset=0.0, medium="remote", settings=found,
    )  # fmt: skip
    kept = encode_report(report)
    assert decode_report(kept) == report and probed_settings(kept) == found
    tier = Tier(id="0" * 16, name="c", role="cloud", location="s3://b", settings=kept)
    with bench.studio() as studio:
        assert tiers.state_of(tier).probe.missing and studio.tiers == ()


def test_an_attached_place_is_probed_before_the_first_writing(bench) -> None:  # type: ignore[no-untyped-def]
    place = str(bench.base / "nas")
    with bench.studio() as studio:
        bench.back_up(studio)
        tiers.add_tier(studio, "nas", place, "nas")
        tiers.remove_tier(studio.home, "nas", KeptKeys(studio.clock))
    with bench.studio() as studio:
        assert tiers.add_tier(studio, "nas", place, "nas").probe is None
        run_replicate(studio, progress=NoProgress(), cancel=CancelToken())
        assert tiers.state_of(studio.home.tiers()[0]).probe is not None


def test_a_place_is_tried_out_and_left_as_it_was(bench) -> None:  # type: ignore[no-untyped-def]
    new, empty = bench.base / "new", bench.base / "empty"
    empty.mkdir()
    with bench.studio() as studio:
        for place in (new, empty):
            tried = tiers.try_place(studio, str(place), "nas")
            assert tried.report and tried.report.readback and tried.location == str(place) and not tried.name
        assert not new.exists() and _names(empty) == [] and studio.tiers == ()
        tiers.add_tier(studio, "nas", str(new), "nas")
        again = tiers.try_place(studio, str(new), "nas")
        assert (again.name, again.report) == ("nas", None)
        (empty / "holiday.jpg").write_bytes(b"x")
        with pytest.raises(RefusedError, match="not empty"):
            tiers.try_place(studio, str(empty), "nas")
