"""Running the program's own verbs as child processes, each printed before it runs, in an environment of its own."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

import studio_backup
from studio_backup.base.control import CancelToken
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.base.program import child_command, is_frozen, program_command

_T = TypeVar("_T")
LONGEST_SECONDS = 300.0
_LOOK = "Run the demo with --keep to look at what it left."
_KEPT = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "COMSPEC", "PATHEXT", "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE")
"""All that children see of the user's environment: where programs are."""


def scrubbed(folder: str, variables: Mapping[str, str], credentials: Mapping[str, str]) -> dict[str, str]:
    """An environment whose home, settings and temporary files lie below `folder`."""
    kept = {name: variables[name] for name in _KEPT if name in variables}
    homes = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    below = dict.fromkeys((*homes, "XDG_RUNTIME_DIR", "TMPDIR", "TEMP", "TMP"), os.path.join(folder, "temporary"))
    nowhere = dict.fromkeys(("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"), os.path.join(folder, "no-such-file"))
    fixed = {
        "AWS_EC2_METADATA_DISABLED": "true",
        "LANG": "C.UTF-8",
        "PYTHONPATH": _where_we_are(),
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
    }
    return kept | below | nowhere | fixed | dict(credentials)


def _where_we_are() -> str:
    """The folders which our own packages were imported from, so that children run this very program."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(studio_backup.__file__)))
    beside = os.path.join(package, "resources")
    return os.pathsep.join([package, beside] if os.path.isdir(beside) else [package])


@dataclass(frozen=True)
class Finished:
    """A child's exit code and what it said, on stdout and stderr."""

    exit: int
    said: str


class Children:
    """Runs one child at a time in `folder`. `say` prints a line; `cancel` is looked at between children."""

    def __init__(
        self, folder: str, environment: Mapping[str, str], say: Callable[[str], None], cancel: CancelToken
    ) -> None:
        self._folder, self._environment, self._say, self._cancel = folder, dict(environment), say, cancel

    def verb(self, *arguments: str, expect: Sequence[int] = (0,)) -> Finished:
        """Run `studio-backup …`; another exit code than expected ends the demo with an error."""
        self.tell(*arguments)
        return self._run(_verb(arguments), _shown(arguments), expect)

    def tell(self, *arguments: str) -> None:
        """Print a verb's command, for one that is asked again and again."""
        self._say(f"  $ {_shown(arguments)}")

    def ask(self, kind: type[_T], *arguments: str, shown: bool = True) -> _T:
        """What `studio-backup --json …` answers, as `kind`; printed is the command at most."""
        arguments = ("--json", *arguments)
        if shown:
            self.tell(*arguments)
        self._cancel.check()
        child = self._begin(_verb(arguments), subprocess.DEVNULL)
        try:
            said, _nothing = child.communicate(timeout=LONGEST_SECONDS)
        finally:
            _end(child)
        self._cancel.check()
        try:
            return msgspec.json.decode(said, type=kind)
        except msgspec.DecodeError as error:
            raise StudioBackupError(f"`{_shown(arguments)}` answered: {display(said[:500])}", hint=_LOOK) from error

    @property
    def environment(self) -> Mapping[str, str]:
        """What children see."""
        return self._environment

    def module(self, name: str, *arguments: str) -> Finished:
        """Run one of our own modules, unseen: it is no verb."""
        return self._run(child_command(name, *arguments), name)

    def script(self, script: str, *arguments: str) -> Finished:
        """Run a Python script which needs nothing of this program (the rescue script)."""
        shown = f"python3 {shlex.join([script, *arguments])}"
        self._say(f"  $ {shown}")
        return self._run([*_python(), script, *arguments], shown)

    def _run(self, command: Sequence[str], shown: str, expect: Sequence[int] = (0,)) -> Finished:
        self._cancel.check()
        child = self._begin(command, subprocess.STDOUT)
        try:
            finished = self._listen(child)
        finally:
            _end(child)
        self._cancel.check()
        if finished.exit not in expect:
            raise StudioBackupError(
                f"`{shown}` ended with {finished.exit} instead of {' or '.join(map(str, expect))}.",
                hint=f"Its own words stand above. {_LOOK}",
            )
        return finished

    def _begin(self, command: Sequence[str], errors_to: int) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command,
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors_to,
            encoding="utf-8",
            errors="backslashreplace",
        )

    def _listen(self, child: subprocess.Popen[str]) -> Finished:
        lines = []
        for line in child.stdout or ():
            lines.append(line)
            self._say(f"  | {display(line.rstrip())}".rstrip())
        return Finished(child.wait(LONGEST_SECONDS), "".join(lines))


def _verb(arguments: Sequence[str]) -> list[str]:
    if is_frozen():
        return [*program_command(), *arguments]
    # -P: a file in the demo's folder must not be taken for a module.
    return [sys.executable, "-P", "-m", "studio_backup", *arguments]


def _python() -> list[str]:
    return child_command("studio_backup.cli.demo.script") if is_frozen() else [sys.executable]


def _shown(arguments: Sequence[str]) -> str:
    return f"studio-backup {shlex.join(arguments)}"


def _end(child: subprocess.Popen[str]) -> None:
    """No child outlives the demo."""
    if child.stdout:
        child.stdout.close()
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
