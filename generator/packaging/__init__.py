"""What is done to the finished HTML of a site before it is put in place."""
