"""The rule by which names are matched, a small part of gitignore's.

* A pattern without "/" (but at its end) is compared with the name alone, at any depth.
* A pattern with a "/" at its start or inside is compared with the path from the source root on.
* A "/" at the end: only folders. A "!" at the start: keeps what an earlier pattern left out.
* `*` and `?` do not match "/"; `**` between slashes matches any number of folders; `[a-z]` and `[!a-z]` are sets.

The last pattern that matches decides. What lies in a folder that is left out cannot be kept by a later pattern.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from studio_backup.base.errors import UsageError


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. `keeps`: it began with "!". `last`: the glob of its last name."""

    text: str
    keeps: bool
    folders_only: bool
    by_path: bool
    whole: re.Pattern[str] = field(repr=False)
    last: str = field(repr=False)

    def matches(self, path: str, is_folder: bool) -> bool:
        """Whether the entry at this path (relative, "/"-joined) is meant."""
        if self.folders_only and not is_folder:
            return False
        return self.whole.match(path if self.by_path else path.rpartition("/")[2]) is not None


def compile_pattern(text: str, *, ignore_case: bool) -> Pattern:
    """The pattern. Raises UsageError where it is empty or its set is no set."""
    body = text.removeprefix("!")
    folders_only = body.endswith("/")
    body = body.rstrip("/")
    by_path = "/" in body
    parts = [part for part in body.split("/") if part]
    if not parts:
        raise UsageError("An exclude pattern is empty.", hint="Give a name or glob, like --exclude '*.tmp'.")
    flags = re.DOTALL | (re.IGNORECASE if ignore_case else 0)
    try:
        whole = re.compile(_path_rule(parts) + r"\Z", flags)
    except re.error as error:
        raise UsageError(f"The exclude pattern {text!r} cannot be used: {error}.", hint="Check its [ and ].") from error
    return Pattern(text, text.startswith("!"), folders_only, by_path, whole, parts[-1])


def _path_rule(parts: list[str]) -> str:
    rule = ""
    for number, part in enumerate(parts):
        if part != "**":
            rule += _name_rule(part) + ("/" if number < len(parts) - 1 else "")
        elif number < len(parts) - 1:
            rule += "(?:[^/]+/)*"
        else:
            rule += ".+"
    return rule


def _name_rule(part: str) -> str:
    rule, at = "", 0
    while at < len(part):
        end = _set_end(part, at) if part[at] == "[" else 0
        if end:
            rule += _set_rule(part[at + 1 : end])
            at = end
        else:
            rule += {"*": "[^/]*", "?": "[^/]"}.get(part[at]) or re.escape(part[at])
        at += 1
    return rule


def _set_end(part: str, at: int) -> int:
    """Where the set that begins at `at` ends, 0 if it does not."""
    start = at + 2 if part[at + 1 : at + 2] == "!" else at + 1
    return max(0, part.find("]", start + 1))


def _set_rule(inside: str) -> str:
    negated = inside.startswith("!")
    members = re.sub(r"([\\\[\]^&|~])", r"\\\1", inside[negated:])
    return f"[^/{members}]" if negated else f"[{members}]"
