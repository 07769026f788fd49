"""The short-lived process that runs Argon2id: request on stdin, 32 bytes on stdout. See derivation.

Its stdin stays open while the parent lives; when the parent dies, even by SIGKILL, a waiting thread sees the end
and ends this process at once, so that no orphan holds the memory.
"""

from __future__ import annotations

import os
import struct
import sys
import threading

from studio_backup.repository.crypto import argon2id

_REQUEST = struct.Struct("<III16sI")


def main() -> None:
    """Answer one request."""
    source = sys.stdin.buffer
    memory_kib, passes, lanes, salt, length = _REQUEST.unpack(source.read(_REQUEST.size))
    secret = source.read(length)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    key = argon2id(secret, salt, memory_kib=memory_kib, passes=passes, lanes=lanes)
    sys.stdout.buffer.write(key)
    sys.stdout.buffer.flush()
    os._exit(0)


def _end_with_parent() -> None:
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)
