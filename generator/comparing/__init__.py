"""Two versions of a record, and what differs: in the facts, and in all that follows from them."""
