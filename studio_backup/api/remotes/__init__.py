"""The typed client, one file an area."""
