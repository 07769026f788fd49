"""Names mapped for any target: all held there, all different there, and the stored name can be had back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_backup.base.errors import DamageError
from studio_backup.engine.restore.names import (
    MAC,
    POSIX,
    WINDOWS,
    Rules,
    map_names,
    numbered,
    twin_key,
    unmapped,
)

FAT = Rules(forbidden=WINDOWS.forbidden, trailing=True, folds_case=True, unicode=True, utf16=True)
TARGETS = [POSIX, WINDOWS, MAC, FAT, Rules(folds_case=True), Rules(normalises=True), Rules(limit=100)]
DEVICES = {"CON", "NUL", "PRN", "AUX", *(f"COM{n}" for n in range(10)), *(f"LPT{n}" for n in range(10))}

tricky = st.sampled_from(
    [
        b"CON",
        b"con.txt",
        b"a:b",
        b"a%3Ab",
        b"a%3ab",
        b"x.",
        b"x",
        b"X",
        b"x ",
        b"%",
        b"%25",
        b"%~",
        b"..x",
        b"NUL",
        b"\xff",
        "é.jpg".encode(),
        "e\u0301.jpg".encode(),
        "É.jpg".encode(),
        "ß".encode(),
        b"ss",
        b"SS",
        b"COM1.ext",
        b"\xed\xa0\x80",
    ]
)
raw = st.binary(min_size=1, max_size=30).filter(lambda n: b"/" not in n and b"\0" not in n and n not in (b".", b".."))
text = st.text(min_size=1, max_size=12).map(lambda t: t.encode("utf-8", "surrogatepass"))
plain = text.filter(lambda n: b"/" not in n and b"\0" not in n and n not in (b".", b".."))
names = st.lists(st.one_of(tricky, raw, plain), min_size=1, max_size=12, unique=True)


def held(name: bytes, rules: Rules) -> bool:
    """Whether a target takes the name, said in another way than the program does."""
    if rules.utf16:
        length = len(name.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")) // 2
    else:
        length = len(name)
    if not 0 < length <= rules.limit or name in (b".", b".."):
        return False
    if any(byte in rules.forbidden for byte in name) or (rules.trailing and name[-1:] in (b".", b" ")):
        return False
    stem = name.split(b".")[0].rstrip(b" ").decode("latin-1").upper()
    if rules.devices and stem in DEVICES:
        return False
    if rules.unicode:
        name.decode("utf-8", "surrogatepass" if rules.utf16 else "strict")
    return True


@settings(max_examples=400)
@given(names, st.sampled_from(TARGETS))
def test_mapped_names_are_held_distinct_and_reversible(found: list[bytes], rules: Rules) -> None:
    mapped = map_names(found, rules)
    assert all(held(name, rules) for name in mapped)
    assert len({twin_key(name, rules) for name in mapped}) == len(found)
    if rules.restricting:
        for name, new in zip(found, mapped, strict=True):
            assert unmapped(new) in (name, None)
            assert unmapped(new) == name or b"%~" in new
    elif rules == POSIX:
        assert mapped == found


@settings(max_examples=100)
@given(names, st.sampled_from(TARGETS))
def test_mapping_does_not_depend_on_order(found: list[bytes], rules: Rules) -> None:
    one = dict(zip(found, map_names(found, rules), strict=True))
    two = dict(zip(found[::-1], map_names(found[::-1], rules), strict=True))
    assert one == two


@pytest.mark.parametrize(
    ("rules", "stored", "expected"),
    [
        (
            POSIX,
            [b"a:b", b"CON", b"x.", b"\xff", b"A", b"a", b"50%25"],
            [b"a:b", b"CON", b"x.", b"\xff", b"A", b"a", b"50%25"],
        ),
        (WINDOWS, [b"a:b", b"CON", b"Con.txt", b"trail. "], [b"a%3Ab", b"CO%4E", b"Co%6E.txt", b"trail.%20"]),
        (WINDOWS, [b"IMG.jpg", b"img.jpg"], [b"IMG.jpg", b"%69mg.jpg"]),
        (WINDOWS, [b"100%.jpg", b"a%3Ab"], [b"100%.jpg", b"a%253Ab"]),
        (WINDOWS, [b"\xff.jpg", b"CONTRACT.pdf"], [b"%FF.jpg", b"CONTRACT.pdf"]),
        (MAC, ["é".encode(), "e\u0301".encode()], [b"%C3%A9", "e\u0301".encode()]),
    ],
)
def test_examples(rules: Rules, stored: list[bytes], expected: list[bytes]) -> None:
    assert map_names(stored, rules) == expected


@pytest.mark.parametrize("rules", TARGETS)
def test_long_names(rules: Rules) -> None:
    long = [b"n" * 250 + b".jpg", b"n" * 251 + b".jpg", b":" * 255, "é".encode() * 127, "ü".encode() * 200 + b".txt"]
    mapped = map_names(long, rules)
    assert all(held(name, rules) for name in mapped)
    assert len(set(mapped)) == len(long)
    assert mapped[0] == long[0] or rules.limit < 254


@pytest.mark.parametrize("name", [b"", b".", b"..", b"a/b", b"/", b"a\0"])
@pytest.mark.parametrize("rules", [POSIX, WINDOWS])
def test_hostile_names_are_refused(name: bytes, rules: Rules) -> None:
    with pytest.raises(DamageError):
        map_names([b"good", name], rules)


def test_one_name_twice_is_refused() -> None:
    with pytest.raises(DamageError):
        map_names([b"a", b"b", b"a"], POSIX)


@given(plain, st.integers(1, 12), st.sampled_from(TARGETS))
def test_numbered_names_fit(name: bytes, number: int, rules: Rules) -> None:
    made = numbered(name * 9, "restored 2026-06-20", number, rules)
    assert b"(restored 2026-06-20" in made
    assert len(made) <= rules.limit or rules.utf16
