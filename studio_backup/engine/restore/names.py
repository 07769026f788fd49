"""Names that a target cannot hold, mapped so that the stored name can be had back from the new one.

A mapped name spells bytes as `%XX` (`a:b` becomes `a%3Ab`, the device name `CON` becomes `CO%4E`); a `%` in it is
`%25`. Where a target has any such rule, a name which merely looks mapped is mapped too, so `unmapped` is exact for
every name. Only a name that would grow too long is cut and given a digest (`…%~0123456789abcdef`): then the list
which the restore leaves beside the tree tells. A name which the target holds stays as it is, unless a twin came first.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio_backup.base.errors import DamageError
from studio_backup.base.names import display

_LOOKS_MAPPED = re.compile(rb"%[0-9A-Fa-f]{2}|%~")
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")
_DEVICE = re.compile(rb"(?i)(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9]|LPT[0-9])[ ]*(\.|\Z)")
_DIGEST_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Rules:
    """What names a target cannot hold.

    `forbidden`: bytes below 0x80. `trailing`: no dot or space at the end. `devices`: CON, NUL and the like are taken.
    `folds_case`, `normalises`: names that differ only in case, or Unicode form, are one. `unicode`: only valid UTF-8.
    `limit`: greatest length, in bytes, or in UTF-16 units if `utf16`.
    """

    forbidden: frozenset[int] = frozenset()
    trailing: bool = False
    devices: bool = False
    folds_case: bool = False
    normalises: bool = False
    unicode: bool = False
    limit: int = 255
    utf16: bool = False

    @property
    def restricting(self) -> bool:
        """Whether anything but the length is ruled."""
        flags = (self.trailing, self.devices, self.folds_case, self.normalises, self.unicode)
        return bool(self.forbidden) or any(flags)


POSIX = Rules()
WINDOWS = Rules(
    forbidden=frozenset(b'<>:"/\\|?*') | frozenset(range(32)),
    trailing=True,
    devices=True,
    folds_case=True,
    unicode=True,
    utf16=True,
)
MAC = Rules(folds_case=True, normalises=True, unicode=True)


def check_name(name: bytes) -> None:
    """Raise DamageError for a name which could lead out of its folder. No program of ours stores one."""
    if name in (b"", b".", b"..") or b"/" in name or b"\0" in name:
        raise DamageError(
            f'The point holds a file name that leads elsewhere: "{display(name)}". Nothing was written.',
            hint="This vault was altered or is not ours: verify the tier, or restore from another.",
        )


def map_names(names: Sequence[bytes], rules: Rules) -> list[bytes]:
    """The names these entries of one folder get on the target, in the same order; all differ there.

    Raises DamageError for hostile names and for a name that occurs twice.
    """
    for name in names:
        check_name(name)
    if len(set(names)) != len(names):
        raise DamageError(
            "A folder of this point holds one name twice. Nothing was written.",
            hint="This vault was altered or is not ours: verify the tier, or restore from another.",
        )
    taken: set[bytes] = set()
    kept = {name for name in sorted(names) if _keeps(name, rules, taken)}
    mapped = {name: name if name in kept else _mapped(name, rules, taken) for name in sorted(names)}
    return [mapped[name] for name in names]


def unmapped(name: bytes) -> bytes | None:
    """The stored name of a mapped or untouched one on a target with rules; None if only the list can tell."""
    if b"%~" in name:
        return None
    return _ESCAPE.sub(lambda m: bytes([int(m[1], 16)]), name)


def _keeps(name: bytes, rules: Rules, taken: set[bytes]) -> bool:
    if not _holds(name, rules) or (rules.restricting and _LOOKS_MAPPED.search(name)):
        return False
    return _take(name, rules, taken)


def _take(name: bytes, rules: Rules, taken: set[bytes]) -> bool:
    key = twin_key(name, rules)
    if key in taken:
        return False
    taken.add(key)
    return True


def twin_key(name: bytes, rules: Rules) -> bytes:
    """Equal for names which the target takes for one."""
    if not (rules.folds_case or rules.normalises):
        return name
    text = name.decode("utf-8", "surrogateescape")
    if rules.normalises:
        text = unicodedata.normalize("NFD", text)
    if rules.folds_case:
        text = text.upper().casefold()
    if rules.normalises:
        text = unicodedata.normalize("NFD", text)
    return text.encode("utf-8", "surrogatepass")


def _holds(name: bytes, rules: Rules) -> bool:
    return not any(_must_escape(name, rules)) and _length(name, rules) <= rules.limit


def _length(name: bytes, rules: Rules) -> int:
    if not rules.utf16:
        return len(name)
    return len(name.decode("utf-8", "surrogateescape").encode("utf-16-le", "surrogatepass")) // 2


def _must_escape(name: bytes, rules: Rules) -> list[bool]:
    """For each byte, whether it cannot stay."""
    marks = [byte in rules.forbidden for byte in name]
    if rules.trailing and name[-1:] in (b".", b" "):
        marks[-1] = True
    device = _DEVICE.match(name) if rules.devices else None
    if device:
        marks[device.end(1) - 1] = True
    if rules.unicode:
        for at in _invalid_utf8(name, wtf8=rules.utf16):
            marks[at] = True
    return marks


def _invalid_utf8(name: bytes, *, wtf8: bool) -> Iterator[int]:
    """Positions of bytes which are no UTF-8. Lone surrogates (WTF-8) are names on Windows."""
    at = 0
    while at < len(name):
        try:
            name[at:].decode("utf-8", "surrogatepass" if wtf8 else "strict")
        except UnicodeDecodeError as error:
            yield from range(at + error.start, at + error.end)
            at += error.end
        else:
            return


def _mapped(name: bytes, rules: Rules, taken: set[bytes]) -> bytes:
    for marks in _escapes(name, rules):
        candidate = _escaped(name, marks)
        if candidate != name and _holds(candidate, rules) and _take(candidate, rules, taken):
            return candidate
    return _shortened(name, rules, taken)


def _escapes(name: bytes, rules: Rules) -> Iterator[list[bool]]:
    """Ever more bytes to escape, until the name is unlike its twins."""
    marks = [must or byte == 0x25 for must, byte in zip(_must_escape(name, rules), name, strict=True)]
    yield list(marks)
    if not rules.restricting:
        return
    marks = [mark or byte >= 0x80 for mark, byte in zip(marks, name, strict=True)]
    yield list(marks)
    for at, byte in enumerate(name):
        if chr(byte).isalpha() and not marks[at]:
            marks[at] = True
            yield list(marks)


def _escaped(name: bytes, marks: list[bool]) -> bytes:
    return b"".join(b"%%%02X" % byte if mark else bytes([byte]) for byte, mark in zip(name, marks, strict=True))


def _shortened(name: bytes, rules: Rules, taken: set[bytes]) -> bytes:
    """A cut name with a digest; which stored name it was, only the list of mapped names tells."""
    digest = b"%~" + hashlib.sha256(name).hexdigest()[:_DIGEST_DIGITS].encode()
    marks = [must or byte == 0x25 or byte >= 0x80 for must, byte in zip(_must_escape(name, rules), name, strict=True)]
    escaped = _escaped(name, marks)
    stem, dot, ending = escaped.rpartition(b".")
    if not dot or not stem or len(ending) > 16:
        stem, dot, ending = escaped, b"", b""
    room = rules.limit - len(digest) - len(dot) - len(ending)
    for cut in range(room, -1, -1):
        candidate = re.sub(rb"%[0-9A-F]?\Z", b"", stem[:cut]) + digest + dot + ending
        if _take(candidate, rules, taken):
            return candidate
    raise DamageError(f'The target cannot hold the name "{display(name)}".', hint="Restore to another file system.")


def numbered(name: bytes, words: str, number: int, rules: Rules) -> bytes:
    """`photo (words).jpg`, from 2 on `photo (words 2).jpg`, cut so that the target holds it."""
    stem, dot, ending = name.rpartition(b".")
    if not dot or not stem or len(ending) > 16:
        stem, dot, ending = name, b"", b""
    tail = f" ({words})" if number < 2 else f" ({words} {number})"
    rest = tail.encode("utf-8") + dot + ending
    while stem and _length(stem + rest, rules) > rules.limit:
        stem = _without_last(stem)
    return stem + rest


def _without_last(stem: bytes) -> bytes:
    cut = len(stem) - 1
    while cut and 0x80 <= stem[cut] < 0xC0:
        cut -= 1
    return stem[:cut]
