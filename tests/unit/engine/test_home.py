"""The home's files: kept durably, private, and never trusted when torn."""

from __future__ import annotations

import os
import stat

import pytest

from studio_backup.base.errors import RefusedError
from studio_backup.domain.tier import Tier
from studio_backup.engine.home import Home, HomeDevice, JoinedVault


def test_an_empty_home_knows_nothing(tmp_path):
    home = Home(str(tmp_path / "home"))
    assert (home.vault(), home.device(), home.tiers(), home.device_slot()) == (None, None, (), None)
    assert not (tmp_path / "home").exists(), "looking at a home must not make it"


def test_what_is_kept_comes_back_to_another_process(tmp_path):
    home = Home(str(tmp_path / "home"))
    vault = JoinedVault(repository="ab" * 16, folder="/v", pinned={"00" * 8: "11" * 32})
    tier = Tier(id="22" * 8, name="NAS", role="nas", location="/mnt/nas")
    device = HomeDevice(id="33" * 8, name="laptop", machine="m", sealed_seed="c2VlZA==", in_keyring=True)
    home.keep_vault(vault)
    home.keep_tiers((tier,))
    home.keep_device(device)
    home.keep_device_slot(b"name\nslot")
    again = Home(str(tmp_path / "home"))
    assert (again.vault(), again.tiers(), again.device(), again.device_slot()) == (
        vault,
        (tier,),
        device,
        b"name\nslot",
    )


def test_files_are_their_owners_only(tmp_path):
    home = Home(str(tmp_path / "home"))
    home.keep_vault(JoinedVault(repository="ab" * 16))
    home.folder("workspace")
    for path in ("", "vault.json", "workspace"):
        assert stat.S_IMODE(os.stat(home.file(path)).st_mode) & 0o077 == 0, path


def test_a_torn_file_is_an_error_that_says_what_to_do(tmp_path):
    home = Home(str(tmp_path))
    (tmp_path / "tiers.json").write_bytes(b'{"tiers":[{"id":')
    with pytest.raises(RefusedError, match="torn") as caught:
        home.tiers()
    assert "vault open" in caught.value.hint


def test_a_home_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "file").write_text("x")
    home = Home(str(tmp_path / "file"))
    with pytest.raises(Exception, match=r"cannot be (written|read)") as caught:
        home.keep_vault(JoinedVault(repository="ab" * 16))
    assert caught.value.hint
