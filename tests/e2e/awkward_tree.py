"""A folder with everything a backup must not miss, and an account of it that leaves nothing out."""

from __future__ import annotations

import hashlib
import os
import random
import socket
import sqlite3
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

MiB = 1 << 20
LONG = "Langename-Hochzeitsfeier-" + "x" * 226 + ".CR2"  # 255 bytes
NO_UTF8 = b"Brautkleid-\xe9\xff-latin1.xmp"
DEEP_STEP = "Tiefe-Ablage-" + "d" * 220
DEEP_LEVELS = 19  # more than 4,096 bytes of path
CATALOGS = ("Katalog-ruhend.lrcat", "Katalog-wal.lrcat", "Katalog-journal.cocatalogdb")
SPECIALS = (b"Rohrpost-fifo", b"Steckdose-socket")


@dataclass(frozen=True)
class Account:
    """All that one path is. `content`: SHA-256, a link's target, or ""; `data`: ranges that are no holes."""

    kind: str
    mode: int
    mtime_ns: int
    size: int
    content: str
    xattrs: tuple[tuple[str, bytes], ...]
    data: tuple[tuple[int, int], ...]
    twins: tuple[bytes, ...]


def plant(root: Path, seed: int = 20) -> None:
    """Make the folder. Seeded: the same bytes each time."""
    dice = random.Random(seed)
    (root / "Leerer-Ordner" / "noch-einer").mkdir(parents=True)
    (root / "Trauung").mkdir(mode=0o750)
    _files(root, dice)
    _sparse(root, dice)
    _links(root)
    _deep(root, dice)
    for name in CATALOGS[:1]:
        make_catalog(root / name, "delete", 400)
    _attributes(root)
    _times(root, dice)


def _files(root: Path, dice: random.Random) -> None:
    (root / "Trauung" / "DSC_9001.CR2").write_bytes(b"II*\0" + dice.randbytes(3 * MiB))
    (root / "Trauung" / "Reportage.mov").write_bytes(dice.randbytes(2 * MiB))
    (root / "leere-Datei.txt").write_bytes(b"")
    (root / LONG).write_bytes(dice.randbytes(5000))
    (root / os.fsdecode(NO_UTF8)).write_bytes(b"<xmp>" + dice.randbytes(900).hex().encode())
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "Übergröße-Ärger.txt")
        (root / name).write_text(f"{form} Zwilling " + dice.randbytes(60).hex())
    (root / "Neue\nZeile\x1b[31m\x07-boese.txt").write_text("Steuerzeichen im Namen " + dice.randbytes(50).hex())
    (root / "Gästeliste.csv").write_text("".join(f"Gast {n}; {dice.randrange(10**9)}\n" for n in range(3000)))
    for name, mode in (("Setuid-Datei", 0o4755), ("Nur-lesen-Datei", 0o400), ("Ohne-alles-Datei", 0o000)):
        (root / name).write_bytes(dice.randbytes(700))
        (root / name).chmod(mode)
    (root / "Klebe-Ordner").mkdir()
    (root / "Klebe-Ordner").chmod(0o1777)
    (root / "Nur-lesen-Ordner").mkdir()
    (root / "Nur-lesen-Ordner" / "Innen-Datei").write_bytes(dice.randbytes(400))
    (root / "Nur-lesen-Ordner").chmod(0o555)


def _sparse(root: Path, dice: random.Random) -> None:
    with open(root / "Sparsam.img", "wb") as file:
        for at in (0, 5 * MiB, 9 * MiB):
            file.seek(at)
            file.write(dice.randbytes(64 << 10))
        file.truncate(16 * MiB)
    with open(root / "Nur-Loch.img", "wb") as file:
        file.truncate(7 * MiB + 3)


