"""Lists and trees as Qt wants them: read by page from the engine, never whole."""
