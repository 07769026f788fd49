"""Where a frozen program begins which is opened by its icon: without a verb it is the window."""

import os
import sys

from studio_backup.__main__ import main

# On Windows this program has no console: its children, which speak through pipes, are the one that has.
beside = os.path.join(os.path.dirname(sys.executable), "studio-backup.exe")
if os.path.exists(beside):
    sys.executable = beside
if len(sys.argv) == 1:
    sys.argv.append("app")
main()
