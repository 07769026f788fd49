"""Scenes: each shows one page of the window in one state, for pictures of it."""
