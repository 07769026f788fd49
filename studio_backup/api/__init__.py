"""The door between the engine and whoever speaks to it: how to find it, what goes over the wire, the client."""
