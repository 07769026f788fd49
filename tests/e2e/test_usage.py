"""Wrong calls and hostile input: the right exit code, one JSON object, a sentence, never a traceback."""

from __future__ import annotations

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.e2e.desk import PASSPHRASE, Desk, program

VERBS = (
    "demo",
    "app",
    "vault",
    "backup",
    "points",
    "files",
    "restore",
    "undo",
    "tier",
    "replicate",
    "verify",
    "status",
    "engine",
    "source",
    "jobs",
    "job",
    "alerts",
    "pause",
    "resume",
    "emergency",
    "search",
    "watch",
    "catalog",
)


def _error(desk: Desk, *words: object, exit: int) -> str:
    facts = desk.must(*words, exit=exit)
    assert {"error", "hint", "exit"} <= facts.keys() and facts["error"]
    return f"{facts['error']} {facts['hint']}"


def test_help_of_everything_names_every_verb(made: Desk) -> None:
    whole = made.raw("--help")
    assert whole.exit == 0 and all(verb in whole.out for verb in VERBS) and "Examples:" in whole.out
    with ThreadPoolExecutor(3) as pool:
        said = list(pool.map(lambda verb: made.raw(verb, "--help"), VERBS))
    assert all(one.exit == 0 and "Usage:" in one.out for one in said)


def test_version_and_help_are_objects_under_json(desk: Desk) -> None:
    assert "studio-backup" in desk.raw("--json", "--version").facts["text"]
    assert "Usage" in desk.raw("--json", "backup", "--help").facts["text"]


WRONG: tuple[tuple[str, ...], ...] = (
    (),
    ("nonsense",),
    ("backup",),
    ("backup", "--bogus", "x"),
    ("restore", "--to", "x"),
    ("restore", "abcd1234"),
    ("restore", "abcd1234", "--to", "x", "--streams", "11"),
    ("restore", "abcd1234", "--to", "x", "--on-conflict", "burn"),
    ("tier", "add", "nas", "/x"),
    ("tier", "add", "nas", "/x", "--role", "local"),
    ("replicate", "--limit", "0"),
    ("replicate", "--limit", "nan"),
    ("verify", "--level", "deep"),
    ("verify", "--sample", "0"),
    ("verify", "--sample", "101"),
    ("files",),
    ("files", "abcd1234", "--wedding", "x"),
    ("points", "--at", "yesterday"),
    ("points", "--date", "2026-06-20"),
    ("backup", "x", "--wedding", "A", "--date", "20.06.2026"),
    ("backup", "x", "--date", "2026-06-20"),
    ("vault", "create", "x"),
    ("vault",),
    ("tier",),
)


def test_usage_errors_end_2(made: Desk) -> None:
    with ThreadPoolExecutor(3) as pool:
        ended = list(pool.map(lambda words: made.call(*words), WRONG))
    for words, one in zip(WRONG, ended, strict=True):
        assert one.exit == 2 and one.facts["exit"] == 2 and one.facts["error"], (words, one)


def test_usage_errors_for_people_go_to_stderr(made: Desk) -> None:
    said = made.raw("--home", made.home, "backup", "--bogus", "x")
    assert said.exit == 2 and "--bogus" in said.err and "--help" in said.err and not said.out


def test_json_after_the_verb_is_a_usage_error_in_json(desk: Desk) -> None:
    said = desk.raw("--home", desk.home, "status", "--json")
    assert said.exit == 2 and said.facts["exit"] == 2


def test_what_is_not_known_ends_1_and_says_what_is(desk: Desk) -> None:
    assert "no wedding" in _error(desk, "points", "--wedding", "Zoë & Kim", exit=1)
    assert "no tier" in _error(desk, "tier", "remove", "attic", exit=1)
    assert "no point" in _error(desk, "restore", "abcd1234", "--to", desk.base / "x", exit=1)
    assert not (desk.base / "x").exists()


NAMES: tuple[str | bytes, ...] = (b"\xff\xfe", "🎉" * 300, "a\nb", "../../etc", "%s%n", "\x1b[31m")


def test_hostile_words_do_no_harm(made: Desk) -> None:
    calls = [
        words
        for name in NAMES
        for words in (
            ("points", "--wedding", name),
            ("files", name),
            ("restore", name, "--to", made.base / "x"),
            ("undo", name),
            ("backup", made.base / "missing", "--wedding", name, "--date", "2026-06-20"),
            ("tier", "remove", name),
            ("verify", "--tier", name),
        )
    ]
    with ThreadPoolExecutor(3) as pool:
        ended = list(pool.map(lambda words: made.call(*words), calls))
    for words, one in zip(calls, ended, strict=True):
        assert one.exit in (1, 2) and one.facts["error"] and "\x1b" not in one.out, (words, one)
    assert not (made.base / "x").exists()


