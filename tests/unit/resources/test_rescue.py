"""The rescue script against vaults that the program wrote."""

import ast
import importlib.util
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from studio_backup.domain.tree import Entry, spelled
from studio_backup.repository.crypto import sha256
from studio_backup.repository.format import new_id
from studio_backup.repository.kit import kit_text, new_kit_key
from studio_backup.repository.repository import Repository
from tests.support.repositories import save_file
from tests.support.vaults import new_identity

SCRIPT = Path(__file__).resolve().parents[3] / "resources" / "studio_backup_rescue.py"
WEDDING = ("--wedding", "Ann & Ben")
LARGE = bytes(range(256)) * 2000


def folder(writer, name, entries, **more):
    return Entry(type="folder", name=name, tree=writer.save_folder(entries), mode=0o755, **more)


def one_file(name="a.jpg", content=b"hello"):
    return lambda writer: [save_file(writer, name, content)]


def spelled_name(name: bytes):
    return dict(zip(("name", "name64"), spelled(name), strict=True))


def contents(base: Path) -> dict[str, bytes]:
    return {
        os.fsdecode(os.path.relpath(p, base)): p.read_bytes()
        for p in base.rglob("*")
        if p.is_file() and not p.is_symlink()
    }


def test_it_is_one_small_file_which_shares_nothing_with_the_program():
    text = SCRIPT.read_text(encoding="utf-8")
    formatted = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--diff", SCRIPT], capture_output=True, check=False
    )
    assert formatted.returncode == 0, formatted.stdout
    assert sum(bool(line.strip()) and not line.strip().startswith("#") for line in text.splitlines()) <= 300
    imported = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").split(".")[0])
        elif isinstance(node, ast.Import):
            imported.update(alias.name.split(".")[0] for alias in node.names)
    assert imported - set(sys.stdlib_module_names) == {"blake3", "cryptography", "zstandard"}


def test_contents_names_modes_times_links_and_holes(studio, tmp_path):
    odd = b"\xff\xfe\n" + "Łódź".encode()

    def entries(writer):
        plain = save_file(writer, "plain.raw", LARGE)
        changed = {"mode": 0o640, "mtime_ns": 1_234_567_890_123_456_789}
        sparse = save_file(writer, "sparse", b"A" * 5000 + b"B" * 70)
        return [
            Entry(**{**{f: getattr(plain, f) for f in plain.__struct_fields__}, **changed}),
            Entry(
                **{
                    **{f: getattr(sparse, f) for f in sparse.__struct_fields__},
                    "size": 3 << 20,
                    "extents": ((4096, 5000), (2 << 20, 70)),
                }
            ),
            Entry(type="file", size=0, digest=save_file(writer, "x", b"").digest, **spelled_name(odd)),
            Entry(type="link", name="dangling", target="../no/where", mtime_ns=5_000_000_007),
            Entry(type="fifo", name="fifo"),
            folder(writer, "locked", [save_file(writer, "inside", b"in")], mtime_ns=42_000_000_042),
            folder(writer, "empty", []),
        ]

    studio.back_up(entries)
    done = studio.rescue(*WEDDING, "--to", tmp_path / "out")
    assert (done.code, "4 files" in done.out) == (0, True), done.err
    root = tmp_path / "out" / "Photos"
    assert (root / "plain.raw").read_bytes() == LARGE and (root / "empty").is_dir()
    seen = (root / "plain.raw").stat()
    assert (stat.S_IMODE(seen.st_mode), seen.st_mtime_ns) == (0o640, 1_234_567_890_123_456_789)
    sparse = (root / "sparse").read_bytes()
    assert sparse == bytes(4096) + b"A" * 5000 + bytes((2 << 20) - 9096) + b"B" * 70 + bytes((1 << 20) - 70)
    assert (root / "sparse").stat().st_blocks * 512 < 100_000
    assert os.readlink(root / "dangling") == "../no/where"
    assert (root / "dangling").lstat().st_mtime_ns == 5_000_000_007
    assert (root / "locked").stat().st_mtime_ns == 42_000_000_042
    assert odd in os.listdir(os.fsencode(root))
    assert "fifo" in done.err


