"""What every rule means, with a wrong and a right example: for the terminal and for pages."""
