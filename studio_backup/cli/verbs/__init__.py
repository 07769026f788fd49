"""One module a group of verbs. Each holds `command`; cli.main imports it when the verb is called."""
