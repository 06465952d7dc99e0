"""What is said: every value of the directory in a language, for all doors."""
