"""A folder on a NAS, by an SMB or NFS mount: a local folder, and doubts.

It can hang: every call has a deadline. Its descriptors go stale: it is opened anew. Its rename and its folder sync
may be less than they promise: what was written is looked at again, and the caller reads it back before it counts.
A call given up may still end later on the NAS; a put given up publishes nothing unless its rename was on its way.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeVar

from studio_backup.base.clock import Clock
from studio_backup.base.errors import StorageError, StorageUnavailable
from studio_backup.base.files import Writer
from studio_backup.storage.deadline import Deadline
from studio_backup.storage.interface import Buffer, Leftover, Listed
from studio_backup.storage.local import LocalStorage
from studio_backup.storage.root import IdentityCheck, OpenRoot

T = TypeVar("T")
_SLOWEST = 256 * 1024  # bytes a second: a slower link counts as dead
_SMALL = 64 * 1024
_BATCH = 500
_LARGEST = 64 << 20


class ShareStorage(LocalStorage):
    """A network folder. `deadline`: seconds after which a silent NAS counts as gone."""

    def __init__(
        self,
        path: str,
        *,
        writer: Writer,
        clock: Clock,
        identity: IdentityCheck | None = None,
        marker_required: bool = True,
        deadline: float = 60.0,
    ) -> None:
        super().__init__(path, writer=writer, clock=clock, identity=identity, marker_required=marker_required)
        self._deadline = Deadline(self.path, deadline)

    @property
    def needs_readback(self) -> bool:
        """See Storage: what a NAS says is not believed."""
        return True

    @property
    def reads_medium(self) -> str:
        """See Storage."""
        return self._deadline.run(lambda: super(ShareStorage, self).reads_medium)

    def put(self, name: str, data: Buffer, *, sha256: bytes) -> None:
        """See Storage."""

        def work() -> None:
            super(ShareStorage, self).put(name, data, sha256=sha256)
            self._confirm(name, data)

        self._reopening(work, size=len(data))

    def _confirm(self, name: str, data: Buffer) -> None:
        """A rename over the network may have lost or torn the file."""
        if super().stat(name).size != len(data) or (len(data) <= _SMALL and super().get(name) != data):
            raise StorageError(
                f"{self.label} holds other bytes of {name} than were written.", hint="Check the NAS and its cables."
            )

    def _before_publish(self, root: OpenRoot, name: str) -> None:
        super()._before_publish(root, name)
        self._deadline.claim()

    def get(self, name: str) -> bytes:
        """See Storage."""
        return self._reopening(lambda: super(ShareStorage, self).get(name), size=_LARGEST)

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """See Storage."""
        return self._reopening(lambda: super(ShareStorage, self).get_range(name, offset, length), size=length)

    def get_into(self, name: str, buffer: memoryview) -> int:
        """See Storage. Read by way of our own memory: a call given up must not write into `buffer` later."""
        data = self.get(name)
        if len(data) > len(buffer):
            raise ValueError(f"{name} has {len(data)} bytes, the buffer {len(buffer)}")
        buffer[: len(data)] = data
        return len(data)

    def read_medium(self, name: str, *, block: int = 1 << 20, into: memoryview | None = None) -> Iterator[memoryview]:
        """See Storage."""
        blocks = super().read_medium(name, block=block, into=into)
        while (part := self._reopening(lambda: next(blocks, None), size=block, again=False)) is not None:
            yield part

    def stat(self, name: str) -> Listed:
        """See Storage."""
        return self._reopening(lambda: super(ShareStorage, self).stat(name))

    def list(self, prefix: str = "") -> Iterator[Listed]:
        """See Storage."""
        return self._batches(super().list(prefix))

    def leftovers(self) -> Iterator[Leftover]:
        """See Storage."""
        return self._batches(super().leftovers())

    def _batches(self, found: Iterator[T]) -> Iterator[T]:
        while batch := self._reopening(lambda: tuple(islice(found, _BATCH)), again=False):
            yield from batch

    def delete(self, name: str) -> None:
        """See Storage."""
        self._reopening(lambda: super(ShareStorage, self).delete(name))

    def quarantine(self, name: str) -> None:
        """See Storage."""
        self._reopening(lambda: super(ShareStorage, self).quarantine(name))

    def remove_leftover(self, leftover: Leftover) -> None:
        """See Storage."""
        self._reopening(lambda: super(ShareStorage, self).remove_leftover(leftover))

    def free_space(self) -> int | None:
        """See Storage."""
        return self._reopening(super().free_space)

    def close(self) -> None:
        """See Storage."""
        super().close()
        self._deadline.close()

    def _reopening(self, call: Callable[[], T], *, size: int = 0, again: bool = True) -> T:
        """Run with a deadline; once more with everything opened anew if the descriptors went stale."""
        try:
            return self._deadline.run(call, extra=size / _SLOWEST)
        except StorageUnavailable as error:
            cause = error.__cause__
            if not (again and isinstance(cause, OSError) and cause.errno == getattr(errno, "ESTALE", -1)):
                raise
        return self._deadline.run(call, extra=size / _SLOWEST)
