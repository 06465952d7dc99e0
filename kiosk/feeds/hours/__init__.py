"""Opening hours as people write them, in everyday French."""
