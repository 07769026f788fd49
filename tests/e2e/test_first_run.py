"""An engine that was started before there is a vault: what the first-run window does, by the same door."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_backup.api.client import find_engine
from studio_backup.api.endpoint import read_endpoint
from studio_backup.api.offers import MeasureRequest, PlacesQuery, StrengthRequest, SuggestionsQuery
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import NewSource
from studio_backup.api.vault import ConfirmKit, CreateVault, TypedGroup
from studio_backup.base.errors import NotFoundError, RefusedError
from studio_backup.engine.unlock import read_kit
from studio_backup.repository.kit import kit_groups
from tests.e2e.desk import DATE, PASSPHRASE, WEDDING, Desk, contents, write_wedding
from tests.e2e.engines import wait_for


@pytest.fixture
def fresh(tmp_path: Path) -> Desk:
    """A laptop on which nothing was ever done, with a wedding in its pictures."""
    desk = Desk(tmp_path / "studio", name="fresh")
    (desk.base / "Pictures").mkdir(parents=True)
    write_wedding(desk.base / "Pictures" / "anna-and-ben", photos=3)
    desk.passphrase.write_text(PASSPHRASE + "\n")
    return desk


@contextlib.contextmanager
def started(desk: Desk, *words: object) -> Iterator[RemoteService]:
    """Its engine by the door."""
    ended = desk.raw("--json", "--home", desk.home, *words, "engine", "start")
    assert ended.exit == 0, ended
    try:
        client = find_engine(str(desk.home))
        assert client is not None
        with client:
            yield RemoteService(client)
    finally:
        desk.raw("--home", desk.home, "engine", "stop")
        endpoint = read_endpoint(str(desk.home))
        if endpoint is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(endpoint.pid, 9)


def test_from_nothing_to_a_protected_wedding(fresh: Desk) -> None:
    folder, photos = fresh.base / "Vault", fresh.base / "Pictures"
    with started(fresh) as engine:
        said = fresh.raw("--json", "--home", fresh.home, "status").facts
        assert (said["state"], said["vault"]) == ("attention", "none") and "create one" in said["reasons"][0]
        with pytest.raises(NotFoundError, match="No vault is joined here yet"):
            engine.add_source(NewSource(path=str(photos)))

        place = engine.offers.places(PlacesQuery()).places[0]
        assert place.kind == "home" and place.path == str(fresh.base / "Studio Backup vault") and place.free_bytes
        assert engine.offers.measure(MeasureRequest(path=place.path)).bytes_per_s > 0
        (found,) = engine.offers.suggestions(SuggestionsQuery()).folders
        assert (found.path, found.kind, found.photos) == (str(photos), "pictures", 3)
        assert found.bytes == sum(
            one.lstat().st_size for one in photos.rglob("*") if one.is_file() and not one.is_symlink()
        )
        assert engine.offers.strength(StrengthRequest(passphrase=PASSPHRASE)).enough

        weak = CreateVault(studio="Rose", folder=str(folder), passphrase="hunter2", kit_pdf=str(fresh.base))
        with pytest.raises(RefusedError, match="too weak"):
            engine.vault.create(weak)
        assert not folder.exists()
        made = engine.vault.create(
            CreateVault(studio="Rose", folder=str(folder), passphrase=PASSPHRASE, kit_pdf=str(fresh.base / "kit.pdf"))
        )
        assert engine.status().vault == "open" and "kit_not_saved" in {one.kind for one in engine.status().alerts}

        engine.add_source(NewSource(path=found.path, wedding=WEDDING, date=DATE, settle_s=1))
        groups = kit_groups(read_kit(made.kit_files[1].path).key)
        typed = [TypedGroup(number=n, text=groups[n - 1]) for n in engine.vault.kit_groups().numbers]
        assert engine.vault.confirm_kit(ConfirmKit(groups=tuple(typed))).confirmed
        wait_for("the first backup", lambda: engine.status().sources[0].state == "protected")
        wait_for(
            "the reminder's end", lambda: not [one for one in engine.status().alerts if one.kind == "kit_not_saved"]
        )
        assert not engine.offers.suggestions(SuggestionsQuery()).folders, "it is watched now"
    fresh.must("restore", "--wedding", WEDDING, "--to", fresh.base / "back")
    assert contents(fresh.base / "back" / "Pictures") == contents(photos)
    for file in (fresh.home / "logs").iterdir():
        assert PASSPHRASE not in file.read_text() and groups[0] not in file.read_text()


def test_a_vault_is_opened_from_a_tier_with_the_kit_by_the_command_line_beside_it(desk: Desk) -> None:
    (desk.base / "nas").mkdir()
    desk.must("tier", "add", "nas", desk.base / "nas", "--role", "nas")
    desk.back_up()
    desk.must("replicate")
    shutil.rmtree(desk.vault)
    other = Desk(desk.base, name="other")
    with started(other) as engine:
        refused = other.raw("--json", "--home", other.home, "vault", "open", desk.base / "nas")
        assert refused.exit == 1 and engine.status().vault == "none"
        opened = other.must("vault", "open", desk.base / "nas", "--local", desk.base / "new vault")
        assert (opened["reads_from"], opened["folder"]) == ("nas", str(desk.base / "new vault"))
        assert [one["label"] for one in opened["weddings"]] == [WEDDING]
        assert engine.status().vault == "open"
        wait_for("the wedding", lambda: [one.wedding for one in engine.status().weddings] == [WEDDING])
        engine.add_source(NewSource(path=str(desk.source), wedding=WEDDING, settle_s=1))
        wait_for("a backup into the new folder", lambda: engine.status().sources[0].last_backup_ns)
        assert other.must("vault", "check-kit", desk.kit)["repository"] == opened["repository"]
        assert engine.settings.get().kit_tried_ns


def test_the_command_line_makes_the_vault_through_the_engine_that_runs(fresh: Desk) -> None:
    words = ("--json", "--home", fresh.home, "--passphrase-file", fresh.passphrase)
    create = ("vault", "create", fresh.base / "Vault", "--studio", "Rose", "--kit", fresh.base / "kit.pdf")
    with started(fresh) as engine:
        made = fresh.raw(*words, *create)
        assert made.exit == 0 and [Path(one).name for one in made.facts["kit_files"]][:2] == ["kit.pdf", "kit.txt"]
        assert engine.status().vault == "open", "the engine has it unlocked, nobody types anything again"
        assert not engine.status().alerts, "who made it on the command line has the kit"
        again = fresh.raw(*words, *create)
        assert again.exit == 1 and "joined a vault already" in again.facts["error"]
        wrong = fresh.raw("--json", "--home", fresh.home, "settings", "set", "scale", "50")
        assert wrong.exit == 2 and "100 to 200" in wrong.facts["hint"]
        assert fresh.raw("--json", "--home", fresh.home, "settings", "set", "appearance", "dark").exit == 0
    listed = fresh.raw(*words, "settings", "list")
    assert listed.facts["appearance"] == "dark" and listed.facts["kit"] == "saved"
    on = fresh.raw(*words, "settings", "set", "start-at-login", "on")
    assert on.facts["start_at_login"] and (fresh.base / ".config/autostart/studio-backup-engine.desktop").exists()
    assert json.loads(fresh.raw(*words, "settings", "get", "start-at-login").out)["value"] is True
