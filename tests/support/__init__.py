"""Shared by tests of all rooms."""
