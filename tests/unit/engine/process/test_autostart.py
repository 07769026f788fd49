"""The start at login, where it is a file."""

import plistlib
import re
import sys

import pytest

from studio_backup.base.errors import StorageDenied
from studio_backup.engine.process import autostart

COMMAND = [
    "/opt/Studio Backup/python",
    "-m",
    "studio_backup",
    "--home",
    '/home/a "quoted" $HOME/100 %',
    "engine",
    "run",
]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the registry there")


@pytest.fixture
def variables(tmp_path):
    return {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "settings")}


def test_it_is_off_at_first_and_off_again(variables):
    assert not autostart.autostart_state(variables).on
    on = autostart.switch_on(COMMAND, variables)
    assert on.on and autostart.autostart_state(variables) == on
    assert autostart.switch_off(variables) == autostart.Autostart(False, on.where)
    assert not autostart.switch_off(variables).on  # nothing to do, and no error


@pytest.mark.skipif(sys.platform != "linux", reason="a desktop entry")
def test_the_desktop_entry_starts_exactly_the_command(variables):
    where = autostart.switch_on(COMMAND, variables).where
    with open(where) as file:
        lines = dict(line.split("=", 1) for line in file.read().splitlines() if "=" in line)
    assert where.endswith("settings/autostart/studio-backup-engine.desktop") and lines["Type"] == "Application"
    text = lines["Exec"].replace("\\\\", "\\").replace("%%", "%")  # the string's own rule, then the field codes'
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', text)
    assert [re.sub(r"\\(.)", r"\1", one) for one in quoted] == COMMAND


def test_the_agent_of_macos_is_a_property_list(variables, monkeypatch):
    monkeypatch.setattr(autostart.sys, "platform", "darwin")
    found = plistlib.loads(autostart._agent(COMMAND))
    assert found["ProgramArguments"] == COMMAND and found["RunAtLoad"] is True


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageDenied, match="start at login"):
        autostart.switch_on(COMMAND, {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "file")})