def test_large_folders_and_long_files_come_in_parts(studio, tmp_path):
    def entries(writer):
        many = [save_file(writer, f"{n:05}", b"%d" % n) for n in range(3000)]
        ids = [writer.save_chunk(memoryview(b"%d," % n)) for n in range(5000)]
        chunks, parts = writer.save_chunk_list(ids)
        whole = b"".join(b"%d," % n for n in range(5000))
        digest = save_file(writer, "long", whole).digest
        return [
            folder(writer, "many", many),
            Entry(type="file", name="long", size=len(whole), chunks=chunks, chunk_parts=parts, digest=digest),
        ]

    studio.back_up(entries)
    assert studio.rescue(*WEDDING, "--to", tmp_path / "out").code == 0
    found = contents(tmp_path / "out" / "Photos")
    assert len(found) == 3001 and found["long"].endswith(b",4999,") and found["many/02999"] == b"2999"


def test_paths_deeper_than_the_system_allows(studio, tmp_path):
    """60 folders of 200 bytes: far over 4,096 bytes."""

    def entries(writer):
        inner = [save_file(writer, "deep", b"found")]
        for _ in range(60):
            inner = [folder(writer, "d" * 200, inner)]
        return inner

    studio.back_up(entries)
    done = studio.rescue(*WEDDING, "--to", tmp_path / "out")
    assert done.code == 0, done.err
    here = os.open(tmp_path / "out" / "Photos", os.O_RDONLY)
    for _ in range(60):
        below = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    assert os.listdir(here) == ["deep"]
    os.close(here)
    subprocess.run(["rm", "-rf", tmp_path / "out"], check=True)


def test_the_layout_of_several_roots(studio, tmp_path):
    second = new_identity(studio.storage, studio.vault.keys, name="Ben's laptop", clock=studio.clock)
    studio.back_up(one_file(content=b"first"), source="/home/ann/Photos")
    studio.back_up(one_file(content=b"newest"), source="/home/ann/Photos")
    studio.back_up(one_file(content=b"other"), source="/mnt/card/Photos", laptop=second)
    studio.back_up(one_file(content=b"other"), source="/mnt/drive/Photos", laptop=second)
    studio.back_up(one_file(content=b"notes"), source="C:\\Users\\Ann\\Papers", platform="windows")
    studio.back_up(lambda w: save_file(w, "single.xmp", b"single"), source="/home/ann/single.xmp")
    done = studio.rescue(*WEDDING, "--to", tmp_path / "out")
    assert done.code == 0, done.err
    assert contents(tmp_path / "out") == {
        "Photos (Studio Mac, ann)/a.jpg": b"newest",
        "Photos (Ben's laptop, drive)/a.jpg": b"other",
        "Papers/a.jpg": b"notes",
        "single.xmp": b"single",
    }
    assert "once" in done.err


def test_everything_comes_wedding_by_wedding(studio, tmp_path):
    studio.back_up(one_file(content=b"one"))
    studio.back_up(one_file(content=b"two"), wedding=("Cleo/Dan", "2027-01-01"))
    listed = studio.rescue("--list")
    assert listed.code == 0 and len(listed.out.splitlines()) == 2 and "Studio Mac" in listed.out
    assert studio.rescue("--to", tmp_path / "out").code == 0
    assert contents(tmp_path / "out") == {
        "Ann & Ben 2026-06-20/Photos/a.jpg": b"one",
        "Cleo_Dan 2027-01-01/Photos/a.jpg": b"two",
    }


def test_one_point_of_the_past(studio, tmp_path):
    old = studio.back_up(one_file(content=b"old"))
    studio.back_up(one_file(content=b"new"))
    assert studio.rescue("--snapshot", old.id[:12], "--to", tmp_path / "out").code == 0
    assert contents(tmp_path / "out") == {"Photos/a.jpg": b"old"}
    assert studio.rescue("--snapshot", "", "--to", tmp_path / "o2").code in (0, 2)
    assert studio.rescue("--snapshot", "zz", "--to", tmp_path / "o3").code == 1


def test_what_was_not_readable_comes_from_the_newest_older_point(studio, tmp_path):
    def point(writer, first, second):
        return [first(writer, "a"), folder(writer, "sub", [second(writer, "b")])]

    def stored(content):
        return lambda writer, name: save_file(writer, name, content)

    def lacking(flag):
        return lambda _, name: Entry(type="file", name=name, flags=(flag,))

    studio.back_up(lambda w: point(w, stored(b"oldest"), stored(b"b1")))
    studio.back_up(lambda w: point(w, stored(b"older"), lacking("online_only")), partial=True)
    studio.back_up(lambda w: point(w, lacking("unreadable"), lacking("vanished")))
    done = studio.rescue(*WEDDING, "--to", tmp_path / "out")
    assert done.code == 0 and done.err.count("older: ") == 2
    assert contents(tmp_path / "out") == {"Photos/a": b"older", "Photos/sub/b": b"b1"}
    studio.back_up(lambda w: [lacking("unreadable")(w, "never"), save_file(w, "whole", b"whole")])
    done = studio.rescue(*WEDDING, "--to", tmp_path / "out2")
    assert done.code == 4 and "never" in done.err
    assert contents(tmp_path / "out2") == {"Photos/whole": b"whole"}


