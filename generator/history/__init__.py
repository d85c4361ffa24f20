"""What follows from the facts: pure functions that replay events."""
