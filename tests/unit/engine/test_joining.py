"""Making and joining vaults: nothing half done, nothing written where one only looks."""

from __future__ import annotations

import os

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import MarkerError, RefusedError, UsageError
from studio_backup.engine.home import Home
from studio_backup.engine.jobs import vault as vault_room
from studio_backup.engine.jobs.joining import open_vault
from studio_backup.engine.jobs.vault import create_vault
from studio_backup.engine.unlock import Options

PASSPHRASE = "seven lanterns drift over oak"


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "pass").write_text(PASSPHRASE + "\n")
    return tmp_path


def make(desk, *, home="home", folder="vault", kit="kit.pdf", studio="Rose & Thorn", options=None):
    return create_vault(
        options or Options(passphrase_file=str(desk / "pass")),
        home=Home(str(desk / home)),
        folder=str(desk / folder),
        studio_name=studio,
        kit_pdf=str(desk / kit),
        clock=SystemClock(),
    )


def join(desk, place, *, home="other", local=None):
    return open_vault(
        Options(kit_file=str(desk / "kit.txt")),
        home=Home(str(desk / home)),
        location=str(desk / place),
        local=str(desk / local) if local else None,
        clock=SystemClock(),
    )


def names(folder):
    return sorted(os.path.relpath(os.path.join(at, name), folder) for at, _, files in os.walk(folder) for name in files)


def test_a_vault_with_its_kit(desk):
    made = make(desk)
    assert [os.path.basename(path) for path in made.kit_files] == [
        "kit.pdf",
        "kit.txt",
        "kit-rescue.py",
        "kit-rescue-requirements.txt",
    ]
    assert all(os.path.getsize(path) for path in made.kit_files)
    assert os.stat(desk / "kit.txt").st_mode & 0o777 == 0o600
    assert "tier" in names(desk / "vault")


@pytest.mark.parametrize("there", ["kit.pdf", "kit.txt", "kit-rescue.py", "kit-rescue-requirements.txt"])
def test_a_kit_file_that_exists_stops_all_before_anything_is_written(desk, there):
    (desk / there).write_text("mine")
    before = names(desk)
    with pytest.raises(RefusedError, match="exists"):
        make(desk)
    assert names(desk) == before and not (desk / "vault").exists()


@pytest.mark.parametrize("inside", ["tier", "photo.jpg", "config-" + "0" * 64])
def test_a_folder_in_use_is_refused(desk, inside):
    (desk / "vault").mkdir()
    (desk / "vault" / inside).write_text("x")
    with pytest.raises(RefusedError):
        make(desk)
    assert names(desk / "vault") == [inside] and not (desk / "kit.txt").exists()


def test_a_weak_passphrase_is_refused_and_nothing_written(desk):
    (desk / "pass").write_text("password123\n")
    with pytest.raises(RefusedError):
        make(desk)
    assert not (desk / "vault").exists() and not (desk / "kit.txt").exists()


def test_typed_twice_and_differing(desk):
    answers = iter([PASSPHRASE, PASSPHRASE + "x"])
    with pytest.raises(UsageError, match="differ"):
        make(desk, options=Options(ask=lambda _: next(answers)))
    assert not (desk / "vault").exists()


def test_a_failing_vault_takes_its_kit_back(desk, monkeypatch):
    def fail(*_args, **_options):
        raise OSError("the disk is full")

    monkeypatch.setattr(vault_room, "put_marker", fail)
    with pytest.raises(OSError, match="full"):
        make(desk)
    assert not (desk / "kit.txt").exists() and not (desk / "kit.pdf").exists()
    assert names(desk / "vault") == [], "a vault without its kit must never be"


def test_one_home_one_vault(desk):
    make(desk)
    with pytest.raises(RefusedError, match="joined"):
        make(desk, folder="vault2", kit="kit2.pdf")
    assert not (desk / "vault2").exists() and not (desk / "kit2.txt").exists()


def test_joining_the_vaults_own_folder_writes_nothing_there(desk):
    made = make(desk)
    before = names(desk / "vault")
    joined = join(desk, "vault")
    assert (joined.repository, joined.folder, joined.reads_from) == (made.repository, str(desk / "vault"), "")
    assert names(desk / "vault") == before
    assert Home(str(desk / "other")).device() is not None


def test_a_new_local_vault_begins_with_the_keys(desk):
    made = make(desk)
    os.rename(desk / "vault", desk / "tier")
    rewrite_marker_as_tier(desk)
    joined = join(desk, "tier", local="fresh")
    assert (joined.repository, joined.folder) == (made.repository, str(desk / "fresh"))
    assert {name.split("/")[0] for name in names(desk / "fresh")} >= {"keys", "tier"}
    again = join(desk, "tier", local="fresh")
    assert again.folder == joined.folder


def test_an_interrupted_local_vault_goes_on(desk):
    make(desk)
    os.rename(desk / "vault", desk / "tier")
    rewrite_marker_as_tier(desk)
    join(desk, "tier", local="fresh")
    os.unlink(desk / "fresh" / "tier")
    (slot, *_) = (name for name in names(desk / "fresh") if name.startswith("keys/slots"))
    os.unlink(desk / "fresh" / slot)
    assert join(desk, "tier", home="third", local="fresh").folder == str(desk / "fresh")
    assert slot in names(desk / "fresh")


def test_a_foreign_folder_is_no_place_for_new_backups(desk):
    make(desk)
    make(desk, home="h2", folder="foreign", kit="k2.pdf")
    os.rename(desk / "vault", desk / "tier")
    rewrite_marker_as_tier(desk)
    before = names(desk / "foreign")
    with pytest.raises(MarkerError):
        join(desk, "tier", local="foreign")
    assert names(desk / "foreign") == before


def rewrite_marker_as_tier(desk):
    """The moved vault becomes a tier, as `tier add` would have marked it."""
    from studio_backup.engine.places import look_at
    from studio_backup.engine.unlock import unlock_vault
    from studio_backup.repository.marker import new_marker

    storage = look_at(str(desk / "tier"), SystemClock())
    keys = unlock_vault(storage, Home(str(desk / "none")), Options(kit_file=str(desk / "kit.txt")), {}).keys
    (desk / "tier" / "tier").write_bytes(new_marker(keys, name="NAS", role="nas", clock=SystemClock()))
