"""The kinds of fact that a record is made of. Frozen values, no input or output."""
