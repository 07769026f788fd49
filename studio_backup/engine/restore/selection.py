"""Which files of a point come back: `--files` globs, and the search of `files`.

A glob without `/` is compared with the name of each file and folder, at any depth. A glob with `/` is compared with the
whole path below the source root: `*` and `?` stay within one name, `**` crosses `/`, `**/` also stands for no folder at
all; a leading `/` is the root. A folder that fits brings all that is in it. Case counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from studio_backup.base.errors import UsageError
from studio_backup.engine.restore.databases import main_file


class Choice(Protocol):
    """Which entries of one root come back; paths are below the root. `everything`: all of them."""

    @property
    def everything(self) -> bool: ...
    def takes(self, path: bytes) -> bool: ...
    def looks_into(self, path: bytes) -> bool: ...
    def concerns(self, path: bytes) -> bool: ...


class PathChoice:
    """Exactly these paths, and what is in them; b"" is the root itself."""

    def __init__(self, paths: Iterable[bytes]) -> None:
        self._paths = frozenset(paths)
        split = (path.split(b"/") for path in self._paths)
        self._above = {b"/".join(parts[:n]) for parts in split for n in range(len(parts))}
        self.everything = b"" in self._paths

    def takes(self, path: bytes) -> bool:
        """Whether this entry is chosen by itself."""
        return self.everything or path in self._paths

    def looks_into(self, path: bytes) -> bool:
        """Whether anything in this folder may be chosen."""
        return self.everything or path in self._above

    def concerns(self, path: bytes) -> bool:
        """Whether an entry is chosen, leads to what is, or belongs to a database that is."""
        return self.takes(path) or path in self._above or main_file(path) in self._paths


class FileChoice:
    """Compiled globs; none chooses everything."""

    def __init__(self, globs: Sequence[str]) -> None:
        self._names = [_compiled(g) for g in globs if "/" not in g]
        self._paths = [_compiled(g.lstrip("/").rstrip("/")) for g in globs if "/" in g]
        self.everything = not globs

    def takes(self, path: bytes) -> bool:
        """Whether an entry at this path below the root is chosen by itself (its folder may be, too)."""
        if self.everything:
            return True
        text = path.decode("utf-8", "surrogateescape")
        name = text.rpartition("/")[2]
        return any(p.match(name) for p in self._names) or any(p.match(text) for p in self._paths)

    def looks_into(self, path: bytes) -> bool:  # noqa: ARG002  a name may be anywhere
        """Whether anything in this folder may be chosen."""
        return True

    def concerns(self, path: bytes) -> bool:  # noqa: ARG002  as above
        """Whether an entry may come back."""
        return True


class SearchText:
    """What `files --search` looks for: a part of the path in any case, or a glob on the name in any case."""

    def __init__(self, text: str) -> None:
        self._glob = _compiled(text.casefold()) if any(c in text for c in "*?[") else None
        self._part = text.casefold()

    def finds(self, path: bytes) -> bool:
        """Whether a path below the root fits."""
        text = path.decode("utf-8", "surrogateescape").casefold()
        if self._glob:
            return bool(self._glob.match(text.rpartition("/")[2]) or self._glob.match(text))
        return self._part in text


def _compiled(glob: str) -> re.Pattern[str]:
    try:
        return re.compile(_translated(glob) + r"\Z", re.DOTALL)
    except re.error:
        raise UsageError(f'"{glob}" is no pattern.', hint="Write it like *.xmp, day-1/*.arw or **/selects/*.") from None


def _translated(glob: str) -> str:
    parts: list[str] = []
    at = 0
    while at < len(glob):
        found = next((f for f in _WILD if glob.startswith(f, at)), None)
        if found:
            parts.append(_WILD[found])
            at += len(found)
        elif glob[at] == "[" and (end := glob.find("]", at + 2)) > 0:
            parts.append(_set(glob[at + 1 : end]))
            at = end + 1
        else:
            parts.append(re.escape(glob[at]))
            at += 1
    return "".join(parts)


_WILD = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def _set(inner: str) -> str:
    negated = inner.startswith(("!", "^"))
    body = (inner[1:] if negated else inner).replace("\\", "\\\\").replace("[", "\\[").replace("^", "\\^")
    return f"(?!/)[{'^' if negated else ''}{body}]"
