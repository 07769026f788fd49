"""From passphrase to key: Argon2id, in a child process that lives only for this.

The derivation takes 256 MiB; a process gives them back to the system when it ends. The secret goes in and the key
comes out by pipe, never by argument, environment or file. The child ends with its parent: see derivation_child.
"""

from __future__ import annotations

import secrets
import struct
import threading
import unicodedata
from dataclasses import dataclass

from studio_backup.base.errors import DamagedSlot, RefusedError, UnlockError
from studio_backup.base.program import child_command

MEMORY_KIB = (65_536, 524_288)
PASSES = (1, 16)
LANES = (1, 16)
SALT_BYTES = 16
_SECONDS = 180
_REQUEST = struct.Struct("<III16sI")
_CHILD = "studio_backup.repository.derivation_child"


@dataclass(frozen=True, slots=True)
class KdfParameters:
    """Argon2id's cost: memory in KiB, passes, lanes; and its salt of 16 bytes."""

    memory_kib: int = 262_144
    passes: int = 3
    lanes: int = 4
    salt: bytes = b""


def new_parameters(memory_kib: int = 262_144, passes: int = 3, lanes: int = 4) -> KdfParameters:
    """Parameters with a fresh salt."""
    return KdfParameters(memory_kib, passes, lanes, secrets.token_bytes(SALT_BYTES))


def check_bounds(parameters: KdfParameters) -> None:
    """Refuse parameters that would weaken the key or exhaust the machine. Raises DamagedSlot."""
    bounds = ((parameters.memory_kib, MEMORY_KIB), (parameters.passes, PASSES), (parameters.lanes, LANES))
    if any(not low <= value <= high for value, (low, high) in bounds) or len(parameters.salt) != SALT_BYTES:
        raise DamagedSlot(
            "The passphrase slot asks for a key derivation outside the limits of this format: it was altered.",
            hint="Use the recovery kit or another place; the passphrase was not tried.",
        )


def canonical(passphrase: str) -> bytes:
    """The bytes that are derived from: UTF-8 after NFC, so that two keyboards agree. Raises UnlockError."""
    try:
        return unicodedata.normalize("NFC", passphrase).encode("utf-8")
    except UnicodeEncodeError:
        raise UnlockError("The passphrase holds bytes that are no text.", hint="Save its file as UTF-8.") from None


def derive_passphrase_key(passphrase: str, parameters: KdfParameters) -> bytes:
    """The key-encryption key of a passphrase slot, 32 bytes. Bounds are checked before anything is derived."""
    check_bounds(parameters)
    secret = canonical(passphrase)
    request = _REQUEST.pack(parameters.memory_kib, parameters.passes, parameters.lanes, parameters.salt, len(secret))
    return _ask_child(request + secret)


def _ask_child(request: bytes) -> bytes:
    import subprocess  # noqa: PLC0415  (start-up time: daily runs unlock by the device slot and derive nothing)

    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        child = subprocess.Popen(
            child_command(_CHILD),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=flags,
        )
    except OSError as error:
        raise _failed(str(error.strerror)) from error
    patience = threading.Timer(_SECONDS, child.kill)
    patience.start()
    with child:
        try:
            assert child.stdin is not None and child.stdout is not None
            child.stdin.write(request)
            child.stdin.flush()  # and stays open: its end tells the child that we are gone
            answer = child.stdout.read(32)
        except OSError:
            answer = b""
        finally:
            patience.cancel()
            child.kill()
    if len(answer) != 32:
        raise _failed("it ended without an answer; perhaps there was not enough free memory")
    return answer


def _failed(why: str) -> RefusedError:
    return RefusedError(
        f"The key could not be derived from the passphrase: {why}.",
        hint="It needs up to 512 MiB of free memory for a second. The recovery kit needs none of it.",
    )
