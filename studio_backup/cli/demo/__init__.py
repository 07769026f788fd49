"""The demo: the whole job on a small wedding that it makes itself, by the program's own verbs as child processes."""
