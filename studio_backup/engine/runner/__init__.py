"""Running jobs: which is next, what it waits for, carrying it out, and what becomes of it."""
