"""Codes that phones read, and what they say."""
