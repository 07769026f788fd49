"""The engine as a process: one a home, started, stopped and asked for its state."""
