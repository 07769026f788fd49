"""The first run: from a name to the first backup, or into a vault that exists. Opens while there is no vault."""
