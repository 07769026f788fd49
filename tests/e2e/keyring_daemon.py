"""A real keyring of a desk: gnome-keyring on a bus of its own, with nothing of the person's own in it."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import secretstorage
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.e2e.desk import Desk

NEEDED = ("dbus-daemon", "gnome-keyring-daemon")
_TOLD = ("--print-address",)


def possible() -> bool:
    """Whether this machine has what it takes."""
    return all(shutil.which(name) for name in NEEDED)


@dataclass(frozen=True)
class Drawer:
    """What lies in the keyring, seen past the program."""

    bus: str

    def secrets(self) -> dict[str, str]:
        """By the name of their account."""
        with self._open() as connection:
            found = secretstorage.get_default_collection(connection).get_all_items()
            return {one.get_attributes()["username"]: one.get_secret().decode() for one in found}

    def lock(self) -> None:
        """As the desktop does it when a person goes away."""
        with self._open() as connection:
            secretstorage.get_default_collection(connection).lock()

    @contextlib.contextmanager
    def _open(self) -> Iterator[DBusConnection]:
        with contextlib.closing(open_dbus_connection(bus=self.bus)) as connection:
            yield connection


@contextlib.contextmanager
def keyring_of(desk: Desk) -> Iterator[Drawer]:
    """An unlocked one, which all programs of the desk find."""
    runtime = desk.base / "runtime"
    runtime.mkdir(mode=0o700)
    env = {**desk.environment(), "XDG_RUNTIME_DIR": str(runtime), "XDG_DATA_HOME": str(runtime)}
    with _running(["dbus-daemon", "--session", "--nofork", f"--address=unix:path={runtime}/bus", *_TOLD], env) as bus:
        with bus.stdout as told:  # type: ignore[union-attr]
            env["DBUS_SESSION_BUS_ADDRESS"] = told.readline().decode().strip()
        desk.more |= {name: env[name] for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")}
        with _running(["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"], env) as daemon:
            assert daemon.stdin and daemon.stdout
            daemon.stdin.write(b"the keyring's own\n")
            daemon.stdin.close()
            daemon.stdout.readline()  # it says where its socket is once it is up
            yield Drawer(env["DBUS_SESSION_BUS_ADDRESS"])


@contextlib.contextmanager
def _running(command: list[str], env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as child:
        try:
            yield child
        finally:
            child.terminate()
