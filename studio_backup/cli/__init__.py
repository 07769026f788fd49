"""The command line: one module a group of verbs, each imported only when it is called."""
