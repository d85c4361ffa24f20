"""Files for other programs, one module for each."""
