"""Done once, however often it is sent."""

from __future__ import annotations

import asyncio

import pytest

from studio_backup.base.errors import StorageFull, StudioBackupError
from studio_backup.catalog.answered import Kept
from studio_backup.engine.server import idempotency as module
from studio_backup.engine.server.answered import Answered, Header
from studio_backup.engine.server.idempotency import Idempotency, Lasting
from studio_backup.engine.server.pool import Pool
from studio_backup.engine.server.problems import Refusal

KEY = ("", "POST", "/v1/jobs", "key")


class Doing:
    """Counts, and may wait or fail."""

    def __init__(self) -> None:
        self.times = 0
        self.go = asyncio.Event()
        self.error: Exception | None = None
        self.headers: tuple[Header, ...] = ()

    async def __call__(self) -> Answered:
        """Do it."""
        self.times += 1
        await self.go.wait()
        if self.error:
            raise self.error
        return Answered(201, str(self.times).encode(), headers=self.headers)


def test_at_once_and_again_it_is_done_once() -> None:
    """The second waits for the first one's answer."""

    async def scene() -> None:
        kept, doing = Idempotency(), Doing()
        asked = [asyncio.create_task(kept.once(KEY, b"body", doing)) for _ in range(5)]
        await asyncio.sleep(0)
        doing.go.set()
        answers = await asyncio.gather(*asked)
        answers.append(await kept.once(KEY, b"body", doing))
        assert {answer.body for answer in answers} == {b"1"}
        assert doing.times == 1

    asyncio.run(scene())


def test_another_body_another_caller_another_path() -> None:
    """Another body under the same key is refused; the same key elsewhere is another key."""

    async def scene() -> None:
        kept, doing = Idempotency(), Doing()
        doing.go.set()
        await kept.once(KEY, b"body", doing)
        with pytest.raises(Refusal) as refused:
            await kept.once(KEY, b"other", doing)
        assert refused.value.view.status == 422
        await kept.once(("x", *KEY[1:]), b"other", doing)
        await kept.once((*KEY[:2], "/v1/emergency", KEY[3]), b"other", doing)
        assert doing.times == 3

    asyncio.run(scene())


def test_what_failed_may_be_tried_again() -> None:
    """And who waited for it hears of the failure."""

    async def scene() -> None:
        kept, doing = Idempotency(), Doing()
        doing.error = ValueError("once")
        asked = [asyncio.create_task(kept.once(KEY, b"body", doing)) for _ in range(2)]
        await asyncio.sleep(0)
        doing.go.set()
        assert [type(one) for one in await asyncio.gather(*asked, return_exceptions=True)] == [ValueError] * 2
        doing.error = None
        assert (await kept.once(KEY, b"body", doing)).body == b"2"

    asyncio.run(scene())


def test_only_so_many_are_kept() -> None:
    """The oldest are forgotten."""

    async def scene() -> None:
        kept, doing = Idempotency(), Doing()
        doing.go.set()
        for number in range(module.KEPT + 50):
            await kept.once((*KEY[:3], str(number)), b"", doing)
        assert len(kept._kept) == module.KEPT

    asyncio.run(scene())


@pytest.mark.parametrize("key", ["", "x" * 201, "a\nb", "ü"])
def test_a_key_has_a_form(key: str) -> None:
    """Printable, not too long."""

    async def scene() -> None:
        with pytest.raises(Refusal) as refused:
            await Idempotency().once((*KEY[:3], key), b"", Doing())
        assert refused.value.view.status == 400

    asyncio.run(scene())


class Notes:
    """A memory beyond one engine's life."""

    def __init__(self) -> None:
        self.kept: dict[str, Kept] = {}
        self.error: StudioBackupError | None = None

    def find(self, key: str) -> Kept | None:
        """See Memory."""
        return self.kept.get(key)

    def keep(self, kept: Kept) -> None:
        """See Memory."""
        if self.error:
            raise self.error
        self.kept[kept.key] = kept


def _after_restarts(notes: Notes, asks: list[tuple[bytes, bool]], doing: Doing) -> list[Answered]:
    """Each asked of another engine, which knows nothing but the notes."""

    async def scene() -> list[Answered]:
        pool = Pool("test", threads=1, waiting=10)
        doing.go.set()
        try:
            return [
                await Idempotency(Lasting(notes, pool)).once(KEY, body, doing, secret=secret) for body, secret in asks
            ]
        finally:
            pool.close()

    return asyncio.run(scene())


def test_after_a_restart_it_is_not_done_again() -> None:
    """The same answer, headers too; another request under the key is refused."""
    notes, doing = Notes(), Doing()
    doing.headers = ((b"location", b"/v1/jobs/1"),)
    first, second = _after_restarts(notes, [(b"body", False), (b"body", False)], doing)
    assert doing.times == 1
    assert first == second
    assert second.headers == doing.headers
    with pytest.raises(Refusal, match="used for another request"):
        _after_restarts(notes, [(b"other", False)], doing)


def test_what_may_bear_a_secret_is_written_nowhere() -> None:
    """It is done anew after a restart."""
    notes, doing = Notes(), Doing()
    _after_restarts(notes, [(b"secret", True), (b"secret", True)], doing)
    assert (doing.times, notes.kept) == (2, {})


def test_a_failure_is_not_remembered_and_a_full_disk_does_not_hide_the_answer() -> None:
    """What failed may be tried again; what was done is told."""
    notes, doing = Notes(), Doing()
    doing.error = StorageFull("The disk is full.")
    with pytest.raises(StorageFull):
        _after_restarts(notes, [(b"body", False)], doing)
    assert notes.kept == {}
    doing.error, notes.error = None, StorageFull("The disk is full.")
    assert [one.body for one in _after_restarts(notes, [(b"body", False)], doing)] == [b"2"]
