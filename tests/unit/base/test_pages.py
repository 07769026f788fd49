"""Page-aligned memory."""

import ctypes
import mmap

import pytest

from studio_backup.base import pages
from studio_backup.base.pages import HUGE, new_pages


def _address(view):
    return ctypes.addressof(ctypes.c_char.from_buffer(view))


@pytest.mark.parametrize("size", [1, 4096, HUGE - 1, HUGE, HUGE + 1, 16 << 20])
def test_memory_is_zeroed_writable_of_the_asked_size_and_begins_on_a_page(size):
    view = new_pages(size)
    assert len(view) == size and _address(view) % mmap.PAGESIZE == 0
    assert not any(view[:64]) and not any(view[-64:])
    view[-1:] = b"x"
    assert view[-1] == ord("x")


@pytest.mark.skipif(not hasattr(mmap, "MADV_HUGEPAGE"), reason="no huge pages on this platform")
def test_large_buffers_begin_on_a_huge_page():
    assert _address(new_pages(3 * HUGE)) % HUGE == 0


def test_a_system_which_refuses_huge_pages_gives_ordinary_ones(monkeypatch):
    monkeypatch.setattr(pages, "_ADVICE", 9999)
    assert len(new_pages(2 * HUGE)) == 2 * HUGE
