"""Editing by version: the tag that a client must name, and what to tell one who comes too late."""

from __future__ import annotations

import re
from collections import OrderedDict

import msgspec

from studio_backup.api.errors import EditConflict
from studio_backup.api.wire import ChangeView, ProblemView, SourceView
from studio_backup.engine.server.answered import encoded
from studio_backup.engine.server.problems import Refusal, problem_of

_REMEMBERED = 1_000
_TAG = re.compile(r'"([0-9]{1,9})"\Z')
_EDITABLE = ("path", "wedding", "date", "excludes", "settle_s", "level")


def etag(source: SourceView) -> bytes:
    """The tag of what is answered."""
    return b'"%d"' % source.version


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
        self._shown: OrderedDict[tuple[str, int], SourceView] = OrderedDict()

    def remember(self, source: SourceView) -> None:
        """It was answered to somebody."""
        self._shown[source.id, source.version] = source
        self._shown.move_to_end((source.id, source.version))
        if len(self._shown) > _REMEMBERED:
            self._shown.popitem(last=False)

    def conflict(self, error: EditConflict, version: int, now: SourceView) -> ProblemView:
        """The problem, with the fields that differ from `version`; all of them if that is not remembered."""
        before = self._shown.get((now.id, version))
        names = [name for name in _EDITABLE if before is None or getattr(before, name) != getattr(now, name)]
        changed = tuple(ChangeView(field=name, now=_text(getattr(now, name))) for name in names)
        return msgspec.structs.replace(problem_of(error), version=now.version, changed=changed)


def _text(value: object) -> str:
    return value if isinstance(value, str) else encoded(value).decode()
