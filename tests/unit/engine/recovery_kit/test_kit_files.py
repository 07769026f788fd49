import os
import re
import stat
import sys

import pytest

from studio_backup.base.errors import RefusedError, StorageDenied, UsageError
from studio_backup.engine.recovery_kit import files as kit_files_module
from studio_backup.engine.recovery_kit.files import check_kit_files, kit_files, remove_kit_files, write_kit_files
from studio_backup.repository.kit import Kit, parse_kit

KIT = Kit("0123456789abcdef" * 2, bytes(range(32)), "Łódź Ślub 写真", 1_750_000_000_000_000_000)


def test_four_files_for_their_owner_only(tmp_path):
    files = check_kit_files(str(tmp_path / "my.kit.pdf"))
    assert [os.path.basename(path) for path in files.paths] == [
        "my.kit.pdf",
        "my.kit.txt",
        "my.kit-rescue.py",
        "my.kit-rescue-requirements.txt",
    ]
    write_kit_files(files, KIT)
    assert sorted(os.listdir(tmp_path)) == sorted(os.path.basename(path) for path in files.paths)
    if sys.platform != "win32":
        assert {stat.S_IMODE(os.stat(path).st_mode) for path in files.paths} == {0o600}
    assert parse_kit((tmp_path / "my.kit.txt").read_text(encoding="utf-8")) == KIT
    assert (tmp_path / "my.kit-rescue.py").read_text(encoding="utf-8").startswith("#!/usr/bin/env python3")
    needs = (tmp_path / "my.kit-rescue-requirements.txt").read_text(encoding="utf-8")
    assert {"blake3", "cryptography", "zstandard"} == set(re.findall(r"(?m)^([a-z0-9]+)>=", needs))


@pytest.mark.parametrize("there", range(4))
def test_any_file_that_exists_is_left_alone(tmp_path, there):
    files = kit_files(str(tmp_path / "kit.pdf"))
    with open(files.paths[there], "w") as file:
        file.write("mine")
    with pytest.raises(RefusedError, match="exists already"):
        check_kit_files(files.pdf)
    with pytest.raises(Exception, match="cannot be written"):
        write_kit_files(files, KIT)
    with open(files.paths[there]) as file:
        assert file.read() == "mine"


def test_a_dangling_link_counts_as_there(tmp_path):
    (tmp_path / "kit.txt").symlink_to(tmp_path / "nowhere")
    with pytest.raises(RefusedError, match="exists already"):
        check_kit_files(str(tmp_path / "kit.pdf"))


def test_a_failure_leaves_none(tmp_path, monkeypatch):
    files = check_kit_files(str(tmp_path / "kit.pdf"))
    real = kit_files_module._write

    def failing(path, data):
        if path == files.requirements:
            raise StorageDenied("no")
        real(path, data)

    monkeypatch.setattr(kit_files_module, "_write", failing)
    with pytest.raises(StorageDenied):
        write_kit_files(files, KIT)
    assert os.listdir(tmp_path) == []


def test_taking_back_is_idempotent(tmp_path):
    files = check_kit_files(str(tmp_path / "kit.pdf"))
    write_kit_files(files, KIT)
    remove_kit_files(files)
    remove_kit_files(files)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["kit", "kit.txt", "kit.pdf.gz"])
def test_other_endings_are_refused(tmp_path, name):
    with pytest.raises(UsageError, match=r"\.pdf"):
        check_kit_files(str(tmp_path / name))


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(RefusedError, match="no folder"):
        check_kit_files(str(tmp_path / "missing" / "kit.pdf"))
