"""What comes out of a receipt printer, from what it says to dots."""
