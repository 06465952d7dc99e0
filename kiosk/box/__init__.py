"""The box: one screen on a wall, its sizes, keys, clock and what its installer wrote down."""
