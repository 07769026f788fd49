"""The demo's laptop as its commands name it: home, passphrase, the wedding's folder."""

from __future__ import annotations

import os

from studio_backup.cli.demo.wedding import DATE, LABEL

PART = "laptop"
PASSPHRASE = "demo only: nine violet umbrellas above the harbour"
PASSPHRASE_FILE = os.path.join("safe", "passphrase.txt")
HOME = ("--home", PART)
"""Options of verbs which ask the engine, and so need no key."""
OPENED = (*HOME, "--passphrase-file", PASSPHRASE_FILE)
"""Options of verbs which open the vault themselves."""
SOURCE = os.path.join("source", LABEL)
WEDDING = ("--wedding", LABEL, "--date", DATE)
