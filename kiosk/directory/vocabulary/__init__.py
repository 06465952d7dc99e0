"""The words that entries are made of: needs and categories, languages, and how words are compared."""
