"""Backup: walks a source, reads what changed, hands it to the repository, commits one snapshot a source."""
