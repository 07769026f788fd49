"""Thin glue: one file a verb, where rooms that are strangers to one another meet."""
