"""docs/format.md suffices: a reader that was written from the page alone reads what the program wrote."""

import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.golden import reader_from_the_page as reader

REPOSITORY = Path(__file__).resolve().parents[2]
PASSPHRASE = "correct horse battery staple 42 café"
SPARSE_SIZE = 9 << 20
Files = dict[bytes, bytes]


@dataclass(frozen=True)
class Made:
    """A vault, what opens it, and what was backed up into it."""

    folder: Path
    kit: Path
    home: Path
    source: Path
    files: Files

    def run(self, *words: str | Path, code: int = 0) -> None:
        """Run the program on this vault, opened by its kit."""
        run("--home", self.home, "--kit", self.kit, *words, code=code)


def run(*words: str | Path, code: int = 0) -> None:
    """Run the program as a person would."""
    path = os.pathsep.join([str(REPOSITORY), str(REPOSITORY / "resources"), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "studio_backup", *words]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr


def make_source(folder: Path) -> Files:
    """Fill a folder with files of every kind, and tell what each holds."""
    noise = random.Random(1)
    files = {
        b"text.txt": b"a wedding\n" * 500,
        b"empty": b"",
        b"a/b/c/deep.raw": noise.randbytes(100_000),
        b"a/film.mov": noise.randbytes(6 << 20),
        b"a/sparse.img": bytes(1 << 20) + noise.randbytes(8192) + bytes(SPARSE_SIZE - (1 << 20) - 8192),
        **{b"many/IMG_%05d.xmp" % n: b"<x>%d</x>" % n for n in range(1500)},
    }
    if sys.platform == "linux":
        files[b"a/caf\xe9.jpg"] = b"a name that is no UTF-8"
    for name, content in files.items():
        write(os.path.join(os.fsencode(folder), name), content)
    return files | special_files(folder, files)


def write(path: bytes, content: bytes) -> None:
    """Write a file; leave zeros of a sparse one out."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        if path.endswith(b"sparse.img"):
            file.seek(1 << 20)
            file.write(content[1 << 20 : (1 << 20) + 8192])
            file.truncate(len(content))
        else:
            file.write(content)


def special_files(folder: Path, files: Files) -> Files:
    """Add a hard link, a symbolic link and an empty folder."""
    os.link(folder / "text.txt", folder / "a" / "again.txt")
    (folder / "a" / "link").symlink_to("../text.txt")
    (folder / "empty-folder").mkdir()
    return {b"a/again.txt": files[b"text.txt"]}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Make a vault of two weddings by the program: one of two points, one of a single file."""
    base = tmp_path_factory.mktemp("from-the-page")
    vault = Made(base / "V", base / "K.txt", base / "H", base / "src", make_source(base / "src"))
    (base / "P").write_text(PASSPHRASE + "\n", encoding="utf-8")
    create = ("vault", "create", vault.folder, "--studio", "Rose & Oak", "--kit", base / "K.pdf")
    run("--home", vault.home, "--passphrase-file", base / "P", *create)
    vault.run("backup", vault.source, "--wedding", "A & B", "--date", "2026-06-20")
    (vault.source / "later.txt").write_bytes(b"later")
    vault.run("backup", vault.source, "--wedding", "A & B")
    vault.run("backup", vault.source / "later.txt", "--wedding", "C & Đ", "--date", "2026-07-01")
    return vault


OPENERS: dict[str, Callable[[Made], reader.Vault]] = {
    "kit": lambda made: reader.open_with_kit(made.folder, made.kit.read_bytes()),
    "passphrase": lambda made: reader.open_with_passphrase(made.folder, PASSPHRASE),
}


@pytest.fixture(scope="module", params=OPENERS)
def vault(request: pytest.FixtureRequest, made: Made) -> reader.Vault:
    """Open the vault with either factor."""
    return OPENERS[request.param](made)


def points(vault: reader.Vault) -> list[reader.Snapshot]:
    """Give the points of the wedding of two."""
    return vault.snapshots(vault.weddings()[0])


def test_weddings_and_points_are_listed(vault: reader.Vault, made: Made) -> None:
    assert vault.studio == "Rose & Oak"
    weddings = vault.weddings()
    assert [(w.label, w.date) for w in weddings] == [("A & B", "2026-06-20"), ("C & Đ", "2026-07-01")]
    assert [len(vault.snapshots(wedding)) for wedding in weddings] == [2, 1]
    assert points(vault)[0].body["source"]["path"] == str(made.source)


def test_every_path_is_listed(vault: reader.Vault, made: Made) -> None:
    first, second = (vault.paths(point) for point in points(vault))
    assert {path for path, entry in first.items() if entry["type"] == "file"} == set(made.files)
    assert set(second) - set(first) == {b"later.txt"}
    folders = {b"", b"a", b"a/b", b"a/b/c", b"many", b"empty-folder"}
    assert {path for path, entry in first.items() if entry["type"] == "folder"} == folders
    assert (first[b"a/link"]["type"], first[b"a/link"]["target"]) == ("link", "../text.txt")


def test_every_file_comes_back_byte_for_byte(vault: reader.Vault, made: Made) -> None:
    point = points(vault)[0]
    entries = vault.paths(point)
    assert all(vault.content(point, entries[path]) == content for path, content in made.files.items())
    assert vault.extract(points(vault)[1], b"later.txt") == b"later"
    assert vault.extract(vault.snapshots(vault.weddings()[1])[0], b"later.txt") == b"later"


def test_times_links_and_holes_are_told(vault: reader.Vault, made: Made) -> None:
    paths = vault.paths(points(vault)[0])
    text, again, sparse = paths[b"text.txt"], paths[b"a/again.txt"], paths[b"a/sparse.img"]
    assert all(text[key] == again[key] for key in ("device", "inode", "nlink")) and text["nlink"] == 2
    assert text["mtime_ns"] == (made.source / "text.txt").stat().st_mtime_ns
    assert sparse["size"] == SPARSE_SIZE
    if (made.source / "a" / "sparse.img").stat().st_blocks * 512 < SPARSE_SIZE:
        assert sum(length for _, length in sparse["extents"]) < SPARSE_SIZE


def test_all_that_can_be_checked_holds(vault: reader.Vault, made: Made) -> None:
    seen = vault.check()
    assert seen["indexed"] == seen["pack"] > 0
    assert (seen["snapshot"], seen["meta"], seen["slot"], seen["device"]) == (3, 2, 2, 1)
    assert seen["file"] == 2 * len(made.files) + 2


def test_a_healed_pack_is_superseded(made: Made, tmp_path: Path) -> None:
    copy = copied(made, tmp_path)
    pack = max((copy.folder / "c").glob("*/packs/*/*"), key=lambda path: path.stat().st_size)
    flip(pack, 5000)
    assert damaged(copy)
    copy.run("vault", "open", copy.folder)
    copy.run("verify", "--heal", code=3)  # 3: there was damage, though it is healed
    vault = OPENERS["kit"](copy)
    seen = vault.check()
    assert seen["superseded"] == 1 and seen["audit"] > 0
    assert vault.extract(points(vault)[0], b"a/film.mov") == made.files[b"a/film.mov"]


def copied(made: Made, tmp_path: Path) -> Made:
    """Copy the vault, to be harmed, with a home that does not know it yet."""
    shutil.copytree(made.folder, tmp_path / "V")
    return Made(tmp_path / "V", made.kit, tmp_path / "H", made.source, made.files)


def flip(path: Path, at: int) -> None:
    """Flip one bit of a file."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def damaged(made: Made) -> bool:
    """Whether the reader sees damage."""
    with pytest.raises(reader.Damaged):
        OPENERS["kit"](made).check()
    return True


@pytest.mark.parametrize(
    "name", ["config-*", "keys/*/*", "keys/c/*/*", "devices/*", "c/*/meta/*", "c/*/packs/*/*", "c/*/*/*"]
)
def test_a_flipped_bit_is_damage(made: Made, tmp_path: Path, name: str) -> None:
    copy = copied(made, tmp_path)
    flip(next(path for path in sorted(copy.folder.glob(name)) if path.is_file()), 120)
    assert damaged(copy)


@pytest.mark.parametrize("name", ["config-*", "devices/*", "c/*/meta/*", "c/*/snapshots/*", "c/*/packs/*/*"])
def test_a_flipped_bit_under_a_name_that_fits_is_a_forgery(made: Made, tmp_path: Path, name: str) -> None:
    copy = copied(made, tmp_path)
    path = next(iter(sorted(copy.folder.glob(name))))
    flip(path, path.stat().st_size - 20)
    renamed(path)
    with pytest.raises(reader.Forged):
        OPENERS["kit"](copy).check()


def renamed(path: Path) -> None:
    """Give a harmed object the name that its bytes ask for."""
    sha = hashlib.sha256(path.read_bytes()).hexdigest()
    parent = path.parent
    if re.fullmatch("[0-9a-f]{2}", parent.name):
        parent = parent.parent / sha[:2]
        parent.mkdir(exist_ok=True)
    path.rename(parent / (path.name[:-64] + sha))


def test_a_salt_of_another_object_is_another_key(made: Made, tmp_path: Path) -> None:
    copy = copied(made, tmp_path)
    path = next(iter((copy.folder / "keys" / "identity").iterdir()))
    flip(path, 50)
    renamed(path)
    with pytest.raises(reader.WrongKey):
        OPENERS["kit"](copy)


def test_another_passphrase_does_not_open(made: Made) -> None:
    with pytest.raises(reader.WrongKey):
        reader.open_with_passphrase(made.folder, PASSPHRASE + "!")


def test_a_kit_may_be_typed_in_small_letters(made: Made) -> None:
    _, key = reader.read_kit(made.kit.read_bytes())
    lines = re.findall(r"^([1-4]): (.+)$", made.kit.read_text(encoding="utf-8"), re.MULTILINE)
    small = [line.lower().replace("0", "o").replace("1", "l").replace(" ", "-") for _, line in lines]
    assert b"".join(reader.kit_line(number, line) for number, line in enumerate(small, 1)) == key


def test_a_wrong_letter_in_a_kit_is_found(made: Made) -> None:
    kit = made.kit.read_bytes()
    with pytest.raises(reader.Forged):
        reader.read_kit(kit.replace(b"\nStudio: Rose", b"\nStudio: Nose"))
    groups = re.findall(r"^1: (.+)$", kit.decode(), re.MULTILINE)[0]
    with pytest.raises(reader.Forged):
        reader.kit_line(1, ("A" if groups[0] != "A" else "B") + groups[1:])


def test_sizes_are_padme() -> None:
    assert [reader.padme(length) for length in (8, 9, 104, 105, 1000, 1_000_001)] == [8, 10, 104, 112, 1024, 1_015_808]


def test_a_passphrase_slot_that_asks_for_too_much_is_refused() -> None:
    kdf = {"name": "argon2id", "memory_kib": 524_289, "passes": 1, "lanes": 1, "salt": "00" * 16}
    with pytest.raises(reader.Forged):
        reader.passphrase_kek(PASSPHRASE, kdf)
