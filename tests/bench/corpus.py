"""The benchmark's corpus: a seeded imitation of one wedding, made on the spot.

72 RAW files of 20-30 MiB (64 KiB structured header, then noise), 320 JPEGs of 3-8 MiB (drawn and encoded by pillow),
2 videos of 300 MiB, 3,000 XMP sidecars of 2-8 KiB, one SQLite catalog of 200 MiB: 4.3 GiB in 3,395 files. The
increment: 38 sidecars edited, 1 MiB inserted into the middle of the catalog, 10 new RAW files.

`scale` divides numbers of files, and the sizes of the videos and of the catalog, for trial runs.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from blake3 import blake3
from PIL import Image

KIB = 1 << 10
MIB = 1 << 20
HEADER = 64 * KIB
INSERTED = MIB
_BLOCK = 4 * MIB


@dataclass(frozen=True)
class Plan:
    """How much of each kind; sizes in bytes."""

    seed: int = 1
    raws: int = 72
    jpegs: int = 320
    videos: int = 2
    video_bytes: int = 300 * MIB
    sidecars: int = 3000
    catalog_bytes: int = 200 * MIB
    edited_sidecars: int = 38
    new_raws: int = 10

    @staticmethod
    def scaled(seed: int, scale: int) -> Plan:
        """The whole corpus at 1; about a `scale`-th of its bytes otherwise, at least one file of each kind."""
        whole = Plan(seed)
        return Plan(
            seed,
            raws=max(1, whole.raws // scale),
            jpegs=max(2, whole.jpegs // scale),
            videos=whole.videos if scale == 1 else 1,
            video_bytes=whole.video_bytes // scale,
            sidecars=max(10, whole.sidecars // scale),
            catalog_bytes=max(2 * MIB, whole.catalog_bytes // scale),
            edited_sidecars=max(1, whole.edited_sidecars // scale),
            new_raws=max(1, whole.new_raws // scale),
        )


def noise(seed: int, label: str, size: int) -> Iterator[bytes]:
    """`size` incompressible bytes which depend on seed and label only, in blocks."""
    stream = blake3(f"{seed} {label}".encode())
    for offset in range(0, size, _BLOCK):
        yield stream.digest(length=min(_BLOCK, size - offset), seek=offset)


def make(root: Path, plan: Plan) -> int:
    """Write the corpus into the new folder `root`; returns its bytes."""
    for folder in ("raw", "jpeg", "video", "catalog"):
        (root / folder).mkdir(parents=True)
    works = [
        *((_raw, root / "raw" / f"IMG_{i:04}.CR2", plan, i) for i in range(plan.raws)),
        *((_jpeg, root / "jpeg" / f"IMG_{i:04}.JPG", plan, i) for i in range(plan.jpegs)),
        *((_video, root / "video" / f"MVI_{i:04}.MP4", plan, i) for i in range(plan.videos)),
        *((_sidecar, root / "raw" / f"IMG_{i:04}.xmp", plan, i) for i in range(plan.sidecars)),
        (_catalog, root / "catalog" / "wedding.lrcat", plan, 0),
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done in [pool.submit(work, path, plan, number) for work, path, plan, number in works]:
            done.result()
    return size_of(root)


def size_of(root: Path) -> int:
    """Bytes of all files below."""
    return sum((Path(folder) / name).lstat().st_size for folder, _, names in os.walk(root) for name in names)


def files_in(root: Path) -> int:
    """Number of all files below."""
    return sum(len(names) for _, _, names in os.walk(root))


def increment(root: Path, plan: Plan, aside: Path) -> None:
    """Apply the increment; what it replaces is kept in `aside`, for `revert`."""
    aside.mkdir()
    catalog = root / "catalog" / "wedding.lrcat"
    catalog.rename(aside / catalog.name)
    insert(aside / catalog.name, catalog, catalog.with_name(f"{plan.seed}"), (aside / catalog.name).stat().st_size // 2)
    for number in _edited(plan):
        path = root / "raw" / f"IMG_{number:04}.xmp"
        path.rename(aside / path.name)
        path.write_text((aside / path.name).read_text().replace("xmp:Rating='", "xmp:Rating='1"))
    for number in range(plan.raws, plan.raws + plan.new_raws):
        _raw(root / "raw" / f"NEW_{number:04}.CR2", plan, number)


def revert(root: Path, plan: Plan, aside: Path) -> None:
    """Undo `increment`."""
    shutil.move(aside / "wedding.lrcat", root / "catalog" / "wedding.lrcat")
    for number in _edited(plan):
        name = f"IMG_{number:04}.xmp"
        shutil.move(aside / name, root / "raw" / name)
    for number in range(plan.raws, plan.raws + plan.new_raws):
        (root / "raw" / f"NEW_{number:04}.CR2").unlink()
    aside.rmdir()


def insert(source: Path, target: Path, label: Path | str, position: int, size: int = INSERTED) -> None:
    """Write `target` = `source` with `size` bytes of noise, named by the label, inserted at `position`."""
    with source.open("rb") as old, target.open("wb") as new:
        _copy(old, new, position)
        for block in noise(position, str(label), size):
            new.write(block)
        shutil.copyfileobj(old, new, _BLOCK)


def _copy(old, new, count: int) -> None:
    while count and (block := old.read(min(_BLOCK, count))):
        new.write(block)
        count -= len(block)


def _edited(plan: Plan) -> list[int]:
    return random.Random(plan.seed).sample(range(plan.sidecars), plan.edited_sidecars)


def _generator(plan: Plan, kind: str, number: int) -> random.Random:
    return random.Random(f"{plan.seed} {kind} {number}")


def _raw(path: Path, plan: Plan, number: int) -> None:
    size = _generator(plan, "raw", number).randint(20 * MIB, 30 * MIB)
    with path.open("wb") as file:
        file.write(_structured_header(number))
        for block in noise(plan.seed, f"raw {number}", size - HEADER):
            file.write(block)


def _structured_header(number: int) -> bytes:
    """Like a camera's: TIFF magic, a directory of tags, maker notes which nearly repeat from file to file."""
    tags = b"".join(struct.pack("<HHII", 0x100 + i, 4, 1, i * 37 + (number if i % 16 == 0 else 0)) for i in range(2048))
    notes = b"Canon EOS R5 firmware 1.8.1 lens RF50mm F1.2 L USM ".ljust(64, b".")
    return (b"II*\0\x10\0\0\0CR\x02\0" + struct.pack("<I", number) + tags + notes * HEADER)[:HEADER]


