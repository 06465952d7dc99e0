"""The data·inclusion schema, and the national schema of digital inclusion."""
