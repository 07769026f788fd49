"""Contrast, computed from the tokens in use."""

from __future__ import annotations

import pytest

from studio_backup.ui.tokens import DARK, LIGHT, Tokens, contrast

BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
STATES = ("protected", "working", "attention", "failed", "paused", "locked", "off")


def test_contrast_is_as_wcag_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@BOTH
def test_text_can_be_read_on_every_ground(tokens: Tokens) -> None:
    grounds = (tokens.window, tokens.sidebar, tokens.surface, tokens.sunken, tokens.tint)
    for ink in (tokens.ink, tokens.ink2, tokens.ink3):
        assert [ground for ground in grounds if contrast(ink, ground) < 4.5] == []
    assert contrast(tokens.on, tokens.accent) >= 4.5
    assert contrast(tokens.on, tokens.accent2) >= 4.5
    assert contrast(tokens.ink, tokens.selected) >= 4.5
    for ground in (tokens.window, tokens.surface):
        assert contrast(tokens.accent, ground) >= 4.5


@BOTH
@pytest.mark.parametrize("state", STATES)
def test_states_can_be_read_and_seen(tokens: Tokens, state: str) -> None:
    colours = tokens.state(state)  # type: ignore[arg-type]
    grounds = (tokens.window, tokens.sidebar, tokens.surface, tokens.sunken)
    assert [ground for ground in grounds if contrast(colours.glyph, ground) < 3] == []
    assert [ground for ground in (*grounds, colours.ground) if contrast(colours.text, ground) < 4.5] == []


@BOTH
def test_controls_can_be_seen(tokens: Tokens) -> None:
    assert all(contrast(tokens.ctl, ground) >= 3 for ground in (tokens.window, tokens.surface))
    assert all(contrast(tokens.accent, ground) >= 3 for ground in (tokens.window, tokens.surface, tokens.sidebar))
