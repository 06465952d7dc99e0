"""What builds data and pictures for the program; no part of it."""
