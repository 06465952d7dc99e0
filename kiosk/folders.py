"""Folders that the program writes to, and what is lost where it cannot: said once, and never to a visitor."""

import logging
from pathlib import Path
from typing import Final

_TOLD: Final[set[Path]] = set()


def tell_unwritable(folder: Path, error: OSError, lost: str) -> None:
    """Say in the log, once for each folder, why it cannot be written and what is lost by it."""
    if folder not in _TOLD:
        _TOLD.add(folder)
        logging.getLogger(__name__).warning(
            "%s cannot be written (%s): %s", folder, error.strerror or error, lost
        )
