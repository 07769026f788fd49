"""Who holds a file open, on Windows: asked of its Restart Manager. Elsewhere nobody can keep a reader out."""

from __future__ import annotations

import os
import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Process(ctypes.Structure):
        """RM_PROCESS_INFO."""

        _fields_ = (
            ("id", wintypes.DWORD),
            ("start", wintypes.FILETIME),
            ("name", wintypes.WCHAR * 256),
            ("service", wintypes.WCHAR * 64),
            ("kind", ctypes.c_int),
            ("status", wintypes.ULONG),
            ("session", wintypes.DWORD),
            ("restartable", wintypes.BOOL),
        )

    def _ask(path: str) -> list[str]:
        manager = ctypes.WinDLL("rstrtmgr")
        session, key = wintypes.DWORD(), ctypes.create_unicode_buffer(33)
        if manager.RmStartSession(ctypes.byref(session), 0, key):
            return []
        try:
            files = (wintypes.LPCWSTR * 1)(path)
            if manager.RmRegisterResources(session, 1, files, 0, None, 0, None):
                return []
            found = (_Process * _MOST)()
            needed, count, reasons = wintypes.UINT(), wintypes.UINT(_MOST), wintypes.DWORD()
            if manager.RmGetList(session, ctypes.byref(needed), ctypes.byref(count), found, ctypes.byref(reasons)):
                return []
            return [process.name or process.service for process in found[: count.value]]
        finally:
            manager.RmEndSession(session)

else:

    def _ask(path: str) -> list[str]:  # noqa: ARG001
        return []


_MOST = 16


def programs_holding(path: bytes) -> str:
    """Names of the programs that hold this file, for a sentence; "" where that cannot be told."""
    try:
        names = _ask(os.fsdecode(path).removeprefix("\\\\?\\"))
    except OSError:
        return ""
    return " and ".join(dict.fromkeys(name for name in names if name))
