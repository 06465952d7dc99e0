"""Write the words that each language knows: what is never read as a slip of another word."""
