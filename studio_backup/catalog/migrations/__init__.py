"""Migrations of the catalog, run by catalog.migrating."""