def test_an_unreadable_folder_comes_from_an_older_point(studio, tmp_path):
    studio.back_up(lambda w: [folder(w, "sub", [save_file(w, "b", b"b")])])
    studio.back_up(lambda _: [Entry(type="folder", name="sub", flags=("unreadable",))])
    assert studio.rescue(*WEDDING, "--to", tmp_path / "out").code == 0
    assert contents(tmp_path / "out") == {"Photos/sub/b": b"b"}


def test_a_root_with_only_a_partial_point_is_told_and_comes_as_far_as_it_goes(studio, tmp_path):
    point = studio.back_up(one_file(), partial=True)
    done = studio.rescue(*WEDDING, "--to", tmp_path / "out")
    assert done.code == 4 and "partial" in done.err and contents(tmp_path / "out") == {"Photos/a.jpg": b"hello"}
    assert studio.rescue("--snapshot", point.id, "--to", tmp_path / "out2").code == 0


def packs(studio, copy):
    return sorted(copy.glob("c/*/packs/*/*"))


def flip(path: Path, at: int):
    data = bytearray(path.read_bytes())
    data[at] ^= 0x10
    path.write_bytes(data)


@pytest.mark.parametrize("at", [0, 100, 130, -1, -45])
def test_a_damaged_pack_is_said_and_costs_only_what_was_in_it(studio, tmp_path, at):
    studio.back_up(one_file("a", b"a"))
    studio.back_up(one_file("b", os.urandom(5000)), source="/other")
    copy = studio.copy()
    before = set(packs(studio, copy))
    studio.back_up(lambda w: [save_file(w, "c", os.urandom(5000))], source="/third")
    copy = studio.copy()
    for path in set(packs(studio, copy)) - before:
        flip(path, at)
    done = studio.rescue(*WEDDING, "--to", tmp_path / "out", copy=copy)
    found = contents(tmp_path / "out")
    assert {"Photos/a", "other/b"} <= set(found)
    assert at == -45 or (done.code == 4 and "third/c" not in found and "LOST" in done.err)


def test_a_half_read_file_never_bears_its_own_name(studio, tmp_path):
    point = studio.back_up(lambda w: [save_file(w, "film.mov", os.urandom(300_000), piece=100_000)])
    reader = Repository.open(studio.storage, studio.vault.keys).reader(point.snapshot.collection)
    (entry,) = reader.entries(point.snapshot.root.tree)
    last = reader.locate(entry.chunks[-1])
    copy = studio.copy()
    flip(copy / last.pack, last.offset + 500)
    done = studio.rescue(*WEDDING, "--to", tmp_path / "out", copy=copy)
    assert done.code == 4 and not (tmp_path / "out/Photos/film.mov").exists()
    assert (tmp_path / "out/Photos/film.mov.damaged").stat().st_size >= 200_000


def test_another_pack_with_the_same_chunk_saves_the_day(studio, tmp_path):
    point = studio.back_up(one_file("a", LARGE))
    collection = point.snapshot.collection

    before = {one.name for one in studio.storage.list(f"c/{collection}/packs/")}
    reader = Repository.open(studio.storage, studio.vault.keys).reader(collection)
    (entry,) = list(reader.entries(point.snapshot.root.tree))
    plain = [(1, chunk, bytes(reader.read_chunk(chunk))) for chunk in entry.chunks]
    lost = {reader.locate(chunk).pack for chunk in entry.chunks}
    for name in lost:
        studio.storage.damage(name, studio.storage.get(name)[:-60] + bytes(60))
    repository = Repository.open(studio.storage, studio.vault.keys)
    with repository.writer(collection, identity=studio.laptop, run=new_id(), clock=studio.clock) as writer:
        writer.distrust(lost)
        for kind, chunk, data in plain:
            writer.save_again(kind, chunk, memoryview(data))
        writer.flush()
        new = {one.name for one in studio.storage.list(f"c/{collection}/packs/")} - before
        for name in lost:
            writer.supersede(name[-64:], [one[-64:] for one in new])
    assert new
    done = studio.rescue(*WEDDING, "--to", tmp_path / "out")
    assert done.code == 0, done.err
    assert contents(tmp_path / "out") == {"Photos/a": LARGE}


