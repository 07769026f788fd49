"""An engine that began without a vault: what it says, what it refuses, and how it takes one up."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_backup.api.requests import NewJob, NewSource, PointsQuery, PreviewRequest, UnlockRequest
from studio_backup.api.settings import SettingsPatch
from studio_backup.api.vault import CheckKit, ConfirmKit, CreateVault, OpenVault, PrintKit, TypedGroup
from studio_backup.base.clock import SystemClock
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.base.errors import NotFoundError, RefusedError, StudioBackupError, TornKit, UnlockError, UsageError
from studio_backup.engine.jobs.joining import open_vault
from studio_backup.engine.jobs.replicate import run_replicate
from studio_backup.engine.jobs.tiers import add_tier
from studio_backup.engine.runner.ports import JobHandle
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.service import Service
from studio_backup.engine.service.wiring import service
from studio_backup.engine.unlock import read_kit
from studio_backup.engine.wiring import Options, open_home, open_studio
from studio_backup.repository import derivation
from studio_backup.repository.kit import kit_groups
from tests.unit.engine.jobs.conftest import PASSPHRASE, Bench, bench

__all__ = ["bench"]


@contextlib.contextmanager
def engine_of(home: Path) -> Iterator[tuple[Service, Engine]]:
    """The service of a home; no thread runs."""
    clock = SystemClock()
    given = open_home(Options(home=str(home)))
    with service(given, lambda options: open_studio(options, clock), clock, lambda: None) as built:
        built[1].keeper.begin()
        yield built


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Service, Engine]]:
    """On a home where nothing was ever done."""
    monkeypatch.setattr(derivation.new_parameters, "__defaults__", (65_536, 1, 1))
    with engine_of(tmp_path / "home") as built:
        yield built


def wanted(base: Path, **more: str) -> CreateVault:
    told = {"studio": "Rose", "folder": str(base / "v"), "passphrase": PASSPHRASE, "kit_pdf": str(base / "k.pdf")}
    return CreateVault(**(told | more))


def test_without_a_vault_it_says_so_and_refuses_what_needs_one(empty: tuple[Service, Engine], tmp_path: Path) -> None:
    made, engine = empty
    engine.look()
    said = made.status()
    assert (said.state, said.vault, said.unlocked, said.alerts) == ("attention", "none", False, ())
    assert said.reasons == ("There is no vault yet: create one or open one that exists.",)
    for verb in (
        lambda: made.add_source(NewSource(path=str(tmp_path))),
        lambda: made.preview(PreviewRequest(path=str(tmp_path))),
        lambda: made.start_job(NewJob(kind="verify")),
        lambda: made.unlock(UnlockRequest(passphrase="x")),
        lambda: made.vault.info(),
        lambda: made.rebuild_catalog(),
    ):
        with pytest.raises(NotFoundError, match="No vault is joined here yet") as caught:
            verb()
        assert "vault create" in caught.value.hint


def test_a_vault_made_through_it_is_worked_with_at_once(
    empty: tuple[Service, Engine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, engine = empty
    left_out: list[tuple[str, ...]] = []
    monkeypatch.setattr(engine.watcher, "leave_out", left_out.append)
    (tmp_path / "photos").mkdir()
    done = made.vault.create(wanted(tmp_path))
    assert left_out == [(str(tmp_path / "home"), str(tmp_path / "v"))], "the vault itself never counts as changed"
    assert [one.kind for one in done.kit_files] == ["pdf", "text", "rescue", "requirements"]
    assert all(Path(one.path).stat().st_size and one.about for one in done.kit_files)
    assert made.status().vault == "open" and made.vault.info().repository == done.repository
    made.add_source(NewSource(path=str(tmp_path / "photos")))
    with pytest.raises(UsageError, match="belongs to Studio Backup itself"):
        made.add_source(NewSource(path=str(tmp_path / "v")))
    with pytest.raises(RefusedError, match="joined a vault already"):
        made.vault.create(wanted(tmp_path, folder=str(tmp_path / "other"), kit_pdf=str(tmp_path / "other.pdf")))
    made.lock()
    assert made.status().vault == "locked"


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"passphrase": "hunter2"}, RefusedError),
        ({"folder": "relative"}, UsageError),
        ({"kit_pdf": "/nowhere/at/all/k.pdf"}, RefusedError),
        ({"studio": "\n"}, UsageError),
    ],
)
def test_what_is_refused_writes_nothing(
    empty: tuple[Service, Engine], tmp_path: Path, more: dict[str, str], kind: type[StudioBackupError]
) -> None:
    with pytest.raises(kind) as caught:
        empty[0].vault.create(wanted(tmp_path, **more))
    assert PASSPHRASE not in str(caught.value)
    assert {one.name for one in tmp_path.iterdir()} == {"home"} and empty[0].status().vault == "none"


def test_the_kit_is_typed_back_in_two_groups(empty: tuple[Service, Engine], tmp_path: Path) -> None:
    made, engine = empty
    made.vault.create(wanted(tmp_path))
    engine.look()
    (alert,) = (one for one in made.status().alerts if one.kind == "kit_not_saved")
    assert alert.severity == "warning" and "check-kit" in alert.mend
    assert made.settings.get().kit == "later"
    groups = kit_groups(read_kit(str(tmp_path / "k.txt")).key)
    numbers = made.vault.kit_groups().numbers
    assert len(set(numbers)) == 2
    typed = [TypedGroup(number=number, text=groups[number - 1].lower()) for number in numbers]
    with pytest.raises(UsageError, match="not the groups"):
        made.vault.confirm_kit(ConfirmKit(groups=(typed[0],)))
    found = made.vault.confirm_kit(ConfirmKit(groups=(typed[0], TypedGroup(number=numbers[1], text="QQQQQ"))))
    assert (found.confirmed, found.wrong) == (False, (numbers[1],)) and made.settings.get().kit == "later"
    assert made.vault.confirm_kit(ConfirmKit(groups=tuple(typed))).confirmed
    engine.look()
    assert not made.status().alerts
    assert made.settings.get().kit == "saved" and made.settings.get().kit_tried_ns
    with pytest.raises(UsageError):
        made.vault.confirm_kit(ConfirmKit(groups=tuple(typed)))


def test_a_restart_forgets_neither_the_reminder_nor_the_kit(tmp_path: Path, empty: tuple[Service, Engine]) -> None:
    empty[0].vault.create(wanted(tmp_path, kit_pdf=str(tmp_path)))
    text = tmp_path / "Studio Backup recovery kit.txt"
    with engine_of(tmp_path / "home") as (made, engine):
        assert engine.kit.unsaved_since_ns and len(made.vault.kit_groups().numbers) == 2
        page = made.vault.print_kit(PrintKit(to=str(tmp_path / "again.pdf")))
        assert Path(page.path).read_bytes().startswith(b"%PDF")
        with pytest.raises(RefusedError, match="never replaced"):
            made.vault.print_kit(PrintKit(to=str(tmp_path / "again.pdf")))
        key_only = " ".join(kit_groups(read_kit(str(text)).key))
        text.unlink()
        with pytest.raises(NotFoundError, match="not at hand"):
            made.vault.kit_groups()
        with pytest.raises(TornKit):
            made.vault.check_kit(CheckKit(kit=key_only[:-1]))
        assert engine.kit.unsaved_since_ns
        assert made.vault.check_kit(CheckKit(kit=key_only)).key_only
        assert not engine.kit.unsaved_since_ns


def test_a_kit_somebody_took_care_of_is_not_asked_for(empty: tuple[Service, Engine], tmp_path: Path) -> None:
    told = wanted(tmp_path)
    empty[0].vault.create(
        CreateVault(
            **{name: getattr(told, name) for name in ("studio", "folder", "passphrase", "kit_pdf")}, kit_confirmed=True
        )
    )
    assert empty[0].settings.get().kit == "saved" and not empty[1].kit.unsaved_since_ns


def test_secrets_are_in_nothing_that_is_shown_or_kept(empty: tuple[Service, Engine], tmp_path: Path) -> None:
    told = wanted(tmp_path)
    assert PASSPHRASE not in repr(told) + str(told)
    empty[0].vault.create(told)
    first = kit_groups(read_kit(str(tmp_path / "k.txt")).key)[0]
    for file in (tmp_path / "home").rglob("*"):
        if file.is_file():
            assert PASSPHRASE.encode() not in file.read_bytes() and first.encode() not in file.read_bytes()


def test_a_vault_joined_beside_it_is_taken_up_by_its_next_look(bench: Bench) -> None:
    with engine_of(bench.base / "second") as (made, engine):
        home = open_home(Options(home=str(bench.base / "second")))
        open_vault(bench.options("second"), home=home, location=str(bench.vault), local=None, clock=SystemClock())
        engine.look()
        assert made.status().vault == "locked" and engine.locked_since_ns
        engine.parts.vault.unlock(bench.options("second"))
        engine.look()
        assert made.status().vault == "open" and not engine.locked_since_ns


def test_what_was_typed_before_comes_back_and_is_watched(bench: Bench) -> None:
    with engine_of(bench.base / "home") as (made, engine):
        engine.parts.vault.unlock(bench.options())
        made.add_source(NewSource(path=str(bench.source), wedding="Kim", date="2026-06-20"))
        made.settings.edit(SettingsPatch(appearance="dark", battery_percent=11), 1)
        (job,) = [one for one in engine.runner.jobs() if one.kind == "settings"]
        engine.keeper.keep(job, JobHandle(NoProgress(), CancelToken()))
    with engine_of(bench.base / "second") as (made, engine):
        kit = (bench.base / "kit.txt").read_text()
        with pytest.raises(UnlockError):
            made.vault.open(OpenVault(location=str(bench.vault), passphrase="wrong"))
        assert made.status().vault == "none"
        opened = made.vault.open(OpenVault(location=str(bench.vault), kit=kit))
        assert (opened.folder, opened.settings.sources) == (str(bench.vault), 1)
        assert [one.path for one in made.status().sources] == [str(bench.source)]
        assert len(engine.watcher.states()) == 1
        assert made.settings.get().appearance == "dark" and engine.preferences.thresholds().battery_low_percent == 11.0
        assert made.settings.get().kit_tried_ns, "it was opened by the kit"


def test_a_home_that_only_reads_from_a_tier_knows_the_weddings_there(bench: Bench) -> None:
    with bench.studio() as studio:
        bench.back_up(studio)
        add_tier(studio, "nas", str(bench.base / "nas"), "nas")
        run_replicate(studio, progress=NoProgress(), cancel=CancelToken())
    with engine_of(bench.base / "second") as (made, _):
        opened = made.vault.open(OpenVault(location=str(bench.base / "nas"), kit=(bench.base / "kit.txt").read_text()))
        assert (opened.folder, opened.reads_from) == ("", "nas")
        said = made.status()
        assert [one.wedding for one in said.weddings] == ["Kim"] and [one.state for one in said.tiers] != ["unknown"]
        assert len(made.points(PointsQuery()).items) == 1
