"""What a phone keeps: contacts, events, and when doors open."""
