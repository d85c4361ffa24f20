"""Rules on the facts and on the history that follows from them."""
