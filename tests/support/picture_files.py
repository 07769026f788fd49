"""Picture files of every container, made of a JPEG: red on the left, blue on the right."""

from __future__ import annotations

import io
import struct

from PIL import Image


def halves(width: int = 900, height: int = 600, mode: str = "RGB") -> Image.Image:
    """A picture whose left half is red and whose right half is blue."""
    made = Image.new("RGB", (width, height), (200, 30, 30))
    made.paste((30, 30, 200), (width // 2, 0, width, height))
    return made.convert(mode)


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    """As a file of that kind."""
    made = io.BytesIO()
    picture.save(made, kind, **options)  # type: ignore[arg-type]
    return made.getvalue()


def jpeg(width: int = 900, height: int = 600, **options: object) -> bytes:
    """As a JPEG."""
    return saved(halves(width, height), "JPEG", **options)


def oriented(orientation: int) -> bytes:
    """A JPEG whose Exif tells how it is to be turned."""
    told = Image.Exif()
    told[0x0112] = orientation
    return jpeg(exif=told)


class Tiff:
    """A TIFF being made: directories of (tag, kind, values), with data behind them."""

    def __init__(self, order: str = "<", magic: bytes = b"") -> None:
        self._order = order
        self._data = bytearray(magic or (b"II*\0" if order == "<" else b"MM\0*"))
        self._data += bytes(4)
        self._last = 4

    def data(self, data: bytes) -> int:
        """Put bytes in; where they lie."""
        self._data += bytes(-len(self._data) % 2)
        at = len(self._data)
        self._data += data
        return at

    def directory(self, *fields: tuple[int, int, int], chained: bool = True) -> int:
        """Put a directory in, each field with one number; where it lies. `chained`: it follows the one before."""
        body = struct.pack(self._order + "H", len(fields))
        for tag, kind, value in sorted(fields):
            shape = {1: "B3x", 3: "H2x", 4: "I"}.get(kind, "I")
            body += struct.pack(self._order + "HHI", tag, kind, 1) + struct.pack(self._order + shape, value)
        at = self.data(body + bytes(4))
        if chained:
            struct.pack_into(self._order + "I", self._data, self._last, at)
            self._last = at + len(body)
        return at

    def field(self, directory: int, tag: int, kind: int, count: int, value: int) -> None:
        """Change a field of a directory."""
        entries = struct.unpack_from(self._order + "H", self._data, directory)[0]
        for number in range(entries):
            at = directory + 2 + number * 12
            if struct.unpack_from(self._order + "H", self._data, at)[0] == tag:
                struct.pack_into(self._order + "HII", self._data, at + 2, kind, count, value)

    def whole(self) -> bytes:
        """The file."""
        return bytes(self._data)


def cr2(orientation: int = 1) -> bytes:
    """Canon: the first directory is a JPEG strip, the last one sensor data."""
    made = Tiff()
    picture, sensor = made.data(jpeg()), made.data(bytes(5_000))
    made.directory((0x0103, 3, 6), (0x0111, 4, picture), (0x0112, 3, orientation), (0x0117, 4, len(jpeg())))
    made.directory((0x0103, 3, 6), (0x0111, 4, sensor), (0x0117, 4, 5_000))
    return made.whole()


def nef(orientation: int = 1) -> bytes:
    """Nikon, DNG and others: a small one, and the large one in a directory below."""
    made = Tiff(">")
    small, large = made.data(jpeg(160, 120)), made.data(jpeg(1800, 1200))
    below = made.directory((0x0201, 4, large), (0x0202, 4, len(jpeg(1800, 1200))), chained=False)
    made.directory((0x0106, 3, 32803), (0x0112, 3, orientation), (0x014A, 4, below), (0x0111, 4, 0))
    made.directory((0x0201, 4, small), (0x0202, 4, len(jpeg(160, 120))))
    return made.whole()


def rw2() -> bytes:
    """Panasonic: a field of its own, in a TIFF with another magic."""
    made = Tiff("<", b"IIU\0")
    picture = made.data(jpeg())
    directory = made.directory((0x0112, 3, 1), (0x002E, 4, 0))
    made.field(directory, 0x002E, 7, len(jpeg()), picture)
    return made.whole()


def orf() -> bytes:
    """Olympus: in the maker's note, whose offsets count from its own beginning."""
    note = Tiff("<")
    picture = note.data(jpeg())
    camera = note.directory((0x0101, 4, picture), (0x0102, 4, len(jpeg())), chained=False)
    first = note.directory((0x2020, 4, camera), chained=False)
    inner = bytearray(note.whole())
    # The note begins with its name; its directory must lie at 12, so the fields are written there and point on.
    moved = b"OLYMPUS\0II\x03\0" + struct.pack("<HHHII", 1, 0x2020, 4, 1, camera + 64) + bytes(4)
    body = bytearray(64) + inner
    body[: len(moved)] = moved
    struct.pack_into("<I", body, 64 + camera + 2 + 8, picture + 64)
    del first
    made = Tiff("<", b"IIRO")
    at = made.data(bytes(body))
    exif = made.directory((0x927C, 4, 0), chained=False)
    made.field(exif, 0x927C, 7, len(body), at)
    made.directory((0x0106, 3, 32803), (0x8769, 4, exif))
    return made.whole()


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, kind) + body


def cr3(orientation: int = 1) -> bytes:
    """Canon's newer one: boxes, the preview in a box of its own, the orientation in a small TIFF."""
    told = Tiff()
    told.directory((0x0112, 3, orientation))
    canon = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48") + _box(b"CMT1", told.whole())
    preview = bytes.fromhex("eaf42b5e1c984b88b9fbb7dc406e4d16") + bytes(8) + _box(b"PRVW", bytes(16) + jpeg())
    movie = _box(b"moov", _box(b"uuid", canon))
    return _box(b"ftyp", b"crx \0\0\0\1crx isom") + movie + _box(b"uuid", preview) + _box(b"mdat", bytes(2_000))


def raf() -> bytes:
    """Fujifilm: a head that says where the JPEG lies, which knows its own orientation."""
    head = b"FUJIFILMCCD-RAW 0201".ljust(84, b"\0") + struct.pack(">II", 120, len(oriented(6)))
    return head.ljust(120, b"\0") + oriented(6) + bytes(3_000)


def crw() -> bytes:
    """Canon's oldest: a heap, its directory at its end."""
    picture = jpeg()
    turned = struct.pack("<IIfiII", 900, 600, 1.0, 90, 8, 24)
    body = picture + turned
    entries = struct.pack("<HII", 0x2007, len(picture), 0) + struct.pack("<HII", 0x1810, len(turned), len(picture))
    directory = struct.pack("<H", 2) + entries + bytes(4) + struct.pack("<I", len(body))
    return b"II" + struct.pack("<I", 26) + b"HEAPCCDR" + bytes(12) + body + directory


def psd() -> bytes:
    """Photoshop, with its composite and no layers."""
    picture = halves(600, 400)
    planes = b"".join(picture.getchannel(name).tobytes() for name in "RGB")
    head = b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, 400, 600, 8, 3)
    return head + bytes(12) + struct.pack(">H", 0) + planes


def psb() -> bytes:
    """Photoshop's large one, which Pillow does not decode, with its thumbnail."""
    thumbnail = bytes(28) + jpeg(160, 120)
    resource = b"8BIM" + struct.pack(">H", 0x040C) + b"\0\0" + struct.pack(">I", len(thumbnail)) + thumbnail
    head = b"8BPS" + struct.pack(">H6xHIIHH", 2, 3, 400, 600, 8, 3)
    return head + bytes(4) + struct.pack(">I", len(resource)) + resource + bytes(100)


CONTAINERS = {
    "cr2": cr2, "nef": nef, "rw2": rw2, "orf": orf, "cr3": cr3, "raf": raf, "crw": crw, "psd": psd, "psb": psb,
}  # fmt: skip
