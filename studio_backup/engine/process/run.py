"""Being the engine: one process, from its lock to its last line in the log."""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import signal
import threading
from collections.abc import Iterator

from studio_backup.api.endpoint import Endpoint, endpoint_exposed, remove_endpoint, write_endpoint
from studio_backup.base.clock import Clock
from studio_backup.base.errors import NotFoundError, StorageError, StudioBackupError, UnlockError
from studio_backup.base.logs import LOGGER, log_to
from studio_backup.engine.home import Home
from studio_backup.engine.process.memory import be_small
from studio_backup.engine.process.single import only_engine
from studio_backup.engine.server.app import Door, make_app
from studio_backup.engine.server.serve import serve
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.service import Service
from studio_backup.engine.service.start_at_login import StartAtLogin
from studio_backup.engine.service.wiring import service
from studio_backup.engine.unlock import Options
from studio_backup.engine.wiring import open_home, open_studio

END_S = 3.5
"""Seconds for running jobs to come to a safe point; what has not by then is as safe as after a crash."""
GUARD_S = 2.0
"""Between two looks at the file that opens the door."""
_LOG = logging.getLogger("studio_backup.engine")


def run_engine(options: Options, clock: Clock, login: StartAtLogin | None = None) -> None:
    """Serve the home of these options until SIGTERM, Ctrl-C or a client's wish. Raises AlreadyRunning and the rest of
    what keeps an engine from starting."""
    be_small()
    home = open_home(options)
    stop = threading.Event()
    with (
        only_engine(home, clock),
        _logged(home),
        _ended_by_signals(stop),
        service(home, lambda given: open_studio(given, clock), clock, stop.set, login) as (made, engine),
    ):
        _serve(home, options, clock, made, engine, stop)


def _serve(home: Home, options: Options, clock: Clock, made: Service, engine: Engine, stop: threading.Event) -> None:
    _unlock(engine, options)
    token = secrets.token_urlsafe(32)
    engine.start()
    made.matches.look.start()
    made.rereading.start()
    door = make_app(made, token, clock, made.tokens.known, made.answered)
    serving = serve(door, lambda port: _publish(home, engine, port, token))
    _LOG.info("The engine serves %s, process %d.", home.path, os.getpid())
    try:
        while not stop.wait(GUARD_S):
            _renew_if_exposed(home, engine, door, serving.port)
    finally:
        remove_endpoint(home.path)
        serving.stop()
        made.matches.look.stop(END_S)
        made.rereading.stop(END_S)
        engine.stop(END_S)
        _LOG.info("The engine has ended.")


def _publish(home: Home, engine: Engine, port: int, token: str) -> None:
    write_endpoint(home.path, Endpoint(port, token, os.getpid(), engine.started_ns))


def _renew_if_exposed(home: Home, engine: Engine, door: Door, port: int) -> None:
    """A token that others could read is worth nothing any more: a new one, in a file of its owner's alone."""
    if not endpoint_exposed(home.path):
        return
    token = secrets.token_urlsafe(32)
    door.callers.renew(token)
    try:
        _publish(home, engine, port, token)
    except StorageError as error:
        _LOG.error("The file that opens the engine's door could not be replaced: %s", error.message)
        return
    _LOG.warning("The file that opens the engine's door could be read by others: token and file were replaced.")


def _unlock(engine: Engine, options: Options) -> None:
    """With what was given at the start, or this device's secret; else it waits locked, and says so."""
    if not engine.parts.vault.joined:
        _LOG.info("There is no vault yet: the engine waits for one to be created or opened.")
        return
    try:
        notices = engine.parts.vault.unlock(Options(options.home, options.passphrase_file, options.kit_file))
    except (UnlockError, StorageError, NotFoundError) as error:
        _LOG.warning("The engine waits locked: %s", error.message)
        return
    for notice in notices:
        _LOG.info("%s", notice)


@contextlib.contextmanager
def _logged(home: Home) -> Iterator[None]:
    handler = log_to(os.path.join(home.folder("logs"), "engine.log"))
    try:
        yield
    except StudioBackupError as error:
        _LOG.error("The engine cannot run: %s", error.message)
        raise
    finally:
        logging.getLogger(LOGGER).removeHandler(handler)
        handler.close()


@contextlib.contextmanager
def _ended_by_signals(stop: threading.Event) -> Iterator[None]:
    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    known = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in known}
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)
