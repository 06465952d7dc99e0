"""What a visitor takes away: out of the screen, into the hand."""
