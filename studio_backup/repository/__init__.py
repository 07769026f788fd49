"""The encrypted repository: format, keys, chunks, packs, indexes, trees, snapshots. See docs/format.md."""
