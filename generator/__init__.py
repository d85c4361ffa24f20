"""A generator of public records: facts in YAML become history, pages and data."""
