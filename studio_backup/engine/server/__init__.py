"""The engine's door: HTTP and WebSocket on loopback, for those who hold the token."""
