"""What the engine does for its clients: one method a verb of the door, and what it does by itself."""
