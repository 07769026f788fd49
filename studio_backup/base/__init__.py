"""What every floor stands on: errors, the clock, progress and cancellation, durable files."""
