"""Reading the small objects of a vault: those whose bytes fit their names come up, the others become Problems.

Several objects may bear one id (two laptops wrote, a key was wrapped again): readers take all, the first valid wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from studio_backup.base.errors import (
    DamageError,
    Forged,
    ObjectDamaged,
    ObjectMissing,
    ShortRead,
    StorageError,
    StudioBackupError,
    UnsupportedFormat,
    WrongKey,
)
from studio_backup.domain.objects import Kind, ObjectName, parse_name
from studio_backup.domain.problem import Problem, ProblemKind
from studio_backup.repository.crypto import sha256
from studio_backup.repository.format import check_digest
from studio_backup.storage.interface import Listed, Storage

LARGEST = 1 << 20
"""Bytes; no small object comes near it. What is larger is damaged, and not read."""
_THREADS = 8
_MANY = 8
_A = TypeVar("_A")
_B = TypeVar("_B")


@dataclass(frozen=True, slots=True)
class Found:
    """An object whose bytes fit its name."""

    name: ObjectName
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What lies under a prefix: good objects in order of their names, and what is wrong with the others."""

    objects: tuple[Found, ...]
    problems: tuple[Problem, ...]


def gather(storage: Storage, prefix: str, kind: Kind, *, subject: str = "") -> Gathered:
    """All objects of a kind under a prefix (one folder); with `subject`, only those of that id.

    Errors of listing are raised; errors of one object become a Problem.
    """
    listed = [(name, one) for one in storage.list(prefix) if (name := parse_name(one.name)) and name.kind is kind]
    chosen = sorted((pair for pair in listed if subject in ("", pair[0].subject)), key=lambda pair: pair[0].text)
    read = together(lambda pair: read_object(storage, *pair), chosen)
    return Gathered(
        tuple(one for one in read if isinstance(one, Found)), tuple(one for one in read if isinstance(one, Problem))
    )


def read_object(storage: Storage, name: ObjectName, listed: Listed) -> Found | Problem:
    """The object if its bytes fit its name, else what is wrong with it."""
    try:
        if listed.size > LARGEST:
            raise ObjectDamaged(f"{name} is larger than any object of its kind.")
        data = storage.get(name.text)
        check_digest(name.text, data)
    except (StorageError, ObjectMissing, DamageError) as error:
        return problem_of(name.text, error)
    return Found(name, data)


def problem_of(name: str, error: StudioBackupError) -> Problem:
    """The Problem an error at an object means."""
    kinds: tuple[tuple[type[StudioBackupError], ProblemKind], ...] = (
        (ShortRead, "damaged"),
        (ObjectMissing, "missing"),
        (WrongKey, "wrong key"),
        (Forged, "forged"),
        (DamageError, "damaged"),
    )
    kind: ProblemKind = next((kind for error_type, kind in kinds if isinstance(error, error_type)), "unreadable")
    return Problem(name, kind, error.message)


def judged(found: Iterable[Found], judge: Callable[[Found], _B]) -> tuple[list[_B], list[Problem]]:
    """What `judge` makes of each object; its DamageErrors and newer formats become Problems."""
    good: list[_B] = []
    problems: list[Problem] = []
    for one in found:
        try:
            good.append(judge(one))
        except (DamageError, UnsupportedFormat) as error:
            problems.append(problem_of(one.name.text, error))
    return good, problems


def together(work: Callable[[_A], _B], items: Sequence[_A]) -> list[_B]:
    """`work` on each item, in order; many items go side by side, since a bucket answers slowly and often at once."""
    if len(items) < _MANY:
        return [work(item) for item in items]
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  (start-up time: most runs read few objects)

    with ThreadPoolExecutor(_THREADS, thread_name_prefix="records") as pool:
        return list(pool.map(work, items))


def write(storage: Storage, name: str, data: bytes) -> str:
    """Put an object whose full name is `name` followed by the SHA-256 of its bytes; returns the full name."""
    digest = sha256(data)
    storage.put(name + digest.hex(), data, sha256=digest)
    return name + digest.hex()
