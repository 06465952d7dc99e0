"""FIND: from what a visitor asked to what stands first."""
