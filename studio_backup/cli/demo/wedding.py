"""The demo's wedding: photos, RAW-like files, sidecars, a video-like file, and a catalog that stays open."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from studio_backup.cli.demo.pictures import photo

LABEL, DATE = "Anna & Ben", "2026-06-20"
CATALOG = os.path.join("Catalog", "Anna & Ben.lrcat")
PHOTOS, RAWS = 18, 8
NEW_PHOTOS = "DSC_42"
"""How the names of photos begin which come later."""
_RAW_BYTES, _VIDEO_BYTES, _HEADER_BYTES = 3 << 20, 16 << 20, 64 << 10
_XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="{rating}" xmp:Label="{label}"/>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>
"""


def make_wedding(folder: str) -> None:
    """All files but the catalog. Equal on every run."""
    for name in ("Photos", "RAW", "Video", "Catalog", os.path.join("Papers", "Floor plans")):
        os.makedirs(os.path.join(folder, name))
    with ThreadPoolExecutor(2) as pool:
        for number, data in enumerate(pool.map(photo, range(PHOTOS))):
            _write(folder, os.path.join("Photos", f"DSC_{4100 + number}.jpg"), data)
    for number in range(RAWS):
        _write(folder, os.path.join("RAW", f"DSC_{4100 + number}.CR3"), raw(number))
        _write(folder, os.path.join("RAW", f"DSC_{4100 + number}.xmp"), sidecar(number % 6))
    _write(folder, os.path.join("Video", "First dance.mp4"), _video())
    _write(folder, os.path.join("Papers", "Timeline.txt"), b"14:00 Vows\n17:30 Dinner\n21:00 First dance\n")


def sidecar(rating: int, label: str = "") -> bytes:
    """What an editor writes beside a RAW file."""
    return _XMP.format(rating=rating, label=label).encode()


def edit_wedding(folder: str) -> int:
    """What a photographer does on Tuesday: re-rate, re-develop one photo. Returns the bytes of the edited files."""
    edits = {
        os.path.join("RAW", "DSC_4103.xmp"): sidecar(5, "Album"),
        os.path.join("Photos", "DSC_4107.jpg"): photo(1007, quality=93),
    }
    for name, data in edits.items():
        _write(folder, name, data)
    return sum(map(len, edits.values()))


def add_photos(folder: str, numbers: range) -> list[str]:
    """What comes from the next card: written at once, one after the other. Returns the paths below the folder."""
    made = {os.path.join("Photos", f"{NEW_PHOTOS}{n:02d}.jpg"): photo(2000 + n) for n in numbers}
    for name, data in made.items():
        _write(folder, name, data)
    return list(made)


def rate(folder: str, name: str, rating: int) -> None:
    """Give a RAW file its stars, as an editor does: in the sidecar beside it."""
    _write(folder, os.path.join("RAW", name), sidecar(rating))


def _write(folder: str, name: str, data: bytes) -> None:
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)


def raw(number: int, size: int = _RAW_BYTES) -> bytes:
    """A structured head, then noise, as RAW files are."""
    dice = random.Random(7000 + number)
    head = b"\x00\x00\x00\x18ftypcrx \x00\x00\x00\x01crx isom" + f"Demo Camera {number:06d} ".encode() * 400
    return head.ljust(_HEADER_BYTES, b"\0") + dice.randbytes(size - dice.randrange(1 << 19))


def _video() -> bytes:
    dice = random.Random(8000)
    return b"\x00\x00\x00\x1cftypmp42\x00\x00\x00\x00isommp42" + bytes(4096) + dice.randbytes(_VIDEO_BYTES)


class LiveCatalog:
    """A catalog as an editing program holds it: open, in WAL mode, with committed rows and with one edit in the air."""

    def __init__(self, folder: str) -> None:
        self.path = os.path.join(folder, CATALOG)
        self._connection = sqlite3.connect(self.path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        columns = "id INTEGER PRIMARY KEY, name TEXT, rating INTEGER, keywords TEXT"
        self._connection.execute(f"CREATE TABLE photos ({columns})")
        self.committed = 0
        self.commit(4000)

    def commit(self, rows: int) -> None:
        """Rows that must be in every later backup."""
        self._connection.execute("BEGIN")
        self._insert(rows, "kept")
        self._connection.execute("COMMIT")
        self.committed += rows

    def begin_edit(self, rows: int = 25) -> None:
        """Rows that nobody has saved yet."""
        self._connection.execute("BEGIN")
        self._insert(rows, "not saved")

    def finish_edit(self) -> None:
        """Throw the unsaved rows away."""
        self._connection.execute("ROLLBACK")

    def _insert(self, rows: int, word: str) -> None:
        values = [(f"DSC_{4100 + row}.CR3", row % 6, word) for row in range(rows)]
        self._connection.executemany("INSERT INTO photos (name, rating, keywords) VALUES (?, ?, ?)", values)

    def close(self) -> None:
        """The editing program ends."""
        self._connection.close()


@dataclass(frozen=True)
class CatalogState:
    """What a restored catalog holds."""

    sound: bool
    kept: int
    unsaved: int


def read_catalog(folder: str) -> CatalogState:
    """Open the catalog as the editing program would, and ask SQLite whether it is sound."""
    path = os.path.join(folder, CATALOG)
    try:
        connection = sqlite3.connect(f"file:{path.replace('%', '%25').replace('?', '%3f')}?mode=rw", uri=True)
        try:
            (word,) = connection.execute("PRAGMA integrity_check").fetchone()
            counts = dict(connection.execute("SELECT keywords, count(*) FROM photos GROUP BY keywords").fetchall())
        finally:
            connection.close()
    except sqlite3.Error:
        return CatalogState(False, 0, 0)
    return CatalogState(word == "ok", counts.get("kept", 0), counts.get("not saved", 0))


def digests(folder: str) -> dict[str, str]:
    """Relative path -> SHA-256 of every file but the catalog, which is compared by its rows."""
    found = {}
    for parent, _folders, names in os.walk(folder):
        for name in names:
            path = os.path.relpath(os.path.join(parent, name), folder)
            if not path.startswith(CATALOG):
                with open(os.path.join(parent, name), "rb") as file:
                    found[path] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def folder_bytes(folder: str) -> int:
    """Sum of the sizes of all files below a folder."""
    return sum(os.path.getsize(os.path.join(p, name)) for p, _, names in os.walk(folder) for name in names)