def _jpeg(path: Path, plan: Plan, number: int) -> None:
    chance = _generator(plan, "jpeg", number)
    width, height = 2400, chance.randint(1600, 4000)
    pixels = b"".join(noise(plan.seed, f"jpeg {number}", width * height * 3))
    picture = Image.frombytes("RGB", (width, height), pixels)
    picture.save(path, quality=88, comment=f"picture {number}".encode())


def _video(path: Path, plan: Plan, number: int) -> None:
    with path.open("wb") as file:
        file.write(struct.pack(">I4s4sI4s4s", 24, b"ftyp", b"isom", 512, b"isom", b"mp42"))
        file.write(struct.pack(">I4s", 8, b"free") + struct.pack(">I4s", plan.video_bytes - 32, b"mdat"))
        for block in noise(plan.seed, f"video {number}", plan.video_bytes - 40):
            file.write(block)


def _sidecar(path: Path, plan: Plan, number: int) -> None:
    chance = _generator(plan, "sidecar", number)
    size = chance.randint(2 * KIB, 8 * KIB)
    lines = [f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:Description xmp:Rating='{chance.randint(0, 5)}'"]
    length = len(lines[0])
    while length < size - 100:
        lines.append(f"  crs:Setting{len(lines)}='{chance.uniform(-100, 100):+.4f}'")
        length += len(lines[-1]) + 1
    path.write_text("\n".join([*lines, "/></x:xmpmeta>\n"]))


def _catalog(path: Path, plan: Plan, _number: int) -> None:
    """A Lightroom-like SQLite file: rows of settings as text, previews as noise."""
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA page_size=4096; PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF;")
    connection.execute("CREATE TABLE Adobe_images(id INTEGER PRIMARY KEY, name TEXT, settings TEXT, preview BLOB)")
    connection.executemany("INSERT INTO Adobe_images VALUES (?, ?, ?, ?)", _rows(plan))
    connection.commit()
    connection.close()


def _rows(plan: Plan) -> Iterator[tuple[int, str, str, bytes]]:
    """About 8 KiB a row: three quarters text, one quarter noise."""
    settings = "".join(f"Setting{i} = {i * 7919 % 1000 / 10}, " for i in range(250))[:5900]
    for row in range(max(1, plan.catalog_bytes // (8 * KIB))):
        preview = blake3(f"{plan.seed} row {row}".encode()).digest(length=2000)
        yield row, f"IMG_{row:06}.CR2", f"s{row} = {{ {settings} }}", preview
