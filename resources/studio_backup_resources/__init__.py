"""Files the program carries: the kit's font (DejaVu Sans, licence beside it), what the rescue script needs."""
