"""An invented town, for looking around. It never stands beside real places."""

from typing import Final

FEEDS: Final = ("demo-soliguide", "demo-spreadsheet")
"""Under these names its places are known."""
