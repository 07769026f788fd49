"""The recovery kit's text: 256 bits of key that a person can print, type and scan. Pure: text in, value out.

Layout of FILE.txt and of its key lines: docs/format.md, "Recovery kit".
"""

from __future__ import annotations

import datetime
import hashlib
import re
import secrets
from dataclasses import dataclass, field

from studio_backup.base.errors import TornKit

TITLE = "STUDIO BACKUP RECOVERY KIT"
KEY_LINES = 4
GROUP = 5
_LINE_CHARS = 15
_CHECKSUM_CHARS = 16
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {char: value for value, char in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_LABELLED = re.compile(r"(?m)(?:^|\s)(\d{1,2})[ \t]*[:.)]")
_HINT_TYPE = "Compare it with the printed kit. The four key lines alone, typed by hand into a file, are enough."

EXPLANATION = """\
This is the recovery kit of a Studio Backup vault. Whoever holds it and any one copy of the vault can read
everything in it, without the passphrase. Print it, keep it away from the computers, and tell no one else.

Check it:             studio-backup vault check-kit THIS_FILE
With the program:     studio-backup --kit THIS_FILE vault open PLACE
                      studio-backup --kit THIS_FILE restore --wedding NAME --to FOLDER
Without the program:  python3 rescue.py FOLDER_OF_THE_COPY --kit THIS_FILE --to FOLDER
Typing a key line by hand: case, spaces and dashes do not matter, the letter O reads as zero, I and L as one.
"""


@dataclass(frozen=True, slots=True)
class Kit:
    """A recovery kit. `repository`: 32 hex digits, or "" when only the key was typed; `key`: 32 bytes, a secret.

    `created_ns`: ns UTC (the text keeps whole seconds), 0 if the text does not say.
    """

    repository: str
    key: bytes = field(repr=False)
    studio: str = ""
    created_ns: int = 0


def new_kit_key() -> bytes:
    """A fresh kit key, 32 random bytes."""
    return secrets.token_bytes(32)


def kit_groups(key: bytes) -> tuple[str, ...]:
    """The 12 printed groups of 5 characters; three of them are one key line."""
    lines = [_encode_line(number, key[8 * number - 8 : 8 * number]) for number in range(1, KEY_LINES + 1)]
    return tuple(line[at : at + GROUP] for line in lines for at in range(0, _LINE_CHARS, GROUP))


def fits_group(key: bytes, number: int, typed: str) -> bool:
    """Whether somebody typed this group (1 to 12) as it is printed; forgiving as `parse_kit` is."""
    wanted = kit_groups(key)[number - 1]
    found = _characters(typed)
    if len(found) != GROUP or any(char not in _VALUES for char in found):
        return False
    return all(_VALUES[one] == _VALUES[other] for one, other in zip(found, wanted, strict=True))


def typed_text(kit: Kit) -> str:
    """What `parse_kit` makes this kit of again, whether it is whole or only its key was typed."""
    return kit_text(kit, explained=False) if kit.repository else " ".join(kit_groups(kit.key))


def kit_text(kit: Kit, *, explained: bool = True) -> str:
    """FILE.txt. Not `explained`: the same without its sentences for people, short enough for a printed code."""
    groups = kit_groups(kit.key)
    lines = [TITLE, f"Repository: {kit.repository}", f"Studio: {' '.join(kit.studio.split())}"]
    lines.append(f"Created: {_moment(kit.created_ns)}")
    lines += [f"{n}: {' '.join(groups[3 * n - 3 : 3 * n])}" for n in range(1, KEY_LINES + 1)]
    body = "\n".join(lines) + "\n" + (f"\n{EXPLANATION}\n" if explained else "")
    return f"{body}Checksum: {_checksum(body)}\n"


def parse_kit(text: str) -> Kit:
    """The kit in a file's, a scan's or a typist's text.

    A text with the kit's title or a checksum line must be whole. Without both, the four key lines (or the twelve
    groups, with or without their numbers) are enough; `repository` and `studio` are "" unless they stand there too.
    Raises TornKit, which names the line that does not fit.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    whole = TITLE in text or re.search(r"(?m)^\s*Checksum:", text) is not None
    key = _whole_key(text) if whole else _typed_key(text)
    repository = _field(text, "Repository")
    if whole and not re.fullmatch(r"[0-9a-f]{32}", repository):
        raise _torn("its repository line is not readable")
    fitting = repository if re.fullmatch(r"[0-9a-f]{32}", repository) else ""
    return Kit(fitting, key, _field(text, "Studio"), _parse_moment(_field(text, "Created")))


def _whole_key(text: str) -> bytes:
    labels = {int(n): rest for n, rest in re.findall(r"(?m)^\s*([1-4])\s*:(.*)$", text)}
    key = _key_of_lines({number: _characters(rest) for number, rest in labels.items()})
    body, mark, rest = text.rpartition("Checksum:")
    if not mark:
        raise _torn("its last line, the checksum, is missing")
    if rest.split() != [_checksum(body)]:
        raise _torn("its checksum does not fit its text, although the four key lines are whole")
    return key


def _typed_key(text: str) -> bytes:
    text = re.sub(r"(?m)^\s*(Repository|Studio|Created):.*$", "", text)
    labelled = _LABELLED.split(text)
    if len(labelled) > 1 and not labelled[0].strip():
        parts = {int(n): _characters(rest) for n, rest in zip(labelled[1::2], labelled[2::2], strict=True)}
        if len(parts) != len(labelled) // 2:
            raise _torn("a line number stands there twice")
        return _key_of_lines(_lines_of_groups(parts) if max(parts) > KEY_LINES else parts)
    return _key_of_lines(_unnumbered(text))


def _lines_of_groups(groups: dict[int, str]) -> dict[int, str]:
    """Twelve numbered groups as four lines."""
    for number in range(1, 13):
        if len(groups.get(number, "")) != GROUP:
            raise _torn(f"group {number} is missing or has not {GROUP} characters")
    return {line: "".join(groups[3 * line - i] for i in (2, 1, 0)) for line in range(1, KEY_LINES + 1)}


def _unnumbered(text: str) -> dict[int, str]:
    words = [word for word in text.split() if not re.fullmatch(r"\d{1,2}", word) or _is_short_group(text)]
    joined = _characters("".join(words))
    if len(joined) == KEY_LINES * _LINE_CHARS:
        return {n: joined[_LINE_CHARS * (n - 1) : _LINE_CHARS * n] for n in range(1, KEY_LINES + 1)}
    rows = [row for row in map(_characters, text.splitlines()) if row]
    if len(rows) == KEY_LINES:
        return dict(enumerate(rows, 1))
    raise _torn(f"it has {len(joined)} key characters where {KEY_LINES * _LINE_CHARS} belong")


def _is_short_group(text: str) -> bool:
    """Whether lone digits belong to the key: somebody spaced it otherwise than in fives, and numbered nothing."""
    return len(_characters(text)) == KEY_LINES * _LINE_CHARS


def _key_of_lines(lines: dict[int, str]) -> bytes:
    return b"".join(_decode_line(number, lines.get(number, "")) for number in range(1, KEY_LINES + 1))


def _encode_line(number: int, part: bytes) -> str:
    key = int.from_bytes(part, "big") << 1
    return _base32(key, 13) + _base32(_line_sum(number, part), 2)


def _decode_line(number: int, chars: str) -> bytes:
    if not chars:
        raise _torn(f"key line {number} is missing")
    if len(chars) != _LINE_CHARS:
        raise _torn(f"key line {number} has {len(chars)} characters where {_LINE_CHARS} belong")
    if any(char not in _VALUES for char in chars):
        raise _torn(f"key line {number} holds a character that no kit uses")
    value, found = _number(chars[:13]), _number(chars[13:])
    part = (value >> 1).to_bytes(9, "big")[1:]
    if value & 1 or found != _line_sum(number, part):
        raise _torn(f"key line {number} does not fit its own checksum")
    return part


def _line_sum(number: int, part: bytes) -> int:
    digest = hashlib.sha256(b"studio-backup kit line" + bytes([number]) + part).digest()
    return int.from_bytes(digest[:2], "big") >> 6


def _base32(value: int, length: int) -> str:
    return "".join(_ALPHABET[value >> (5 * place) & 31] for place in range(length - 1, -1, -1))


def _number(chars: str) -> int:
    value = 0
    for char in chars:
        value = value << 5 | _VALUES[char]
    return value


def _characters(text: str) -> str:
    """What counts of typed text: dashes of all kinds, spaces and case do not."""
    return re.sub(r"[\s\-‐‑‒–—−_]", "", text).upper()


def _checksum(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:_CHECKSUM_CHARS]


def _field(text: str, label: str) -> str:
    found = re.search(rf"(?m)^\s*{label}:(.*)$", text)
    return found[1].strip() if found else ""


def _moment(at_ns: int) -> str:
    return datetime.datetime.fromtimestamp(at_ns // 10**9, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _parse_moment(text: str) -> int:
    try:
        moment = datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.UTC)
    except ValueError:
        return 0
    return int(moment.timestamp()) * 10**9


def _torn(why: str) -> TornKit:
    return TornKit(f"This recovery kit is torn: {why}.", hint=_HINT_TYPE)
