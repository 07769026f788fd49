"""From a recovery point back to files: plan, fetch, write, read again, undo."""
