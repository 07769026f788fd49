"""Sentences, counts, ages and sizes as a person reads them: pure functions, translated."""
