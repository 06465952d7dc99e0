"""A place: what it is, who may come and when, what the public may know of it, its row in the index."""
