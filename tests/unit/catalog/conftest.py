"""A fresh catalog for each test."""

import pytest
from studio_backup.catalog.database import open_catalog

from tests.support.fixed_clock import FixedClock


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "home" / "catalog.db")


@pytest.fixture
def catalog(path, clock):
    opened = open_catalog(path, clock)
    yield opened
    opened.close()
