"""KEEP: rows in, values out. The only room with SQL, on SQLite and PostgreSQL alike."""
