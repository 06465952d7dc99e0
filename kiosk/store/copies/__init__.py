"""Whole databases: copied, put back, and written for boxes without what only the desk may know."""
