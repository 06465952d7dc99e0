"""What an entry of the directory is: pure values, without HTTP, SQL, clock or environment."""
