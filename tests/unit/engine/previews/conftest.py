"""One worker for all tests of pictures: starting one takes longer than a picture."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image

from studio_backup.base.clock import SystemClock
from studio_backup.engine.previews.process import Worker
from studio_backup.engine.previews.reasons import Reason


class Bench:
    """Gives files to a worker."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.given = 0

    def made(self, data: bytes) -> tuple[bytes, ...] | Reason:
        """What the worker makes of a file."""

        def read(offset: int, count: int) -> bytes:
            self.given += count
            return data[offset : offset + count]

        return self.worker.pictures(len(data), read)

    def shown(self, data: bytes) -> Image.Image:
        """The large picture."""
        made = self.made(data)
        assert not isinstance(made, Reason), made
        return Image.open(io.BytesIO(made[1]))


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """A bench with a worker."""
    worker = Worker(SystemClock())
    yield Bench(worker)
    worker.close()
