"""A plugin for pytest (-p pull_guard) which pulls the guard named in the environment before any test is imported."""

from __future__ import annotations

import contextlib
import os

import guards

VARIABLE = "STUDIO_BACKUP_PULLED_GUARD"
_pulled = contextlib.ExitStack()


def pytest_configure() -> None:
    """Pull it for as long as this process lives."""
    name = os.environ[VARIABLE]
    _pulled.enter_context(next(guard for guard in guards.ALL if guard.name == name).pull())
