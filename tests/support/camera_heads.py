"""Heads of camera files, made by hand: what tells when a photo was taken, and nothing of a picture."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

CANON = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
EPOCH_1904 = 2_082_844_800


def wall(text: str) -> int:
    """Wall-clock seconds of "2026-06-20 14:02"."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def exif_time(text: str) -> str:
    """As Exif writes it."""
    return datetime.fromisoformat(text).strftime("%Y:%m:%d %H:%M:%S")


def tiff(
    taken: str = "2026:06:20 14:02:11",
    *,
    make: str = "Canon",
    model: str = "Canon EOS R5",
    serial: str = "",
    offset: str = "",
    order: str = "<",
    magic: bytes = b"",
) -> bytes:
    """A TIFF of two directories: the camera, and the Exif. Its texts lie behind them."""
    first = {0x010F: make, 0x0110: model}
    exif = {0x9003: taken, 0x9011: offset, 0xA431: serial}
    exif = {tag: text for tag, text in exif.items() if text}
    second_at = 8 + 2 + 12 * (len(first) + 1) + 4
    texts_at = second_at + 2 + 12 * len(exif) + 4
    texts = b""

    def entry(tag: int, text: str) -> bytes:
        nonlocal texts
        raw = text.encode() + b"\0"
        if len(raw) <= 4:
            return struct.pack(order + "HHI", tag, 2, len(raw)) + raw.ljust(4, b"\0")
        texts, at = texts + raw, texts_at + len(texts)
        return struct.pack(order + "HHII", tag, 2, len(raw), at)

    directory = struct.pack(order + "H", len(first) + 1) + b"".join(entry(*one) for one in first.items())
    directory += struct.pack(order + "HHII", 0x8769, 4, 1, second_at) + b"\0\0\0\0"
    below = struct.pack(order + "H", len(exif)) + b"".join(entry(*one) for one in exif.items()) + b"\0\0\0\0"
    head = (magic or (b"II*\0" if order == "<" else b"MM\0*")) + struct.pack(order + "I", 8)
    return head + directory + below + texts


def jpeg(inner: bytes | None = None) -> bytes:
    """A JPEG whose Exif is this TIFF, behind a JFIF segment; without one it tells nothing."""
    body = b"" if inner is None else b"Exif\0\0" + inner
    exif = b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body if body else b""
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + bytes(9) + exif + b"\xff\xda\x00\x02" + bytes(64) + b"\xff\xd9"


def box(kind: bytes, *contents: bytes) -> bytes:
    """A box of ISO-BMFF."""
    body = b"".join(contents)
    return struct.pack(">I", 8 + len(body)) + kind + body


def cr3(inner: bytes, camera: bytes) -> bytes:
    """Canon's: the camera in one box, what was taken in another."""
    canon = box(b"uuid", CANON, box(b"CNCV", b"CanonCR3"), box(b"CMT1", camera), box(b"CMT2", inner))
    return box(b"ftyp", b"crx isom") + box(b"moov", canon) + box(b"mdat", bytes(256))


def heic(inner: bytes) -> bytes:
    """A HEIC whose Exif is its second item."""
    infos = [struct.pack(">B3xHH4s", 2, number, 0, kind) + b"\0" for number, kind in ((1, b"hvc1"), (2, b"Exif"))]
    iinf = box(b"iinf", struct.pack(">IH", 0, 2), *(box(b"infe", one) for one in infos))

    def iloc(at: int) -> bytes:
        items = [struct.pack(">HHHII", number, 0, 1, offset, 99) for number, offset in ((1, 20), (2, at))]
        return box(b"iloc", struct.pack(">IHH", 0, 0x4400, 2), *items)

    head = box(b"ftyp", b"heicmif1")
    meta = box(b"meta", bytes(4), box(b"hdlr", bytes(24)), iinf, iloc(0))
    at = len(head) + len(meta) + 8
    meta = box(b"meta", bytes(4), box(b"hdlr", bytes(24)), iinf, iloc(at))
    return head + meta + box(b"mdat", struct.pack(">I", 6), b"Exif\0\0", inner)


def movie(made_s: int, creationdate: str = "", *, last: bool = True) -> bytes:
    """A MOV whose head lies behind its film (`last`) or in front. `creationdate`: as Apple's devices write it."""
    mvhd = box(b"mvhd", bytes(4), struct.pack(">II", made_s + EPOCH_1904, 0), bytes(88))
    parts = [mvhd]
    if creationdate:
        names = [b"com.apple.quicktime.make", b"com.apple.quicktime.creationdate"]
        keys = box(b"keys", struct.pack(">II", 0, len(names)), *(box(b"mdta", name) for name in names))
        values = [box(struct.pack(">I", number), box(b"data", bytes(8), text)) for number, text in
                  ((1, b"Apple"), (2, creationdate.encode()))]  # fmt: skip
        parts.append(box(b"meta", box(b"hdlr", bytes(24)), keys, box(b"ilst", *values)))
    head, film = box(b"ftyp", b"qt  \0\0\0\0"), box(b"mdat", bytes(100_000))
    return head + (film + box(b"moov", *parts) if last else box(b"moov", *parts) + film)


def raf(inner: bytes) -> bytes:
    """Fujifilm's: a JPEG behind a head that says where."""
    picture = jpeg(inner)
    return b"FUJIFILMCCD-RAW 0201FF".ljust(84, b"\0") + struct.pack(">II", 160, len(picture)) + bytes(68) + picture


def xmp(taken: str) -> bytes:
    """A sidecar."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description tiff:Model="Canon EOS R5"'
        f' exif:DateTimeOriginal="{taken}"/></rdf:RDF></x:xmpmeta>'
    ).encode()
