"""While a long queue of archive is sent on a slow line, a new photo is backed up and copied before the rest of it."""

from __future__ import annotations

import random
from pathlib import Path

from studio_backup.api.client import EngineClient, find_engine
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import JobsQuery
from tests.e2e.desk import DATE, WEDDING, Desk
from tests.e2e.engines import running_engine, wait_for

AN_HOUR_OF_IT = 4_000_000
RATE = "1kB"


def _noise(path: Path, size: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(random.Random(path.name).randbytes(size))


def _door(desk: Desk) -> EngineClient:
    client = find_engine(str(desk.home))
    assert client is not None
    return client


def _sent(service: RemoteService) -> set[str]:
    """Ids of the copies of the archive which have begun and have not ended."""
    jobs = [one for one in service.jobs(JobsQuery(kind=("replicate",))).items if one.state == "in progress"]
    return {one.id for one in jobs if one.wedding != WEDDING}


def _at_the_nas(service: RemoteService) -> bool:
    """Whether all that is known of the new wedding lies there."""
    copies = [copy for one in service.status().weddings if one.wedding == WEDDING for copy in one.copies]
    return any(copy.place == "nas" and copy.points and not copy.waiting for copy in copies)


def test_a_new_photo_is_copied_while_the_archive_waits(desk: Desk) -> None:
    archive, wedding = desk.base / "archive", desk.base / "new"
    _noise(archive / "backup.dat", AN_HOUR_OF_IT)
    (desk.base / "nas").mkdir()
    desk.must("tier", "add", "nas", desk.base / "nas", "--role", "nas")
    desk.must("tier", "limit", "nas", "--rate", RATE)
    with running_engine(desk), _door(desk) as client:
        service = RemoteService(client)
        desk.must("source", "add", archive, "--level", "low", "--settle", "1")
        slow = wait_for("the archive to be sent", lambda: _sent(service))
        _noise(wedding / "DSC_0001.ARW", 100_000)
        desk.must("source", "add", wedding, "--wedding", WEDDING, "--date", DATE, "--settle", "1")
        wait_for("the photo to lie at the NAS", lambda: _at_the_nas(service))
        assert slow & _sent(service), "it has an hour to go"
