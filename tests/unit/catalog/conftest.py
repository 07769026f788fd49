"""A fresh catalog for each test."""

import shutil
from pathlib import Path

import pytest

from studio_backup.catalog.database import open_catalog
from tests.support.fixed_clock import FixedClock


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "home" / "catalog.db")


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """An empty catalog: copied, it is there in no time."""
    path = tmp_path_factory.mktemp("made") / "catalog.db"
    open_catalog(str(path), FixedClock()).close()
    return path


@pytest.fixture
def catalog(path, clock, made):
    Path(path).parent.mkdir()
    shutil.copy(made, path)
    opened = open_catalog(path, clock)
    yield opened
    opened.close()
