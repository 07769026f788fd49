"""The access key of a bucket as a person gives it to a verb: a command line can be read by others on this machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Final

import click

from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.cli.session import Session
from studio_backup.storage.bucket_keys import LONGEST, BucketKeys, typed_keys

_TWO_LINES: Final = "Two lines: the access key ID, then the secret access key."


def keys_options(verb: Callable[..., Any]) -> Callable[..., Any]:
    """--keys-file and --ask-keys."""
    for option in (
        click.option("--ask-keys", is_flag=True, help="Ask for the bucket's access key on the terminal, unseen."),
        click.option(
            "--keys-file",
            metavar="FILE",
            help='The bucket\'s access key: its ID on the first line, its secret on the second; "-" reads both.',
        ),
    ):
        verb = option(verb)
    return verb


def given_keys(session: Session, keys_file: str | None, ask_keys: bool) -> BucketKeys | None:
    """The keys that were given; None without any. UsageError for both ways at once, and for what can be no key."""
    if keys_file is not None and ask_keys:
        raise UsageError("--keys-file and --ask-keys exclude each other.", hint="Give one of them.")
    if keys_file is not None:
        return _of_file(keys_file)
    return _asked(session) if ask_keys else None


def needed_keys(session: Session, keys_file: str | None, ask_keys: bool) -> BucketKeys:
    """As `given_keys`; asks where neither was given."""
    return given_keys(session, keys_file, ask_keys) or _asked(session)


def _asked(session: Session) -> BucketKeys:
    ask = session.options.ask
    if ask is None:
        raise UsageError("There is no terminal to ask for the access key.", hint=f"Give --keys-file FILE. {_TWO_LINES}")
    return typed_keys(ask("Access key ID"), ask("Secret access key"))


def _of_file(path: str) -> BucketKeys:
    lines = [line.strip() for line in _read(path).splitlines() if line.strip()]
    if len(lines) != 2:
        raise UsageError(f"{display(path)} holds no access key.", hint=_TWO_LINES)
    return typed_keys(*lines)


def _read(path: str) -> str:
    longest = 4 * LONGEST
    try:
        if path == "-":
            return sys.stdin.read(longest) if sys.stdin is not None else ""
        with open(path, encoding="utf-8-sig") as file:
            return file.read(longest)
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise UsageError(f"{display(path)} cannot be read: {why}.", hint=_TWO_LINES) from None
