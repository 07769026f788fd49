"""What can be asked over HTTP, one file an area."""
