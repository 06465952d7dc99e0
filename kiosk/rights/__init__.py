"""Know your rights: questions, and indicative answers from a table. Pure: no I/O but its own data files."""
