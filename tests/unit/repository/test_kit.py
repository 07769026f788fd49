import re

import pytest

from studio_backup.base.errors import TornKit
from studio_backup.repository.kit import Kit, kit_groups, kit_text, new_kit_key, parse_kit

KEY = bytes(range(32))
KIT = Kit("0123456789abcdef" * 2, KEY, "Atelier Łódź 写真", 1_750_000_000_000_000_000)


def key_lines(kit: Kit = KIT) -> list[str]:
    return [line for line in kit_text(kit).splitlines() if re.match(r"[1-4]: ", line)]


def test_known_answer():
    """Frozen: a printed kit must be readable for ever."""
    told = "000G4 0R40M 30EPB 104GM 2RC1M 70YCH 208H4 4RM2M B1EG5 30CHM 6RW3M F1Y1Z"
    assert kit_groups(KEY) == tuple(told.split()) and parse_kit(told).key == KEY
    assert parse_kit("\n".join(key_lines())).key == KEY


@pytest.mark.parametrize("explained", [True, False])
def test_round_trip(explained):
    assert parse_kit(kit_text(KIT, explained=explained)) == KIT


def test_the_key_is_not_shown():
    assert KEY.hex() not in repr(KIT) and str(KEY) not in repr(KIT)


def test_line_ends_and_byte_order_mark_of_other_systems_do_not_matter():
    assert parse_kit("\ufeff" + kit_text(KIT).replace("\n", "\r\n")) == KIT


@pytest.mark.parametrize(
    "typed",
    [
        "\n".join(key_lines()),
        "\n".join(key_lines()).lower().replace(" ", "-"),
        "\n".join(line[3:] for line in key_lines()),
        "".join(kit_groups(KEY)),
        "\n".join(f"{number}: {group}" for number, group in enumerate(kit_groups(KEY), 1)),
        "\n".join(f"{number} {group}" for number, group in enumerate(kit_groups(KEY), 1)),
        "\n".join(key_lines()[::-1]),
        "\n".join(key_lines()).replace("0", "O").replace("1 ", "l "),
    ],
)
def test_typed_by_hand(typed):
    kit = parse_kit(typed)
    assert (kit.key, kit.repository, kit.studio) == (KEY, "", "")


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_typing_error_names_its_line(number):
    lines = key_lines()
    line = lines[number - 1]
    for at in range(3, len(line)):
        if line[at] == " ":
            continue
        other = "7" if line[at] != "7" else "8"
        torn = [*lines[: number - 1], line[:at] + other + line[at + 1 :], *lines[number:]]
        with pytest.raises(TornKit, match=f"line {number} "):
            parse_kit("\n".join(torn))


def test_swapped_lines_are_noticed():
    lines = key_lines()
    swapped = [f"1: {lines[1][3:]}", f"2: {lines[0][3:]}", *lines[2:]]
    with pytest.raises(TornKit, match="line 1 "):
        parse_kit("\n".join(swapped))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "characters"),
        ("hello", "characters"),
        ("\n".join(key_lines()[:3]), "line 4 is missing"),
        ("\n".join(key_lines())[:-1], "line 4 has 14"),
        ("\n".join(key_lines()).replace(key_lines()[2][3], "U", 1), "line"),
    ],
)
def test_what_is_missing_is_named(typed, told):
    with pytest.raises(TornKit, match=told):
        parse_kit(typed)


@pytest.mark.parametrize(
    "torn",
    [
        kit_text(KIT).rsplit("Checksum", 1)[0],
        kit_text(KIT).replace("Atelier", "Atelie"),
        kit_text(KIT).replace("0123", "0124", 1),
        kit_text(KIT).replace("STUDIO BACKUP RECOVERY KIT\n", ""),
        kit_text(KIT)[:-3],
    ],
)
def test_a_file_must_be_whole(torn):
    with pytest.raises(TornKit, match="torn"):
        parse_kit(torn)


def test_a_studio_cannot_forge_lines():
    sly = Kit(KIT.repository, KEY, "x\n1: 00000 00000 00000\nChecksum: 0", 0)
    assert parse_kit(kit_text(sly)).key == KEY


def test_keys_differ():
    assert len({new_kit_key() for _ in range(8)}) == 8
