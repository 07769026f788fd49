"""The options before the verb, and the one place of the command line which reads the environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

import click

from studio_backup.cli.signals import interruptible
from studio_backup.engine.unlock import Options

HOME_VARIABLE = "STUDIO_BACKUP_HOME"
PASSPHRASE_VARIABLE = "STUDIO_BACKUP_PASSPHRASE_FILE"


def environment() -> Mapping[str, str]:
    """What the caller's environment says. Everything else takes values, never names of variables."""
    return os.environ  # noqa: TID251  the entrance of the program: read here once and handed down


def build_options(
    home: str | None, passphrase_file: str | None, kit_file: str | None, variables: Mapping[str, str]
) -> Options:
    """Options as given, else as the environment says. An empty variable counts as absent."""
    return Options(
        home=home or variables.get(HOME_VARIABLE) or None,
        passphrase_file=passphrase_file or variables.get(PASSPHRASE_VARIABLE) or None,
        kit_file=kit_file,
        ask=ask if _has_terminal() else None,
    )


def _has_terminal() -> bool:
    return bool(sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty())


def ask(prompt: str) -> str:
    """Ask for a secret on the terminal, without showing it."""
    with interruptible():
        return str(click.prompt(prompt, hide_input=True, err=True, prompt_suffix=": "))
