"""Previews as the window gets them: through the door of a real engine."""

from __future__ import annotations

import os
import shutil
import signal

import psutil
import pytest

from studio_backup.api.client import find_engine
from studio_backup.api.errors import NoPicture
from studio_backup.api.previews import PreviewQuery
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import PointsQuery
from studio_backup.base.errors import UnlockError
from tests.e2e.desk import DATE, WEDDING, Desk
from tests.e2e.engines import running_engine, wait_for
from tests.support.picture_files import cr2, jpeg


def _children(pid: int) -> list[psutil.Process]:
    return [one for one in psutil.Process(pid).children() if "previews.worker" in " ".join(one.cmdline())]


def test_a_grid_of_pictures(desk: Desk) -> None:
    """Made ahead after the backup, given as JPEGs, refused while locked; no worker outlives its engine."""
    shutil.rmtree(desk.source)
    desk.source.mkdir()
    (desk.source / "one.jpg").write_bytes(jpeg())
    (desk.source / "two.CR2").write_bytes(cr2(6))
    (desk.source / "two.xmp").write_text("<x/>")
    with running_engine(desk) as pid:
        desk.must("source", "add", desk.source, "--wedding", WEDDING, "--date", DATE, "--settle", "1")
        client = find_engine(str(desk.home))
        assert client is not None
        with client:
            service = RemoteService(client)
            point = wait_for("the backup", lambda: service.points(PointsQuery()).items)[0].id
            wait_for("the pictures made ahead", lambda: (desk.home / "previews" / "done-until").exists())
            reply = client.get_bytes("/v1/previews", point=point, path="two.CR2", size=512)
            assert (reply.status, reply.headers["content-type"]) == (200, "image/jpeg")
            assert reply.headers["etag"].startswith('"') and reply.body.startswith(b"\xff\xd8\xff")
            assert service.previews.picture(PreviewQuery(point=point, path="two.CR2")).data == reply.body
            with pytest.raises(NoPicture, match="sidecar"):
                service.previews.picture(PreviewQuery(point=point, path="two.xmp"))
            service.lock()
            with pytest.raises(UnlockError):
                service.previews.picture(PreviewQuery(point=point, path="two.CR2"))
        workers = _children(pid)
        assert workers
        os.kill(pid, signal.SIGKILL)
        wait_for(
            "the workers to end", lambda: not any(one.is_running() and one.status() != "zombie" for one in workers)
        )
