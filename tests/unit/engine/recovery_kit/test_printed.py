"""The printed page: what a person types from it, and what a scanner reads, is the kit."""

import re
import zlib
from base64 import a85decode

import pytest
import segno

from studio_backup.engine.recovery_kit import printed
from studio_backup.engine.recovery_kit.printed import legible, printed_kit
from studio_backup.repository.kit import Kit, kit_groups, kit_text, parse_kit

KIT = Kit("0123456789abcdef" * 2, bytes(range(32)), "Łódź Ślub 写真 & Söhne <b>", 1_750_000_000_000_000_000)


def page_of(pdf: bytes) -> str:
    streams = re.findall(rb"/ASCII85Decode /FlateDecode.*?stream\r?\n(.*?)endstream", pdf, re.S)
    texts = [
        zlib.decompress(
            a85decode(stream.strip(), adobe=False)
            if not stream.strip().endswith(b"~>")
            else a85decode(b"<~" + stream.strip(), adobe=True)
        )
        for stream in streams
    ]
    return b"\n".join(texts).decode("latin-1")


def test_one_page_with_all_groups_in_order():
    pdf = printed_kit(KIT)
    assert pdf.startswith(b"%PDF") and len(re.findall(rb"/Type /Page\b", pdf)) == 1
    shown = re.findall(r"\(([0-9A-Z]{5})\) Tj", page_of(pdf))
    assert tuple(shown) == kit_groups(KIT.key)
    assert parse_kit(" ".join(shown)).key == KIT.key


def test_fonts_are_embedded():
    pdf = printed_kit(KIT)
    assert pdf.count(b"/FontFile2") >= 2


def test_what_the_font_lacks_is_spelled_out():
    printed._load_fonts()
    assert legible("Łódź Ślub Ж Ω") == "Łódź Ślub Ж Ω"
    assert legible("写真") == "\\u5199\\u771f"


def test_the_code_is_the_kit(monkeypatch):
    made = []
    real = segno.make
    monkeypatch.setattr(printed.segno, "make", lambda text, **more: made.append(text) or real(text, **more))
    printed_kit(KIT)
    assert parse_kit(made[0]) == parse_kit(kit_text(KIT))


@pytest.mark.parametrize("row", [[1, 1, 0, 1], [0, 0], [1], [0, 1, 1, 1]])
def test_runs_cover_exactly_the_dark_modules(row):
    drawn = {at for start, length in printed._runs(row) for at in range(start, start + length)}
    assert drawn == {at for at, dark in enumerate(row) if dark}


def test_the_longest_names_stay_on_one_page():
    pdf = printed_kit(Kit("ab" * 16, bytes(32), "Wide " * 40, 0))
    bottoms = [float(y) for y in re.findall(r"1 0 0 1 [\d.]+ ([\d.]+) cm", page_of(pdf))]
    assert min(y for y in bottoms if y) > 30  # points; printers leave out less
