"""A copy of a site and its data that lasts without a server."""
