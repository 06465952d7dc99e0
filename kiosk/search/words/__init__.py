"""Words of a question: tokens, what each language calls things, what phrases mean."""
