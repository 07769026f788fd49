"""Lists in parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from studio_backup.api.requests import PageQuery
from studio_backup.api.wire import Page

T = TypeVar("T")
V = TypeVar("V")


def page(found: Sequence[T], query: PageQuery, key: Callable[[T], str], view: Callable[[T], V]) -> Page[V]:
    """The part behind the cursor; from the beginning, if what it names is gone."""
    keys = [key(one) for one in found]
    start = keys.index(query.after) + 1 if query.after in keys else 0
    items = found[start : start + query.limit]
    more = start + len(items) < len(found)
    return Page(items=tuple(map(view, items)), next=keys[start + len(items) - 1] if more and items else None)
