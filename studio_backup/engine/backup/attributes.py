"""Extended attributes: `user.*` on Linux, all but the quarantine mark on macOS, none on Windows."""

from __future__ import annotations

import base64
import os
import sys

if sys.platform == "darwin":
    import ctypes

_QUARANTINE = "com.apple.quarantine"
_OURS = "user."


def read_attributes(fd: int) -> dict[str, str]:
    """Name → base64 of the value, of an open file or folder; empty where its file system knows none.

    A name that is no UTF-8 cannot be stored (docs/format.md) and is left out. Raises OSError where the drive fails.
    """
    if sys.platform == "linux":
        names = [name for name in _listed(fd) if name.startswith(_OURS)]
        return {name: base64.b64encode(os.getxattr(fd, name)).decode("ascii") for name in names if _is_text(name)}
    if sys.platform == "darwin":
        return _read_darwin(fd)
    return {}


def _is_text(name: str) -> bool:
    return not any("\udc80" <= char <= "\udcff" for char in name)


if sys.platform == "linux":
    import errno

    _NONE = frozenset({errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.ENODATA, errno.EPERM})

    def _listed(fd: int) -> list[str]:
        try:
            return os.listxattr(fd)
        except OSError as error:
            if error.errno in _NONE:
                return []
            raise


if sys.platform == "darwin":
    _libc = ctypes.CDLL(None, use_errno=True)
    for _call in (_libc.flistxattr, _libc.fgetxattr):
        _call.restype = ctypes.c_ssize_t
    _libc.flistxattr.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int)
    _libc.fgetxattr.argtypes = (
        ctypes.c_int, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint32, ctypes.c_int
    )  # fmt: skip

    def _read_darwin(fd: int) -> dict[str, str]:
        found: dict[str, str] = {}
        for raw in _list_darwin(fd):
            name = raw.decode("utf-8", "replace")
            if name != _QUARANTINE and "\ufffd" not in name:
                found[name] = base64.b64encode(_value_darwin(fd, raw)).decode("ascii")
        return found

    def _list_darwin(fd: int) -> list[bytes]:
        size = _libc.flistxattr(fd, None, 0, 0)
        if size <= 0:
            return []
        buffer = ctypes.create_string_buffer(size)
        size = _libc.flistxattr(fd, buffer, size, 0)
        return [name for name in buffer.raw[: max(0, size)].split(b"\0") if name]

    def _value_darwin(fd: int, name: bytes) -> bytes:
        size = _libc.fgetxattr(fd, name, None, 0, 0, 0)
        buffer = ctypes.create_string_buffer(max(1, size))
        size = _libc.fgetxattr(fd, name, buffer, max(0, size), 0, 0)
        return buffer.raw[: max(0, size)]