def test_a_missing_source_is_an_error_and_no_point(desk: Desk) -> None:
    assert "missing" in _error(desk, "backup", desk.base / "missing", exit=1)
    assert desk.must("points")["points"] == []


def test_a_home_that_cannot_be_used(desk: Desk) -> None:
    torn = desk.base / "torn"
    torn.mkdir()
    (torn / "vault.json").write_text("{")
    assert desk.call("status", home=torn).exit == 1
    a_file = desk.base / "a-file"
    a_file.write_text("x")
    assert desk.call("vault", "open", desk.vault, home=a_file).exit == 1
    assert desk.call("status", home=desk.base / "none").exit == 1
    assert not (desk.base / "none").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_home_that_cannot_be_written(desk: Desk) -> None:
    closed = desk.base / "closed"
    closed.mkdir(mode=0o500)
    assert desk.call("vault", "open", desk.vault, home=closed / "home").exit == 1


def test_vault_create_refuses_before_it_writes(desk: Desk) -> None:
    def create(folder: Path, kit: str, home: str = "new") -> int:
        words = ("vault", "create", folder, "--studio", "Rose", "--kit", desk.base / kit)
        return desk.raw("--json", "--home", desk.base / home, "--passphrase-file", desk.passphrase, *words).exit

    before = sorted(p.name for p in desk.base.iterdir())
    assert create(desk.vault, "new.pdf") == 1
    assert create(desk.base / "v2", "kit.pdf") == 1
    assert create(desk.passphrase, "new.pdf") == 1
    assert create(desk.source, "new.pdf") == 1
    assert create(desk.base / "v2", "new.pdf", desk.home.name) == 1
    weak = desk.base / "weak.txt"
    weak.write_text("password1\n")
    words = ("vault", "create", desk.base / "v2", "--studio", "Rose", "--kit", desk.base / "new.pdf")
    assert desk.raw("--json", "--home", desk.base / "new", "--passphrase-file", weak, *words).exit == 1
    assert sorted(p.name for p in desk.base.iterdir()) == sorted([*before, "weak.txt"])


def test_passphrase_files(desk: Desk) -> None:
    def status(data: bytes | None) -> int:
        path = desk.base / "p.txt"
        path.unlink(missing_ok=True)
        if data is not None:
            path.write_bytes(data)
        return desk.raw("--json", "--home", desk.home, "--passphrase-file", path, "vault", "info").exit

    good = PASSPHRASE.encode()
    assert [status(good), status(good + b"\r\n"), status(b"\xef\xbb\xbf" + good + b"\nsecond")] == [0, 0, 0]
    assert status(None) == 1
    assert status(b"") == 2
    assert status(b"\xff\n") == 2
    assert status(b"wrong passphrase here\n") == 1
    assert desk.raw("--json", "--home", desk.home, "--passphrase-file", desk.base, "vault", "info").exit == 1


def test_without_any_key_it_says_how(desk: Desk) -> None:
    ended = desk.raw("--json", "--home", desk.home, "status")
    assert ended.exit == 1 and "--passphrase-file" in ended.facts["hint"]


def test_the_environment_names_home_and_passphrase(desk: Desk) -> None:
    env = {"STUDIO_BACKUP_HOME": str(desk.home), "STUDIO_BACKUP_PASSPHRASE_FILE": str(desk.passphrase)}
    assert desk.raw("--json", "points", env=env).facts["points"] == []


def test_kits_torn_and_foreign(desk: Desk) -> None:
    text = desk.kit.read_text()
    torn = desk.base / "torn.txt"
    lines = text.splitlines(keepends=True)
    line = next(i for i, one in enumerate(lines) if one.startswith("2: "))
    lines[line] = lines[line].replace(lines[line][3], "7" if lines[line][3] != "7" else "8", 1)
    torn.write_text("".join(lines))
    said = set()
    for kit in (torn, desk.passphrase, desk.base / "none.txt"):
        ended = desk.raw("--json", "--home", desk.home, "--kit", kit, "status")
        assert ended.exit == 1
        said.add(ended.facts["error"])
        assert desk.raw("--json", "--home", desk.home, "vault", "check-kit", kit).exit == 1
    assert len(said) == 3
    assert desk.raw("--json", "--home", desk.home, "vault", "check-kit", desk.kit).exit == 0


def test_a_reader_that_leaves_is_no_error(desk: Desk) -> None:
    command = [*program(), "--home", str(desk.home), "--kit", str(desk.kit), "points"]
    child = subprocess.Popen(command, env=desk.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout and child.stderr
    child.stdout.close()
    said = child.stderr.read()
    child.stderr.close()
    assert child.wait(60) == 0 and said == b""
