"""Every text of the window is in the files, has its German, and keeps its places for values."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The program which reads the texts out of the code."""
    spec = importlib.util.spec_from_file_location("translate_texts", ROOT / "resources" / "translate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_has_its_german(tool: ModuleType) -> None:
    german = tool.known(tool.FOLDER / "studio_backup_de.ts")
    lacking = [text for text in tool.texts() if (text.context, text.source) not in german]
    assert not lacking, "run resources/translate.py and fill in what it left unfinished"


def test_every_plural_has_its_english(tool: ModuleType) -> None:
    english = tool.known(tool.FOLDER / "studio_backup_en.ts")
    plurals = [text for text in tool.texts() if text.plural]
    assert plurals and [text for text in plurals if len(english.get((text.context, text.source), [])) != 2] == []


def test_translations_keep_the_places_of_values(tool: ModuleType) -> None:
    for (_, source), forms in tool.known(tool.FOLDER / "studio_backup_de.ts").items():
        wanted = sorted(re.findall(r"\{\w*\}", source))
        assert all(sorted(re.findall(r"\{\w*\}", form)) == wanted for form in forms), source


def test_german_is_spoken(application: Any) -> None:
    from studio_backup.ui.texts import Texts, language_of, translate

    assert [language_of(one) for one in ("de_AT", "de", "fr")] == ["de", "de", "en"]
    german = Texts("de")
    try:
        assert translate("Standing", "Protected") == "Geschützt"
        assert translate("Times", "in %n days", "", 1) == "in 1 Tag"
        assert translate("Times", "in %n days", "", 3) == "in 3 Tagen"
    finally:
        german.remove()
    assert translate("Standing", "Protected") == "Protected"
