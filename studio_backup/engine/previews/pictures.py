"""From bytes to small JPEGs, with Pillow and pi-heif. Runs in the worker only."""

from __future__ import annotations

import io
from typing import Final, cast

import pi_heif
from PIL import Image, ImageCms, ImageOps

from studio_backup.engine.previews.adobe_rgb import ADOBE_RGB
from studio_backup.engine.previews.frames import EDGES, LARGEST_PICTURE

MOST_PIXELS: Final = 130_000_000
"""Of what is really decoded: a JPEG is decoded at an eighth where that is enough."""
MOST_TOLD: Final = 600_000_000
"""Pixels that a file may say it has; a stitched panorama has less."""
FORMATS: Final = ("JPEG", "PNG", "TIFF", "PSD", "WEBP", "GIF", "BMP", "AVIF", "HEIF")
_ORIENTATION: Final = 0x0112
_INTEROPERABILITY: Final = 0xA005
_QUALITIES: Final = (82, 70, 50, 30)


class TooLarge(Exception):
    """More pixels than are decoded."""


def load_decoders() -> None:
    """Load all that decoding will need: afterwards the worker can open no file."""
    Image.init()
    pi_heif.register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = None  # what is decoded is bounded here, after a JPEG was told to be smaller
    for kind in ("JPEG", "PNG", "TIFF", "WEBP", "GIF"):
        made = io.BytesIO()
        Image.new("RGB", (16, 16), (90, 120, 60)).save(made, kind)
        made.seek(0)
        small_pictures(made, 1)
    ImageCms.profileToProfile(Image.new("RGB", (2, 2)), _profile(ADOBE_RGB), _SRGB, outputMode="RGB")


def small_pictures(file: io.BytesIO | io.RawIOBase, orientation: int) -> list[bytes]:
    """One JPEG for each of EDGES. `orientation`: as Exif's, where the picture itself tells none.

    Raises TooLarge, and whatever a decoder raises.
    """
    with Image.open(cast(io.BytesIO, file), formats=FORMATS) as opened:
        told = opened.getexif()
        own = told.get(_ORIENTATION) if opened.format != "HEIF" else 1
        is_adobe = "icc_profile" not in opened.info and told.get_ifd(_INTEROPERABILITY).get(1) == "R03"
        if opened.width * opened.height > MOST_TOLD:
            raise TooLarge
        opened.draft("RGB", _fitting(opened.size, max(EDGES)))
        if opened.width * opened.height > MOST_PIXELS:
            raise TooLarge
        profile = ADOBE_RGB if is_adobe else opened.info.get("icc_profile")
        small = _reduced(opened)
    turned = _turned(_in_srgb(small, profile), own if isinstance(own, int) and 1 <= own <= 8 else orientation)
    return [_jpeg_of(turned, edge) for edge in EDGES]


def _fitting(size: tuple[int, int], edge: int) -> tuple[int, int]:
    """The size with that long edge: a JPEG is decoded at the smallest fraction which is not below it."""
    return max(1, size[0] * edge // max(size)), max(1, size[1] * edge // max(size))


def _reduced(opened: Image.Image) -> Image.Image:
    """At most the largest edge, before anything costly is done to it."""
    opened.load()
    small = _eight_bits(opened)
    if small is opened:
        small = opened.copy() if max(opened.size) <= max(EDGES) else opened
    if small.mode in ("1", "P", "PA"):
        small = small.convert("RGBA" if "transparency" in small.info or small.mode == "PA" else "RGB")
    # Where a JPEG's decoder has come near already, a finer filter costs as much as decoding, and is not seen.
    filter_ = Image.Resampling.BOX if max(small.size) > 4096 else Image.Resampling.HAMMING
    small.thumbnail((max(EDGES), max(EDGES)), filter_)
    return small


def _eight_bits(opened: Image.Image) -> Image.Image:
    if opened.mode.startswith("I;16"):
        return opened.convert("I").point(lambda value: value / 257).convert("L")
    if opened.mode in ("I", "F"):
        low, high = cast(tuple[float, float], opened.getextrema())
        scale = 255 / (high - low) if high > low else 1
        return opened.point(lambda value: (value - low) * scale).convert("L")
    return opened


def _turned(picture: Image.Image, orientation: int) -> Image.Image:
    told = picture.getexif()
    told[_ORIENTATION] = orientation
    picture.info.pop("exif", None)
    return ImageOps.exif_transpose(picture)


_SRGB: Final = ImageCms.createProfile("sRGB")


def _profile(icc: bytes) -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(io.BytesIO(icc))


def _in_srgb(picture: Image.Image, icc: bytes | None) -> Image.Image:
    """What a screen expects, transparent parts on white; a profile that fits not is left out."""
    if picture.mode in ("RGBA", "LA", "La", "RGBa"):
        alpha = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, (255, 255, 255, 255))
        picture = Image.alpha_composite(white, alpha).convert("RGB")
    if icc:
        try:
            made = ImageCms.profileToProfile(picture, _profile(icc), _SRGB, outputMode="RGB")
            return picture.convert("RGB") if made is None else made
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return picture.convert("L" if picture.mode == "L" else "RGB")


def _jpeg_of(picture: Image.Image, edge: int) -> bytes:
    small = picture.copy()
    small.thumbnail((edge, edge), Image.Resampling.BOX)  # half of it: the mean of four
    for quality in _QUALITIES:
        made = io.BytesIO()
        small.save(made, "JPEG", quality=quality)
        if made.tell() <= LARGEST_PICTURE:
            break
    return made.getvalue()
