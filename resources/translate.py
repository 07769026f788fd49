"""Reads the window's texts out of the code into the translation files, and compiles those.

Run it after a text changed: python resources/translate.py. Needs PySide6-Essentials, whose own pyside6-lupdate
overlooks most plurals in Python up to Qt 6.11, so the texts are found here: calls `translate("Context", "text", …)`.
Translations which are there stay; texts which are gone go. English holds the plurals only.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "studio_backup_resources" / "translations"
FORMS = 2
"""English and German both have one form for one, and one for all else."""


class Text(NamedTuple):
    """A text in the code. `plural`: it counts something."""

    context: str
    source: str
    plural: bool


def texts(folder: Path = ROOT / "studio_backup" / "ui") -> list[Text]:
    """Every text of the window, by context."""
    found = {text for path in folder.rglob("*.py") for text in _texts_of(path)}
    return sorted(found)


def _texts_of(path: Path) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "translate":
            words = [one.value for one in node.args[:2] if isinstance(one, ast.Constant)]
            if len(words) != 2 or not all(isinstance(word, str) for word in words):
                raise SystemExit(f"{path}:{node.lineno}: context and text must be literals")
            yield Text(words[0], words[1], len(node.args) > 3)


def known(path: Path) -> dict[tuple[str, str], list[str]]:
    """(context, text) -> its translation, in all forms; unfinished ones are left out."""
    if not path.exists():
        return {}
    found = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            told = message.find("translation")
            forms = [one.text or "" for one in told.iter("numerusform")] or [told.text or ""]
            if all(forms):
                found[context.findtext("name"), message.findtext("source")] = forms
    return found


def compile_texts(path: Path) -> None:
    """Compile beside the old file and put it in its place: a window that is open maps the old one, and would crash."""
    aside = path.with_suffix(".qm.new")
    subprocess.run(["pyside6-lrelease", "-silent", str(path), "-qm", str(aside)], check=True)
    aside.replace(path.with_suffix(".qm"))


def write(language: str, wanted: list[Text]) -> int:
    """Write one file; returns how many texts lack a translation."""
    path = FOLDER / f"studio_backup_{language}.ts"
    there, lacking = known(path), 0
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for text in wanted:
        if text.context not in contexts:
            contexts[text.context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[text.context], "name").text = text.context
        forms = there.get((text.context, text.source), [])
        forms = forms if len(forms) == (FORMS if text.plural else 1) else []
        lacking += not forms
        _add(contexts[text.context], text, forms)
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")
    return lacking


def _add(context: ET.Element, text: Text, forms: list[str]) -> None:
    message = ET.SubElement(context, "message", {"numerus": "yes"} if text.plural else {})
    ET.SubElement(message, "source").text = text.source
    told = ET.SubElement(message, "translation", {} if forms else {"type": "unfinished"})
    if text.plural:
        for number in range(FORMS):
            ET.SubElement(told, "numerusform").text = forms[number] if forms else ""
    else:
        told.text = forms[0] if forms else ""


def main() -> int:
    """Both languages, and their compiled files."""
    wanted = texts()
    for language, part in (("en", [text for text in wanted if text.plural]), ("de", wanted)):
        lacking = write(language, part)
        print(f"{language}: {len(part)} texts, {lacking} to be translated")
        compile_texts(FOLDER / f"studio_backup_{language}.ts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
