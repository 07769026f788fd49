"""Painted and composed parts which pages share. Each has an accessible name, and says its state in shape and words."""
