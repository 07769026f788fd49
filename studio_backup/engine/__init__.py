"""Backups, restores, checks: the work itself, and what puts it together. Knows no screen."""
