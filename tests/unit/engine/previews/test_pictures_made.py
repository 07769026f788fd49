"""What the worker makes of files of every kind: the picture upright, in the right colours, or a reason."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from studio_backup.engine.previews.adobe_rgb import ADOBE_RGB
from studio_backup.engine.previews.frames import EDGES, LARGEST_PICTURE
from studio_backup.engine.previews.reasons import WORDS, Reason
from tests.support.picture_files import CONTAINERS, cr2, cr3, halves, jpeg, nef, oriented, saved
from tests.unit.engine.previews.conftest import Bench

RED, BLUE = (200, 30, 30), (30, 30, 200)
FIRST_BLUE = {1: "right", 2: "left", 3: "left", 4: "right", 5: "bottom", 6: "bottom", 7: "top", 8: "top"}
"""Where blue lies once a picture with this orientation is upright."""


def _near(found: object, wanted: tuple[int, int, int], far: int = 25) -> bool:
    assert isinstance(found, tuple)
    return all(abs(one - two) <= far for one, two in zip(found, wanted, strict=True))


def _blue_side(picture: Image.Image) -> str:
    width, height = picture.size
    points = {
        "left": (5, height // 2), "right": (width - 6, height // 2), "top": (width // 2, 5),
        "bottom": (width // 2, height - 6),
    }  # fmt: skip
    wide = width > height
    sides = ("left", "right") if wide else ("top", "bottom")
    found = [side for side in sides if _near(picture.getpixel(points[side]), BLUE)]
    assert len(found) == 1, [picture.getpixel(points[side]) for side in sides]
    return found[0]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_each_orientation_is_applied(bench: Bench, orientation: int) -> None:
    shown = bench.shown(oriented(orientation))
    assert _blue_side(shown) == FIRST_BLUE[orientation]
    assert max(shown.size) == max(EDGES)
    assert not shown.getexif()


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP", "BMP", "GIF", "AVIF"])
def test_plain_kinds(bench: Bench, kind: str) -> None:
    picture = halves() if kind != "GIF" else halves(mode="P")
    assert _blue_side(bench.shown(saved(picture, kind))) == "right"


@pytest.mark.parametrize("name", CONTAINERS)
def test_containers(bench: Bench, name: str) -> None:
    """Those that tell that they were held upright are upright."""
    shown = bench.shown(CONTAINERS[name]())
    assert _blue_side(shown) == ("bottom" if name in ("raf", "crw") else "right")


@pytest.mark.parametrize("make", [cr2, nef, cr3])
@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_raw_tells_the_orientation_of_its_preview(bench: Bench, make: object, orientation: int) -> None:
    shown = bench.shown(make(orientation))  # type: ignore[operator]
    assert _blue_side(shown) == FIRST_BLUE[orientation]


def test_of_a_raw_only_what_is_needed_is_read(bench: Bench) -> None:
    before = bench.given
    bench.shown(cr2() + bytes(40 << 20))
    assert bench.given - before < 1 << 20


def test_both_sizes_are_within_their_bounds(bench: Bench) -> None:
    """Also of noise, which packs badly; and nothing is enlarged."""
    noise = Image.effect_noise((1600, 1600), 100).convert("RGB")
    for data in (saved(noise, "PNG"), jpeg(6000, 400)):
        made = bench.made(data)
        assert not isinstance(made, Reason)
        for picture, edge in zip(made, EDGES, strict=True):
            assert len(picture) <= LARGEST_PICTURE
            assert picture.startswith(b"\xff\xd8\xff")
            assert edge > 0
    assert bench.shown(jpeg(64, 48)).size == (64, 48)


def test_transparent_parts_are_white(bench: Bench) -> None:
    clear = Image.new("RGBA", (300, 200), (200, 30, 30, 0))
    assert _near(bench.shown(saved(clear, "PNG")).getpixel((20, 20)), (255, 255, 255))


def test_sixteen_bits_of_grey(bench: Bench) -> None:
    grey = Image.new("I;16", (300, 200), 32_768)
    shown = bench.shown(saved(grey, "TIFF")).convert("RGB")
    assert _near(shown.getpixel((20, 20)), (128, 128, 128), 6)


def test_a_profile_is_followed(bench: Bench) -> None:
    """The same numbers mean a stronger green in Adobe RGB."""
    green = Image.new("RGB", (300, 200), (60, 180, 60))
    wide = bench.shown(saved(green, "PNG", icc_profile=ADOBE_RGB)).getpixel((20, 20))
    plain = bench.shown(saved(green, "PNG")).getpixel((20, 20))
    assert _near(plain, (60, 180, 60), 4)
    assert isinstance(wide, tuple) and isinstance(plain, tuple) and wide[0] < plain[0] - 15


def test_adobe_rgb_that_only_the_exif_names(bench: Bench) -> None:
    told = Image.Exif()
    told.get_ifd(0x8769)[0xA005] = {1: "R03"}
    green = Image.new("RGB", (300, 200), (60, 180, 60))
    shown = bench.shown(saved(green, "JPEG", exif=told, quality=95)).getpixel((20, 20))
    assert isinstance(shown, tuple) and shown[0] < 45


def test_the_profile_of_our_own_is_adobe_rgb() -> None:
    """Known pairs of the two spaces."""
    profile = ImageCms.ImageCmsProfile(io.BytesIO(ADOBE_RGB))
    srgb = ImageCms.createProfile("sRGB")
    for adobe, wanted in (((255, 255, 255), (255, 255, 255)), ((128, 128, 128), (128, 128, 128)),
                          ((219, 0, 0), (255, 0, 0)), ((144, 255, 60), (0, 255, 0))):  # fmt: skip
        found = ImageCms.profileToProfile(Image.new("RGB", (2, 2), adobe), profile, srgb, outputMode="RGB")
        assert found is not None and _near(found.getpixel((0, 0)), wanted, 5), (adobe, found.getpixel((0, 0)))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<x:xmpmeta/>" * 100, Reason.UNKNOWN),
        (b"\0\0\0\x18ftypqt  " + bytes(500), Reason.VIDEO),
        (b"RIFF\0\0\0\0AVI LIST" + bytes(500), Reason.VIDEO),
        (b"\xff\xd8\xff\xe0" + bytes(500), Reason.DAMAGED),
        (cr2()[:200], Reason.DAMAGED),
        (b"\0MRM" + bytes(5_000), Reason.NO_EMBEDDED),
        (b"", Reason.UNKNOWN),
    ],
)
def test_reasons(bench: Bench, data: bytes, reason: Reason) -> None:
    assert bench.made(data) is reason
    assert WORDS[reason].endswith(".")


def test_every_reason_has_words() -> None:
    assert set(WORDS) == set(Reason)


SAMPLES = os.environ.get("STUDIO_BACKUP_SAMPLE_PHOTOS", "")


@pytest.mark.skipif(not SAMPLES, reason="STUDIO_BACKUP_SAMPLE_PHOTOS names no folder of real camera files")
def test_real_camera_files(bench: Bench) -> None:
    """Every one of them gives a picture or a reason; those that all programs show give a picture."""
    told: dict[str, str] = {}
    for path in sorted(Path(SAMPLES).rglob("*")):
        if path.is_file():
            made = bench.made(path.read_bytes())
            told[path.name] = made.name if isinstance(made, Reason) else "picture"
            if path.suffix.lower() in (".jpg", ".heic", ".tif", ".crw", ".kdc"):
                assert told[path.name] == "picture", (path.name, told[path.name])
    print(told)
    assert told
