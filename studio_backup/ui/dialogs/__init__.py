"""Dialogs: what must be asked before something is done."""
