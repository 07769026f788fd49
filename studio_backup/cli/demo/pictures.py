"""Pictures of a wedding that never was, drawn by pillow: real JPEGs with the grain of a camera."""

from __future__ import annotations

import io
import math
import random

from PIL import Image, ImageDraw, ImageFilter

SIZE = (1800, 1200)
_SKIES = (
    ((250, 214, 165), (103, 146, 180)),
    ((255, 183, 148), (92, 84, 142)),
    ((206, 228, 240), (92, 141, 196)),
    ((252, 228, 214), (219, 148, 158)),
    ((38, 50, 84), (12, 16, 36)),
)
_DRESS, _SUIT, _SKIN, _HAIR = (250, 247, 240), (40, 44, 58), (224, 182, 150), (84, 58, 44)


def photo(number: int, *, quality: int = 90) -> bytes:
    """One JPEG of 3:2; equal numbers give equal pictures."""
    dice = random.Random(number)
    picture = _sky(dice)
    _lights(picture, dice)
    _hills(picture, dice)
    _couple(picture, dice)
    _confetti(picture, dice)
    return _developed(picture, dice, quality)


def _sky(dice: random.Random) -> Image.Image:
    low, high = dice.choice(_SKIES)
    fade = Image.linear_gradient("L").resize(SIZE)
    return Image.composite(Image.new("RGB", SIZE, low), Image.new("RGB", SIZE, high), fade)


def _lights(picture: Image.Image, dice: random.Random) -> None:
    """Soft discs out of focus, and a sun or moon."""
    layer = Image.new("RGBA", SIZE, (255, 244, 214, 0))
    draw = ImageDraw.Draw(layer)
    for _ in range(28):
        x, y, r = dice.uniform(0, SIZE[0]), dice.uniform(0, SIZE[1] * 0.7), dice.uniform(12, 70)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(255, 240, 205, dice.randint(18, 70)))
    x, y = dice.uniform(200, SIZE[0] - 200), dice.uniform(150, 450)
    draw.ellipse((x - 75, y - 75, x + 75, y + 75), fill=(255, 246, 220, 230))
    soft = layer.filter(ImageFilter.GaussianBlur(5))
    picture.paste(soft, (0, 0), soft)


def _hills(picture: Image.Image, dice: random.Random) -> None:
    draw = ImageDraw.Draw(picture)
    for row in range(3):
        base, swing, phase = 720 + row * 130, dice.uniform(25, 70), dice.uniform(0, 6)
        ridge = [(x, base + swing * math.sin(x / (170 + 90 * row) + phase)) for x in range(0, SIZE[0] + 20, 20)]
        shade = (70 - 14 * row, 104 - 18 * row, 82 - 16 * row)
        draw.polygon([*ridge, (SIZE[0], SIZE[1]), (0, SIZE[1])], fill=shade)


def _couple(picture: Image.Image, dice: random.Random) -> None:
    draw = ImageDraw.Draw(picture)
    x, ground, tall = dice.uniform(500, 1300), 1120, dice.uniform(420, 520)
    head = tall * 0.075
    draw.polygon(
        [(x - 60, ground - tall * 0.55), (x - 10, ground - tall * 0.82), (x + 30, ground - tall * 0.55),
         (x + 110, ground), (x - 190, ground)], fill=_DRESS,
    )  # fmt: skip
    _head(draw, x - 15, ground - tall * 0.9, head)
    side = x + 110
    draw.rounded_rectangle((side - 62, ground - tall * 0.86, side + 62, ground - tall * 0.4), 40, fill=_SUIT)
    draw.rectangle((side - 50, ground - tall * 0.42, side - 6, ground), fill=_SUIT)
    draw.rectangle((side + 6, ground - tall * 0.42, side + 50, ground), fill=_SUIT)
    _head(draw, side, ground - tall * 0.96, head)


def _head(draw: ImageDraw.ImageDraw, x: float, y: float, r: float) -> None:
    draw.ellipse((x - r, y - r * 1.1, x + r, y + r * 1.1), fill=_SKIN)
    draw.pieslice((x - r * 1.06, y - r * 1.2, x + r * 1.06, y + r * 1.05), 175, 365, fill=_HAIR)


def _confetti(picture: Image.Image, dice: random.Random) -> None:
    draw = ImageDraw.Draw(picture)
    for _ in range(160):
        x, y, r = dice.uniform(0, SIZE[0]), dice.uniform(0, SIZE[1]), dice.uniform(2, 8)
        color = dice.choice(((244, 198, 206), (255, 255, 255), (246, 222, 160), (190, 214, 232)))
        draw.ellipse((x - r, y - r * 0.6, x + r, y + r * 0.6), fill=color)


def _developed(picture: Image.Image, dice: random.Random, quality: int) -> bytes:
    """Grain as a sensor gives, and a camera's words in EXIF."""
    grain = Image.frombytes("L", SIZE, dice.randbytes(SIZE[0] * SIZE[1])).convert("RGB")
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0132] = "Demo", "Demo Camera", "2026:06:20 14:02:00"
    out = io.BytesIO()
    Image.blend(picture, grain, 0.06).save(out, "JPEG", quality=quality, exif=exif)
    return out.getvalue()
