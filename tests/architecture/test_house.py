"""Rules of the house which no linter knows."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = sorted((ROOT / "studio_backup").rglob("*.py"))
RESCUE = ROOT / "resources" / "studio_backup_rescue.py"
MODULE_LINES, FUNCTION_LINES, CLASS_METHODS = 400, 40, 20
DRAWERS = re.compile(r"(^|_)(utils?|helpers?|managers?|misc|common|tools?)($|_)")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _name(path):
    return path.relative_to(ROOT).as_posix()


def _tree(path):
    return ast.parse(path.read_text(), str(path))


def _nodes(kind):
    for path in PROGRAM:
        for node in ast.walk(_tree(path)):
            if isinstance(node, kind):
                yield path, node


def test_the_import_contract_holds():
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_modules_are_short():
    long = {_name(path): count for path in PROGRAM if (count := len(path.read_text().splitlines())) >= MODULE_LINES}
    assert not long


def test_functions_are_short():
    long = {
        f"{_name(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path, node in _nodes(FUNCTIONS)
        if node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    }
    assert not long


ONE_METHOD_A_VERB = {
    "studio_backup/api/remote.py:RemoteService",
    "studio_backup/engine/server/port.py:ServicePort",
    "studio_backup/engine/service/service.py:Service",
}
"""The door has as many verbs as it has; each is one thin method, here, there and in between."""


def test_classes_have_few_methods():
    def methods(node):
        return [one for one in node.body if isinstance(one, FUNCTIONS) and not one.name.startswith("_")]

    large = {f"{_name(path)}:{node.name}" for path, node in _nodes(ast.ClassDef) if len(methods(node)) >= CLASS_METHODS}
    assert large <= ONE_METHOD_A_VERB


def test_there_is_no_drawer():
    assert not [_name(path) for path in PROGRAM if DRAWERS.search(path.stem) or DRAWERS.search(path.parent.name)]


def test_what_is_public_says_what_it_means():
    silent = [_name(path) for path in PROGRAM if path.name != "__init__.py" and not ast.get_docstring(_tree(path))]
    silent += [
        f"{_name(path)}:{node.name}"
        for path in PROGRAM
        for node in _tree(path).body
        if isinstance(node, (*FUNCTIONS, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not silent


def test_the_rescue_script_shares_no_code_with_the_program():
    imported = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(_tree(RESCUE))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert not {name for name in imported if name.startswith("studio_backup")}


def test_only_one_module_talks_to_the_keyring():
    """It is imported by name, late: the import contract does not see that."""
    named = re.compile(r"\bkeyring\.(backends|get|set|core)|import keyring|[\"']keyring[\"'.]")
    talking = [_name(path) for path in PROGRAM if named.search(path.read_text())]
    assert talking == ["studio_backup/engine/secrets.py"]


@pytest.mark.parametrize("room", ["base", "domain", "storage", "repository", "sync", "engine", "ui", "cli"])
def test_every_room_says_what_it_holds(room):
    assert ast.get_docstring(_tree(ROOT / "studio_backup" / room / "__init__.py"))
