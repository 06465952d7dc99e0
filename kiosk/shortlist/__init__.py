"""A list of places without an account: its code is the list."""
