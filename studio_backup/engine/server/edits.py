"""Editing by version: the tag that a client must name, and what to tell one who comes too late."""

from __future__ import annotations

import re
from collections import OrderedDict

import msgspec

from studio_backup.api.errors import EditConflict
from studio_backup.api.wire import ChangeView, Editable, ProblemView
from studio_backup.engine.server.answered import encoded
from studio_backup.engine.server.problems import Refusal, problem_of

_REMEMBERED = 1_000
_TAG = re.compile(r'"([0-9]{1,9})"\Z')


def etag(shown: Editable) -> bytes:
    """The tag of what is answered."""
    return b'"%d"' % shown.version


def version_of(if_match: str | None) -> int:
    """The version that an If-Match names."""
    if if_match is None:
        raise Refusal(428, "An edit must say on which version it was made.", hint="Send its ETag as If-Match.")
    found = _TAG.match(if_match)
    if not found:
        raise Refusal(400, "If-Match must be one ETag, as it was answered.", hint='For example: If-Match: "3".')
    return int(found[1])


class Shown:
    """What clients were shown lately, so that one who comes too late is told exactly which fields differ."""

    def __init__(self) -> None:
        self._shown: OrderedDict[tuple[str, str, int], Editable] = OrderedDict()

    def remember(self, thing: str, view: Editable) -> None:
        """It was answered to somebody. `thing`: kind and id of what is shown, as its path in the door."""
        key = (type(view).__name__, thing, view.version)
        self._shown[key] = view
        self._shown.move_to_end(key)
        if len(self._shown) > _REMEMBERED:
            self._shown.popitem(last=False)

    def conflict(self, error: EditConflict, thing: str, version: int, now: Editable) -> ProblemView:
        """The problem, with the fields that differ from `version`; all of them if that is not remembered."""
        before = self._shown.get((type(now).__name__, thing, version))
        names = [name for name in now.editable if before is None or getattr(before, name) != getattr(now, name)]
        changed = tuple(ChangeView(field=name, now=_text(getattr(now, name))) for name in names)
        return msgspec.structs.replace(problem_of(error), version=now.version, changed=changed)


def _text(value: object) -> str:
    return value if isinstance(value, str) else encoded(value).decode()
