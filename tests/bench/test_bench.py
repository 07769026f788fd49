"""The benchmark measures, and its corpus is the same for a seed. Nothing here is about speed."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import corpus  # noqa: E402

TINY = corpus.Plan.scaled(seed=3, scale=400)


def _digests(root):
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    root = tmp_path_factory.mktemp("corpus") / "source"
    corpus.make(root, TINY)
    return root


def test_a_seed_makes_the_same_corpus_again(source, tmp_path):
    assert corpus.make(tmp_path / "again", TINY) == corpus.size_of(source)
    assert _digests(tmp_path / "again") == _digests(source)
    assert corpus.files_in(source) == TINY.raws + TINY.jpegs + TINY.videos + TINY.sidecars + 1


def test_the_increment_can_be_undone(source, tmp_path):
    before = _digests(source)
    corpus.increment(source, TINY, tmp_path / "aside")
    after = _digests(source)
    assert len(set(after) - set(before)) == TINY.new_raws
    assert sum(after[name] != digest for name, digest in before.items()) == TINY.edited_sidecars + 1
    corpus.revert(source, TINY, tmp_path / "aside")
    assert _digests(source) == before


def test_an_insertion_leaves_the_rest_as_it_was(tmp_path):
    (tmp_path / "old").write_bytes(os.urandom(100_000))
    corpus.insert(tmp_path / "old", tmp_path / "new", "label", 40_000, size=1000)
    old, new = (tmp_path / "old").read_bytes(), (tmp_path / "new").read_bytes()
    assert new[:40_000] + new[41_000:] == old and len(new) == 101_000


def test_the_benchmark_prints_a_table_and_writes_json(tmp_path):
    words = ["--scale", "400", "--rounds", "1", "--rows", "compare", "--keyring", "no", "--alone"]
    places = ["--work", tmp_path, "--json", tmp_path / "figures.json"]
    environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    command = [sys.executable, HERE / "run", *words, *places]
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, env=environment, cwd=HERE.parents[1]
    )
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert {"initial", "unchanged run", "increment", "restore", "full verify"} <= set(figures["rows"])
    assert "machine" in figures["about"] and "initial, peak memory" in done.stdout
    assert list(tmp_path.iterdir()) == [tmp_path / "figures.json"]
