"""The paper guide of a town, from its places to a PDF."""
