"""Small pictures of the files in the vault: made in a limited process, kept sealed."""
