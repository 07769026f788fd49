"""Health: how protected all is, what a person must know, and what will happen soon."""
