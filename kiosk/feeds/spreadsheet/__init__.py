"""What a town hall has: a table with headings in everyday words."""
