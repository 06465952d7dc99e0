"""A file that cannot be read at all."""


class UnreadableFile(Exception):
    """The message says in plain English what is wrong and what to do."""
