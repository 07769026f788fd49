"""The recovery kit as files: a printable page, a text, the rescue script and what it needs."""
