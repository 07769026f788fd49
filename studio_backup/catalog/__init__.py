"""The catalog: what the engine remembers between two starts, and the search over all files; rebuilt from the vault."""
