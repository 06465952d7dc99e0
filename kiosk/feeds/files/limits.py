"""How much is read of a file, however it was made: time and memory stay bounded."""

from typing import Final

MAX_UNPACKED: Final = 512 * 1024 * 1024
"""Bytes of a workbook when unpacked: ten times what the largest national one holds."""

MAX_LINE: Final = 32 * 1024 * 1024
"""Characters of a line, or of one record."""

MAX_CELL: Final = 1_000_000
"""Characters of a cell; outlines of areas are that long."""

MAX_ROWS: Final = 1_048_576
"""Rows of a table: as many as spreadsheet programs hold."""

MAX_COLUMNS: Final = 500
"""Columns of a table; what stands further right is left out, and said."""

MAX_HELD: Final = 600_000_000
"""Characters of a table that are held at once, to bring the rows of one place together."""