@pytest.mark.parametrize("prefix", ["c/*/index", "c/*/pending", "audit", "config-", "tier", "features"])
def test_it_needs_neither_index_nor_config(studio, tmp_path, prefix):
    studio.back_up(one_file())
    copy = studio.copy()
    for path in copy.glob(prefix + "*"):
        subprocess.run(["rm", "-rf", path], check=True)
    assert studio.rescue(*WEDDING, "--to", tmp_path / "out", copy=copy).code == 0


@pytest.mark.parametrize("name", [b"..", b".", b"a/b", b"/etc/x", b"a\0b", b""])
def test_hostile_names_stay_in_the_target(studio, tmp_path, name, monkeypatch):
    monkeypatch.setattr("studio_backup.repository.trees.checked_name", lambda entry: entry.raw_name, raising=False)
    good = lambda w: save_file(w, "good", b"good")  # noqa: E731
    studio.back_up(lambda w: [Entry(type="link", target="/etc", **spelled_name(name)), good(w)])
    done = studio.rescue(*WEDDING, "--to", tmp_path / "out")
    assert done.code == 4 and "leads elsewhere" in done.err
    assert contents(tmp_path / "out") == {"Photos/good": b"good"}


def test_a_link_is_never_written_through(studio, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()

    def entries(writer):
        return [
            Entry(type="link", name="trap", target=str(outside)),
            folder(writer, "trap", [save_file(writer, "evil", b"evil")]),
            Entry(type="link", name="file", target=str(outside / "made")),
            save_file(writer, "file", b"evil"),
        ]

    studio.back_up(entries)
    done = studio.rescue(*WEDDING, "--to", tmp_path / "out")
    assert done.code == 4 and not list(outside.iterdir())


def test_a_folder_that_somebody_swapped_for_a_link_is_not_entered(tmp_path):
    """Links are made last; this is the second wall, against others who write into the target meanwhile."""
    script = importlib.util.module_from_spec(importlib.util.spec_from_file_location("rescue_script", SCRIPT))
    script.__spec__.loader.exec_module(script)
    (tmp_path / "out").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "out" / "swapped").symlink_to(tmp_path / "outside")
    path = (b"swapped", b"new")
    assert not script.attempt(script.make, str(tmp_path / "out"), path, {"type": "folder"}, None)
    assert script.lost and not list((tmp_path / "outside").iterdir())


def test_contents_that_do_not_fit_their_digest_are_damage(studio, tmp_path):
    def entries(writer):
        good, other = save_file(writer, "a", b"good"), save_file(writer, "b", b"evil")
        return [Entry(type="file", name="a", size=4, chunks=other.chunks, digest=good.digest), other]

    studio.back_up(entries)
    done = studio.rescue(*WEDDING, "--to", tmp_path / "out")
    assert done.code == 4 and contents(tmp_path / "out") == {"Photos/a.damaged": b"evil", "Photos/b": b"evil"}


@pytest.mark.parametrize("size", [0, 3, 5, 1 << 40])
def test_contents_that_do_not_fit_their_size_are_damage(studio, tmp_path, size):
    def entries(writer):
        whole = save_file(writer, "a", b"good")
        return [Entry(type="file", name="a", size=size, chunks=whole.chunks, digest=whole.digest)]

    studio.back_up(entries)
    done = studio.rescue(*WEDDING, "--to", tmp_path / "out")
    assert done.code == 4 and list(contents(tmp_path / "out")) == ["Photos/a.damaged"]


def test_twins_replace_nothing(studio, tmp_path):
    studio.back_up(lambda w: [save_file(w, "twin", b"first"), save_file(w, "twin", b"second")])
    done = studio.rescue(*WEDDING, "--to", tmp_path / "out")
    assert done.code == 4 and contents(tmp_path / "out") == {"Photos/twin": b"first"}


def test_a_target_in_use_is_left_alone(studio, tmp_path):
    studio.back_up(one_file())
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("mine")
    done = studio.rescue(*WEDDING, "--to", tmp_path / "out")
    assert done.code == 1 and contents(tmp_path / "out") == {"mine": b"mine"}


