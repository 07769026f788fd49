"""The colours, sizes and distances of the design, light and dark, and contrast computed from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Look = Literal["protected", "working", "attention", "failed", "paused", "locked", "off"]
"""How something stands, as it is painted: the engine's states, and `off` where no engine runs."""

SPACE: Final = (4, 8, 12, 16, 24, 32)
RADIUS_CONTROL, RADIUS_CARD, RADIUS_CHIP, RADIUS_THUMBNAIL = 6, 10, 5, 4
PAGE_MARGIN, CARD_X, CARD_Y, GAP = 32, 18, 16, 16
CONTROL_HEIGHT, ROW_HEIGHT = 32, 40


@dataclass(frozen=True, slots=True)
class StateColours:
    """One state: its words, its glyph, the chip behind them. Each as #RRGGBB."""

    text: str
    glyph: str
    ground: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """All colours of one appearance, #RRGGBB. Names as in the design: `line2` borders, `ctl` check boxes, `tint`
    selection, `on` text upon the accent, `accent2` the accent under the pointer."""

    dark: bool
    window: str
    sidebar: str
    surface: str
    sunken: str
    hover: str
    line: str
    line2: str
    ctl: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent2: str
    tint: str
    on: str
    selected: str
    protected: StateColours
    working: StateColours
    attention: StateColours
    failed: StateColours
    paused: StateColours

    def state(self, look: Look) -> StateColours:
        """The colours of a state; locked and off share the grey of paused, and differ in shape."""
        if look in ("locked", "off"):
            return self.paused
        found: StateColours = getattr(self, look)
        return found


LIGHT: Final = Tokens(
    dark=False,
    window="#F5F5F3",
    sidebar="#EBEBE8",
    surface="#FFFFFF",
    sunken="#EFEFEC",
    hover="#EAEAE6",
    line="#E0E0DC",
    line2="#C6C6C1",
    ctl="#7C7E83",
    ink="#1D1E20",
    ink2="#54575D",
    ink3="#65686E",
    accent="#24588F",
    accent2="#1C4875",
    tint="#E3ECF6",
    on="#FFFFFF",
    selected="#FFFFFF",
    protected=StateColours("#1D6A43", "#2A8656", "#E2F1E8"),
    working=StateColours("#24588F", "#2F6FB0", "#E3ECF6"),
    attention=StateColours("#855000", "#C07000", "#FBEFD8"),
    failed=StateColours("#AE241C", "#C8322A", "#FBE5E3"),
    paused=StateColours("#565961", "#6B6E76", "#E8E8EB"),
)

DARK: Final = Tokens(
    dark=True,
    window="#1D1E20",
    sidebar="#17181A",
    surface="#26282B",
    sunken="#191A1C",
    hover="#2E3034",
    line="#36383C",
    line2="#4C4F55",
    ctl="#85888F",
    ink="#EDEDEB",
    ink2="#B6B9BE",
    ink3="#9DA0A6",
    accent="#86B7E8",
    accent2="#9CC5EE",
    tint="#24384D",
    on="#0D1B29",
    selected="#2C2E32",
    protected=StateColours("#79D3A2", "#5CC08B", "#1C3629"),
    working=StateColours("#86B7E8", "#6AA5DF", "#24384D"),
    attention=StateColours("#F0BA62", "#E5A43B", "#3C2F18"),
    failed=StateColours("#FF9288", "#F2665B", "#452321"),
    paused=StateColours("#B6B9BE", "#9A9DA4", "#35373B"),
)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (#RRGGBB) by WCAG 2: 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
