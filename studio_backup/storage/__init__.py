"""Bytes by name, at places. Knows no key, snapshot or plan."""
