"""A photographer at work in a folder: bursts of creating, editing, renaming and deleting, with rests in between."""

from __future__ import annotations

import hashlib
import random
import threading
from pathlib import Path

LEAST, MOST = 14, 26  # pictures in the folder
PICTURE = (400_000, 3_000_000)  # bytes
CARD = 8  # pictures which come at once from a card
NOTE = 400  # bytes of a side file


class LiveWork:
    """Works in a thread of its own from `start` to `stop`. `written`: SHA-256 of every state any file ever had."""

    def __init__(self, folder: Path, drafts: Path, chance: random.Random) -> None:
        self.folder, self._drafts, self._chance = folder, drafts, chance
        self.written: set[str] = set()
        self.done: dict[str, int] = dict.fromkeys(("create", "edit", "rename", "delete"), 0)
        self._number = 0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="photographer", daemon=True)
        drafts.mkdir(parents=True, exist_ok=True)
        (folder / "RAW").mkdir(parents=True, exist_ok=True)
        (folder / "Selects").mkdir(exist_ok=True)
        for _ in range(LEAST):
            self._create()

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """No file changes after it returns."""
        self._stopping.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._stopping.is_set():
            if self._chance.random() < 0.3:
                for _ in range(CARD):
                    self._create()
            for _ in range(self._chance.randint(1, 5)):
                self._act()
            self._stopping.wait(self._chance.uniform(0.5, 1.3))  # longer than the source's settle time

    def _act(self) -> None:
        pictures = sorted(self.folder.rglob("*.CR2"))
        if len(pictures) > MOST:
            for picture in self._chance.sample(pictures, 3):
                self._delete(picture)
        elif len(pictures) < LEAST:
            self._create()
        else:
            act = self._chance.choice((self._edit, self._note, self._rename, self._delete))
            act(self._chance.choice(pictures))

    def _create(self) -> None:
        self._number += 1
        picture = self.folder / "RAW" / f"IMG_{self._number:04}.CR2"
        self._put(picture, b"II*\0" + self._chance.randbytes(self._chance.randint(*PICTURE)))
        self._put(picture.with_suffix(".xmp"), self._told())
        self.done["create"] += 1

    def _edit(self, picture: Path) -> None:
        """As programs save: the whole file anew, under its name at once."""
        data = bytearray(picture.read_bytes())
        start = self._chance.randrange(len(data))
        data[start : start + 200_000] = self._chance.randbytes(200_000)
        self._put(picture, bytes(data))
        self.done["edit"] += 1

    def _note(self, picture: Path) -> None:
        """In place."""
        told = self._told()
        self.written.add(hashlib.sha256(told).hexdigest())
        with picture.with_suffix(".xmp").open("r+b", buffering=0) as file:
            file.write(told)
        self.done["edit"] += 1

    def _rename(self, picture: Path) -> None:
        other = "Selects" if picture.parent.name == "RAW" else "RAW"
        self._number += 1
        for end in (".CR2", ".xmp"):
            picture.with_suffix(end).rename(self.folder / other / f"{picture.stem[:8]}-{self._number}{end}")
        self.done["rename"] += 1

    def _delete(self, picture: Path) -> None:
        picture.unlink()
        picture.with_suffix(".xmp").unlink()
        self.done["delete"] += 1

    def _put(self, path: Path, data: bytes) -> None:
        """Whole or not at all, so that every state which can be read is known."""
        self.written.add(hashlib.sha256(data).hexdigest())
        draft = self._drafts / "draft"
        draft.write_bytes(data)
        draft.replace(path)

    def _told(self) -> bytes:
        return f"<xmp rating='{self._chance.getrandbits(60):020}'/>".encode().ljust(NOTE)
