"""Which wedding a folder belongs to: when its photos were taken, what its name says, what the calendar says."""
