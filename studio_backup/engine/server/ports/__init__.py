"""What the door needs of the service, one file an area."""
