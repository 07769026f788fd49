"""One window for each home: a second start tells the first one to come forward, and ends."""

from __future__ import annotations

import hashlib
import os
import sys
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS: Final = 500
_LONGEST: Final = 200
_LONGEST_PATH: Final = 90
"""Bytes; the address of a Unix socket has 104 to 108."""


def server_name(home: str) -> str:
    """Where the window of this home listens: in the home where the system can name that, else by a digest."""
    real = os.path.realpath(home)
    inside = os.path.join(real, "window.sock")
    if sys.platform != "win32" and len(os.fsencode(inside)) <= _LONGEST_PATH:
        return inside
    return f"studio-backup-{hashlib.sha256(os.fsencode(real)).hexdigest()[:16]}"


def raise_first(home: str, page: str) -> bool:
    """Have the window that runs for this home come forward and show `page`; False if there is none."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(home))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(f"{page}\n".encode())
    socket.waitForBytesWritten(_WAIT_MS)
    socket.disconnectFromServer()
    return True


class Doorbell(QObject):
    """`rung`: somebody started the program again, with the name of the page it wants ("" for none)."""

    rung = Signal(str)

    def __init__(self, home: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._came)
        name = server_name(home)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a window which was killed: nobody answered there
            self._server.listen(name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _came(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.readyRead.connect(lambda: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.canReadLine():
            self.rung.emit(bytes(socket.readLine(_LONGEST).data()).decode("utf-8", "replace").strip())
