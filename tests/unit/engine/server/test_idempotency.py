"""Done once, however often it is sent."""

from __future__ import annotations

import asyncio

import pytest

from studio_backup.engine.server import idempotency as module
from studio_backup.engine.server.answered import Answered
from studio_backup.engine.server.idempotency import Idempotency
from studio_backup.engine.server.problems import Refusal

KEY = ("", "POST", "/v1/jobs", "key")


class Doing:
    """Counts, and may wait or fail."""

    def __init__(self) -> None:
        self.times = 0
        self.go = asyncio.Event()
        self.error: Exception | None = None

    async def __call__(self) -> Answered:
        """Do it."""
        self.times += 1
        await self.go.wait()
        if self.error:
            raise self.error
        return Answered(201, str(self.times).encode())


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
