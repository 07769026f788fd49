"""Where a frozen program begins."""

from studio_backup.__main__ import main

main()
