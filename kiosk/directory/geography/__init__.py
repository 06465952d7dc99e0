"""Where things are: points, towns, cells, the way on foot."""