def _links(root: Path) -> None:
    os.link(root / "Trauung" / "DSC_9001.CR2", root / "Auswahl-hart.CR2")
    os.link(root / "Trauung" / "DSC_9001.CR2", root / "Leerer-Ordner" / "Dritter-hart.CR2")
    os.symlink("Trauung/DSC_9001.CR2", root / "Verweis-gut")
    os.symlink("/nirgends/Verschwunden", root / "Verweis-tot")
    os.symlink(b"\xff\xfe-kein-utf8", os.fsencode(root / "Verweis-roh"))
    os.symlink("Trauung", root / "Verweis-Ordner")
    os.mkfifo(root / os.fsdecode(SPECIALS[0]))
    here = os.open(root, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as one:  # by descriptor: a socket's path holds 107 bytes
        one.bind(f"/proc/self/fd/{here}/".encode() + SPECIALS[1])
    os.close(here)


def _deep(root: Path, dice: random.Random) -> None:
    at = os.open(root, os.O_RDONLY)
    for _ in range(DEEP_LEVELS):
        os.mkdir(DEEP_STEP, dir_fd=at)
        below = os.open(DEEP_STEP, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    fd = os.open("Tiefste-Datei.CR2", os.O_WRONLY | os.O_CREAT, 0o640, dir_fd=at)
    os.write(fd, dice.randbytes(70_000))
    os.close(fd)
    os.symlink("Tiefste-Datei.CR2", "Tiefster-Verweis", dir_fd=at)
    os.close(at)


def make_catalog(path: Path, journal: str, rows: int) -> None:
    """An SQLite catalog with so many committed rows."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(f"PRAGMA journal_mode={journal}")
        db.execute("CREATE TABLE bilder(id INTEGER PRIMARY KEY, titel TEXT)")
        db.executemany(
            "INSERT INTO bilder(titel) VALUES (?)", ((f"Bild-Titel-{n:06d}-" + "q" * 80,) for n in range(rows))
        )


def _attributes(root: Path) -> None:
    os.setxattr(root / "Trauung", "user.farbe", b"rot\0blau")
    os.setxattr(root / "Trauung" / "Reportage.mov", "user.com.studio.rating", bytes(range(256)))
    os.setxattr(root / "leere-Datei.txt", "user.leer", b"")
    os.setxattr(root / os.fsdecode(NO_UTF8), "user.\u00fcmlaut", "grün".encode())


def _times(root: Path, dice: random.Random) -> None:
    """Nanoseconds everywhere, before 1970 and after 2038 too; deepest first, as each changes its folder."""
    moments = [-86_400_000_000_001, 1, 4_294_967_296_123_456_789]
    for fd, name in _places(root):
        kind = stat.S_IFMT(os.stat(name, dir_fd=fd, follow_symlinks=False).st_mode)
        when = moments.pop() if moments and kind == stat.S_IFREG else dice.randrange(10**18, 17 * 10**17)
        os.utime(name, ns=(when, when), dir_fd=fd, follow_symlinks=False)
    os.utime(root, ns=(1_600_000_000_987_654_321, 1_600_000_000_987_654_321))


def _places(root: Path) -> Iterator[tuple[int, bytes]]:
    for _path, fd, name in _walk(os.open(root, os.O_RDONLY), b""):
        yield fd, name


def _walk(fd: int, above: bytes) -> Iterator[tuple[bytes, int, bytes]]:
    """(path, descriptor of the folder, name), folders after what they hold. Closes the descriptor."""
    try:
        for name in sorted(map(os.fsencode, os.listdir(fd))):
            path = above + b"/" + name if above else name
            if stat.S_ISDIR(os.stat(name, dir_fd=fd, follow_symlinks=False).st_mode):
                yield from _walk(os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=fd), path)
            yield path, fd, name
    finally:
        os.close(fd)


def account(root: Path) -> dict[bytes, Account]:
    """Everything below the root, and the root itself as b"."."""
    found: dict[bytes, Account] = {}
    groups: dict[tuple[int, int], list[bytes]] = {}
    for path, fd, name in _walk(os.open(root, os.O_RDONLY), b""):
        now = os.stat(name, dir_fd=fd, follow_symlinks=False)
        if stat.S_ISREG(now.st_mode) and now.st_nlink > 1:
            groups.setdefault((now.st_dev, now.st_ino), []).append(path)
        found[path] = _one(fd, name, now)
    here = os.open(root.parent, os.O_RDONLY)
    found[b"."] = _one(here, os.fsencode(root.name), os.stat(root))
    os.close(here)
    for paths in groups.values():
        for path in paths:
            found[path] = Account(**{**vars(found[path]), "twins": tuple(sorted(paths))})
    return found


def _one(fd: int, name: bytes, now: os.stat_result) -> Account:
    kind = {stat.S_IFREG: "file", stat.S_IFDIR: "folder", stat.S_IFLNK: "link"}.get(stat.S_IFMT(now.st_mode), "special")
    content, xattrs, data = "", (), ()
    if kind == "link":
        content = repr(os.readlink(name, dir_fd=fd))
    elif kind in ("file", "folder"):
        at = os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=fd)
        xattrs = tuple((key, os.getxattr(at, key)) for key in sorted(os.listxattr(at)) if key.startswith("user."))
        if kind == "file":
            with open(at, "rb", closefd=False) as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
            data = tuple(_data(at, now.st_size))
        os.close(at)
    size = now.st_size if kind == "file" else 0
    return Account(kind, stat.S_IMODE(now.st_mode), now.st_mtime_ns, size, content, xattrs, data, ())


def _data(fd: int, size: int) -> Iterator[tuple[int, int]]:
    at = 0
    while at < size:
        try:
            start = os.lseek(fd, at, os.SEEK_DATA)
        except OSError:
            return
        at = os.lseek(fd, start, os.SEEK_HOLE)
        yield start, at


def plain_samples(root: Path, seed: int = 3, each: int = 12) -> set[bytes]:
    """Pieces of 64 bytes of the files' contents, none of them monotonous."""
    dice, found = random.Random(seed), set()
    for _path, fd, name in _walk(os.open(root, os.O_RDONLY), b""):
        if not stat.S_ISREG(os.stat(name, dir_fd=fd, follow_symlinks=False).st_mode):
            continue
        with open(os.open(name, os.O_RDONLY, dir_fd=fd), "rb") as file:
            text = file.read()
        for _ in range(each):
            at = dice.randrange(max(1, len(text) - 64))
            if len(set(text[at : at + 64])) > 8:
                found.add(text[at : at + 64])
    return found


def names_of(root: Path) -> set[bytes]:
    """Names which are long enough that chance does not write them."""
    return {name for _path, _fd, name in _walk(os.open(root, os.O_RDONLY), b"") if len(name) > 8}
