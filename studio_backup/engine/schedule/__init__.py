"""Schedule: what is due, and when. It emits requests and does no work."""
