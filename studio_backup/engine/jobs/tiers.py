"""Tiers of this home: adding tests a place before it is trusted, and never takes over what is somebody else's."""
