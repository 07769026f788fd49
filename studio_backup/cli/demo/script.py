"""Runs a Python script where no Python is installed: a frozen program holds one. For the demo's rescue script."""

from __future__ import annotations

import runpy
import sys


def main() -> None:
    """Run the script named by the first argument, with those behind it."""
    del sys.argv[0]
    runpy.run_path(sys.argv[0], run_name="__main__")
