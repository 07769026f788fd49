"""Verifying: how much was read back, what damage means for whom, and what mends it."""
