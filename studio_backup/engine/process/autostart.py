"""Starting the engine at login: an XDG autostart entry, a LaunchAgent, or a value of the Run key.

Sources: the Desktop Application Autostart Specification of freedesktop.org; `man launchd.plist`; Microsoft's
"Run and RunOnce Registry Keys".
"""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studio_backup.base.errors import StorageDenied
from studio_backup.base.files import Writer, durable_create, make_folders
from studio_backup.base.names import display

if sys.platform == "win32":
    import winreg

NAME = "studio-backup-engine"
_LABEL = "studio-backup.engine"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"


@dataclass(frozen=True, slots=True)
class Autostart:
    """Whether the engine starts at login, and what says so: a file's path, or the name of a registry value."""

    on: bool
    where: str


def autostart_state(variables: Mapping[str, str]) -> Autostart:
    """What is set now. `variables`: the environment."""
    where = _where(variables)
    if sys.platform == "win32":
        return Autostart(_registered(), where)
    return Autostart(os.path.exists(where), where)


def switch_on(command: Sequence[str], variables: Mapping[str, str]) -> Autostart:
    """Start `command` at each login from now on. Raises StorageDenied."""
    where = _where(variables)
    try:
        if sys.platform == "win32":
            _register(subprocess.list2cmdline(command))
        else:
            _write(where, _agent(command) if sys.platform == "darwin" else _desktop_entry(command))
    except OSError as error:
        raise _refused(where, error) from error
    return Autostart(True, where)


def switch_off(variables: Mapping[str, str]) -> Autostart:
    """Start it no more; nothing to do if it did not. Raises StorageDenied."""
    where = _where(variables)
    try:
        if sys.platform == "win32":
            _unregister()
        elif os.path.exists(where):
            os.unlink(where)
    except OSError as error:
        raise _refused(where, error) from error
    return Autostart(False, where)


def _refused(where: str, error: OSError) -> StorageDenied:
    return StorageDenied(
        f"The start at login could not be set ({display(where)}): {error.strerror}.",
        hint="Mend the permissions of that folder, then try again.",
    )


def _where(variables: Mapping[str, str]) -> str:
    if sys.platform == "win32":
        return rf"HKEY_CURRENT_USER\{_RUN_KEY}\{NAME}"
    user = variables.get("HOME") or os.path.expanduser("~")
    if sys.platform == "darwin":
        return os.path.join(user, "Library", "LaunchAgents", f"{_LABEL}.plist")
    settings = variables.get("XDG_CONFIG_HOME") or os.path.join(user, ".config")
    return os.path.join(settings, "autostart", f"{NAME}.desktop")


def _write(path: str, data: bytes) -> None:
    folder, name = os.path.split(path)
    make_folders(folder)
    durable_create(folder, name, [data], writer=Writer("home", "autostart"), mode=0o644, direct=False, replace=True)


def _desktop_entry(command: Sequence[str]) -> bytes:
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Name=Studio Backup engine",
        "Comment=Backs up the studio's folders in the background",
        f"Exec={' '.join(_quoted(part) for part in command)}",
        "NoDisplay=true",
        "X-GNOME-Autostart-enabled=true",
    ]
    return ("\n".join(lines) + "\n").encode(errors="surrogateescape")


def _quoted(part: str) -> str:
    """An argument as the Desktop Entry Specification's "The Exec key" wants it."""
    for mark in ("\\", '"', "`", "$"):
        part = part.replace(mark, "\\" + mark)
    return '"' + part.replace("\\", "\\\\").replace("%", "%%") + '"'


def _agent(command: Sequence[str]) -> bytes:
    return plistlib.dumps(
        {"Label": _LABEL, "ProgramArguments": list(command), "RunAtLoad": True, "ProcessType": "Background"}
    )


if sys.platform == "win32":

    def _registered() -> bool:
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
                winreg.QueryValueEx(key, NAME)
        except FileNotFoundError:
            return False
        return True

    def _register(command: str) -> None:
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
            winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, command)

    def _unregister() -> None:
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
            try:
                winreg.DeleteValue(key, NAME)
            except FileNotFoundError:
                return
