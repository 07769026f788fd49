"""Copies between places: what is missing where, copying in law order, reading back, healing. Holds no key."""