def rewrite(copy: Path, pattern: str, change):
    """Altered bytes under a name that fits them."""
    for path in list(copy.glob(pattern)):
        data = change(path.read_bytes())
        path.unlink()
        path.with_name(path.name[:-64] + sha256(data).hex()).write_bytes(data)


def test_a_forged_laptop_or_point_is_refused(studio, tmp_path):
    studio.back_up(one_file())
    copy = studio.copy()
    rewrite(copy, "devices/*", lambda data: data.replace(b'"role":"writer"', b'"role":"wRiter"'))
    done = studio.rescue(*WEDDING, "--to", tmp_path / "out", copy=copy)
    assert done.code != 0 and "without the keys" in done.err and not (tmp_path / "out").exists()
    copy = studio.copy("second")
    rewrite(copy, "c/*/snapshots/*", lambda data: data[:-1] + bytes([data[-1] ^ 1]))
    done = studio.rescue(*WEDDING, "--to", tmp_path / "out", copy=copy)
    assert done.code != 0 and "forged" in done.err


def test_each_factor_and_each_refusal(studio, tmp_path):
    studio.back_up(one_file())
    copy, told = studio.copy(), []
    (tmp_path / "pass").write_bytes(b"\xef\xbb\xbf" + studio.vault.passphrase.encode() + b"\r\nsecond line\n")
    assert studio.rescue("--list", copy=copy, factor=("--passphrase-file", tmp_path / "pass")).code == 0
    lines = [line for line in kit_text(studio.vault.kit).splitlines() if re.match("[1-4]:", line)]

    def refused(text: str, option="--kit"):
        (tmp_path / "factor").write_text(text)
        done = studio.rescue("--list", copy=copy, factor=(option, tmp_path / "factor"))
        told.append(re.sub("[0-9a-f]{16,}", "…", done.err))
        return done.code

    assert refused("\n".join(lines).lower().replace(" ", "-").replace(":-", ": ")) == 0
    told.clear()
    assert refused("wrong", "--passphrase-file") == 1
    typo = lines[1][:-1] + ("8" if lines[1][-1] == "7" else "7")
    assert refused("\n".join([lines[0], typo, *lines[2:]])) == 1 and "line 2" in told[-1]
    assert refused(kit_text(studio.vault.kit).replace(studio.vault.kit.repository, "ab" * 16)) == 1
    other = type(studio.vault.kit)(studio.vault.kit.repository, new_kit_key())
    assert refused(kit_text(other)) == 1
    for path in copy.glob("keys/slots/*"):
        flip(path, 30)
    assert refused(kit_text(studio.vault.kit)) == 1 and "damaged" in told[-1]
    assert len(set(told)) == len(told)


def test_a_slot_with_giant_parameters_is_not_derived(studio, tmp_path):
    studio.back_up(one_file())
    copy = studio.copy()
    rewrite(copy, "keys/slots/*", lambda data: data.replace(b'"memory_kib":65536', b'"memory_kib":99999999'))
    (tmp_path / "pass").write_text(studio.vault.passphrase)
    done = studio.rescue("--list", copy=copy, factor=("--passphrase-file", tmp_path / "pass"))
    assert done.code == 1 and "impossible parameters" in done.err


@pytest.mark.parametrize("words", [(), ("--list", "--kit"), ("--to",)])
def test_usage(studio, words):
    assert studio.rescue(*words, copy=studio.base).code == 2


def test_an_ambiguous_wedding_asks_for_its_date(studio, tmp_path):
    studio.back_up(one_file(content=b"one"))
    studio.back_up(one_file(content=b"two"), wedding=("ANN & BEN", "2027-06-20"))
    done = studio.rescue(*WEDDING, "--to", tmp_path / "out")
    assert done.code == 2 and "2027-06-20" in done.err
    assert studio.rescue(*WEDDING, "--date", "2027-06-20", "--to", tmp_path / "out").code == 0
    assert contents(tmp_path / "out") == {"Photos/a.jpg": b"two"}
    assert studio.rescue("--wedding", "Nobody", "--to", tmp_path / "o2").code == 1


def test_a_lost_collection_key_is_said(studio, tmp_path):
    studio.back_up(one_file())
    studio.back_up(one_file(), wedding=("Other", ""))
    copy = studio.copy()
    path = next(copy.glob("keys/c/*/*"))
    path.unlink()
    done = studio.rescue("--to", tmp_path / "out", copy=copy)
    assert done.code == 4 and "lost its key" in done.err and len(contents(tmp_path / "out")) == 1
