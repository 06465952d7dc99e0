"""What is measured, and how: never a test."""
