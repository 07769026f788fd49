"""The Debian package's texts, what its scripts would tell which process, and what a frozen program holds."""

from __future__ import annotations

import itertools
import os
import re
import runpy
import shutil
import subprocess
import sys
import types
from pathlib import Path

import pytest

from studio_backup import VERSION

INSTALLERS = Path(__file__).resolve().parents[3] / "installers"
debian = types.SimpleNamespace(**runpy.run_path(str(INSTALLERS / "linux" / "debian.py")))
PROJECT = debian.read_project(INSTALLERS.parent / "pyproject.toml")


def test_the_control_file_says_what_the_project_says() -> None:
    told = debian.control(PROJECT, "amd64", {"Depends": "libc6 (>= 2.36)", "Recommends": ""}, 1025)
    fields = dict(re.findall(r"^([A-Z][-A-Za-z]*): (.*)$", told, re.M))
    assert fields["Package"] == "studio-backup" and fields["Version"] == VERSION == PROJECT.version
    assert fields["Depends"] == "libc6 (>= 2.36)" and "Recommends" not in fields
    assert fields["Installed-Size"] == "2"
    assert fields["Description"] == PROJECT.summary
    assert all(len(line) <= 80 and (line[0] != " " or line[1] != " ") for line in told.splitlines()[:-1])
    assert debian.file_name(PROJECT, "arm64") == f"studio-backup_{VERSION}_arm64.deb"


@pytest.mark.skipif(not shutil.which("dpkg"), reason="asks dpkg")
def test_debian_orders_versions_as_python_does() -> None:
    ordered = [
        debian.debian_version(one)
        for one in ("1.0.dev2", "1.0a1.dev1", "1.0a1", "1.0b1", "1.0rc1", "1.0", "1.0.1", "1.10")
    ]
    for lower, higher in itertools.pairwise(ordered):
        subprocess.run(["dpkg", "--compare-versions", lower, "lt", higher], check=True)


def test_relations_are_read_from_what_was_found_out() -> None:
    told = "shlibs:Depends=libc6 (>= 2.36), libgl1\nshlibs:Recommends=libcups2 (>= 1.6)\n"
    assert debian.relations(told) == {"Depends": "libc6 (>= 2.36), libgl1", "Recommends": "libcups2 (>= 1.6)"}


def test_each_installed_file_has_its_checksum(tmp_path: Path) -> None:
    (tmp_path / "usr").mkdir()
    (tmp_path / "usr" / "a").write_bytes(b"")
    (tmp_path / "DEBIAN").mkdir()
    (tmp_path / "DEBIAN" / "control").write_bytes(b"x")
    os.symlink("a", tmp_path / "usr" / "b")
    assert debian.checksums(str(tmp_path)) == "d41d8cd98f00b204e9800998ecf8427e  usr/a\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("--json", "--home", "/h", "engine", "run"), "services"),
        (("app", "--minimized"), "services"),
        (("backup", "/home/ann/engine run"), "all"),
        (("--child", "studio_backup.engine.previews.worker"), "all"),
        (("--child", "x", "engine", "run"), "all"),
    ],
)
def test_before_an_upgrade_only_engines_and_windows_are_told(tmp_path: Path, words: tuple[str, ...], kind: str) -> None:
    program = tmp_path / "studio-backup"
    shutil.copyfile("/bin/sh", program)  # it takes any words behind its command
    program.chmod(0o755)
    script = (INSTALLERS / "linux" / "prerm").read_text().replace("/usr/lib/studio-backup/studio-backup", str(program))
    asked = script[: script.index('case "$1" in\n    upgrade)')] + 'running "$1"\n'
    pretending = [str(program), "-c", "echo; read line", *words]
    with subprocess.Popen(pretending, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout and child.stdout.readline() == b"\n"
        for which in ("services", "all"):
            told = subprocess.run(["sh", "-c", asked, "prerm", which], capture_output=True, text=True, check=True)
            assert told.stdout.split() == ([str(child.pid)] if which in ("all", kind) else [])


def test_the_loaders_path_does_not_reach_children(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"LD_LIBRARY_PATH": "/usr/lib/studio-backup/lib", "_PYI_ARCHIVE_FILE": "x", "HOME": "/h"}
    for before in ({}, {"LD_LIBRARY_PATH": "/mine"}):
        monkeypatch.setattr(os, "environ", given | {f"{name}_ORIG": value for name, value in before.items()})
        runpy.run_path(str(INSTALLERS / "clean_environment.py"))
        assert os.environ == {"HOME": "/h"} | before


def test_the_menu_entry_and_its_description_name_each_other() -> None:
    resources = INSTALLERS.parent / "resources" / "studio_backup_resources"
    entry = (resources / "studio-backup.desktop").read_text()
    about = (INSTALLERS / "linux" / "studio-backup.metainfo.xml").read_text()
    assert "Exec=studio-backup app\n" in entry and "Icon=studio-backup\n" in entry
    assert (resources / "icons" / "studio-backup.svg").exists()
    assert '<launchable type="desktop-id">studio-backup.desktop</launchable>' in about
    assert f"<summary>{PROJECT.summary}</summary>" in about


def test_removing_never_touches_what_is_not_the_packages() -> None:
    for name in ("prerm", "postinst", "postrm"):
        script = (INSTALLERS / "linux" / name).read_text()
        subprocess.run(["sh", "-n"], input=script, text=True, check=True)
        assert re.findall(r"\brm\b.*", script) in ([], ["rm -f /run/studio-backup.replacing ;;"])
