"""The demo's wedding is real enough: JPEGs that open, a catalog with rows in the air."""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path

from PIL import Image

from studio_backup.cli.demo.children import scrubbed
from studio_backup.cli.demo.damage import flip_bytes, plain_traces
from studio_backup.cli.demo.pictures import SIZE, photo
from studio_backup.cli.demo.proofs import Proofs
from studio_backup.cli.demo.wedding import CatalogState, LiveCatalog, read_catalog


def test_photos_are_jpegs_and_always_the_same() -> None:
    data = photo(3)
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        assert (picture.format, picture.size) == ("JPEG", SIZE)
        assert picture.getexif()[0x010F] == "Demo"
    assert photo(3) == data != photo(4)


def test_the_catalog_is_live(tmp_path: Path) -> None:
    (tmp_path / "Catalog").mkdir()
    catalog = LiveCatalog(str(tmp_path))
    catalog.begin_edit(7)
    assert any(path.name.endswith("-wal") for path in (tmp_path / "Catalog").iterdir())
    other = sqlite3.connect(catalog.path)
    assert other.execute("SELECT count(*) FROM photos").fetchone() == (4000,)
    other.close()
    catalog.finish_edit()
    catalog.close()
    assert read_catalog(str(tmp_path)) == CatalogState(True, 4000, 0)
    (tmp_path / "Catalog" / "Anna & Ben.lrcat").write_bytes(b"torn" * 5000)
    assert not read_catalog(str(tmp_path)).sound


def test_damage_and_traces(tmp_path: Path) -> None:
    source, pack = tmp_path / "source", tmp_path / "nas" / "c" / "00" / "packs" / "ab" / "abcd"
    source.mkdir()
    pack.parent.mkdir(parents=True)
    (source / "Timeline.txt").write_bytes(bytes(range(200)))
    pack.write_bytes(bytes(1000))
    pack.chmod(0o400)
    assert flip_bytes(str(tmp_path / "nas")) == ["c/00/packs/ab/abcd"]
    assert pack.read_bytes().count(0) == 999
    assert plain_traces([str(tmp_path / "nas")], str(source)) == []
    pack.write_bytes(b"..Timeline.txt" + bytes(range(100, 150)))
    assert len(plain_traces([str(tmp_path / "nas")], str(source))) == 2


def test_children_see_nothing_of_the_user() -> None:
    hidden = dict.fromkeys(("AWS_PROFILE", "DBUS_SESSION_BUS_ADDRESS", "STUDIO_BACKUP_HOME"), "x")
    mine = {"PATH": "/bin", "HOME": "/home/me"} | hidden
    seen = scrubbed("/d", mine, {"AWS_ACCESS_KEY_ID": "k"})
    assert seen["PATH"] == "/bin" and seen["AWS_ACCESS_KEY_ID"] == "k" and seen["HOME"].startswith("/d")
    assert not hidden.keys() & seen.keys()


def test_the_table_holds_only_if_every_row_does() -> None:
    proofs = Proofs()
    assert not proofs.held
    proofs.show("a", True, "1")
    assert proofs.held
    proofs.show("bb", False, "2")
    assert not proofs.held
    assert proofs.table()[1:] == ["  yes  a   1", "  NO   bb  2"]
