"""Watches the sources: what changed, since when, and when it is to be taken."""
