"""The window: a client of the engine's door. It holds no key, no database, and its main thread never waits."""
