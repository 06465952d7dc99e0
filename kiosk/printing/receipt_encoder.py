"""Slips as the bytes of a job. The only module that knows the printer's library, and needs the extra."""

import io
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Final

from escpos import capabilities
from escpos.printer import Dummy
from PIL import Image

from kiosk.box.printer import DOTS_ACROSS, PrinterError
from kiosk.printing.job import Job
from kiosk.receipt.lettering import LATIN
from kiosk.receipt.picture import DOTS_PER_MM, ReceiptPaper, picture
from kiosk.receipt.slip import ReceiptLines

if Path(capabilities.pickle_dir).parent == Path(tempfile.gettempdir()):
    # The library makes a new folder for its notes whenever it is imported, and leaves it there.
    shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)

USUAL_PROFILES: Final = {58: "POS-5890", 80: "TM-T20II"}
"""By the width of the paper in millimetres: what most printers of that width understand."""

_MM_PER_S: Final = 100
"""A slow printer."""

_LONGEST_WATCH_S: Final = 2.5


class ReceiptEncoder:
    """Makes jobs for one printer."""

    def __init__(self, width_mm: int, profile: str | None, fonts: Path) -> None:
        """Get ready.

        Raises:
            PrinterError: There is no such profile, or it prints no pictures.
            FileNotFoundError: The fonts are missing.
        """
        self._profile = profile or USUAL_PROFILES[width_mm]
        known = capabilities.CAPABILITIES["profiles"].get(self._profile)
        if known is None or not known["features"].get("bitImageRaster"):
            message = (
                f"printer_profile is {profile!r}; write one of python-escpos that prints pictures,"
                f" such as {', '.join(USUAL_PROFILES.values())}"
            )
            raise PrinterError(message)
        pixels = known.get("media", {}).get("width", {}).get("pixels")
        width = min(DOTS_ACROSS[width_mm], pixels) if isinstance(pixels, int) else DOTS_ACROSS[width_mm]  # fmt: skip
        self.paper = ReceiptPaper(width=width, fonts=fonts)
        if not (fonts / f"{LATIN}-Regular.ttf").exists():
            message = f"there is no {LATIN}-Regular.ttf in {fonts}"
            raise FileNotFoundError(message)

    def job(self, leaves: Sequence[ReceiptLines]) -> Job:
        """All leaves on one strip of paper, cut at its end."""
        drawn = picture(leaves, self.paper)
        lasts_s = drawn.height / DOTS_PER_MM / _MM_PER_S
        watch_s = min(_LONGEST_WATCH_S, lasts_s)
        return Job(data=self._commands(drawn), watch_s=watch_s, lasts_s=lasts_s)

    def _commands(self, drawn: Image.Image) -> bytes:
        printer = Dummy(profile=self._profile)
        with redirect_stdout(io.StringIO()):  # It complains of profiles that do not tell a width.
            printer.hw("INIT")
            printer.image(drawn, impl="bitImageRaster")
            printer.cut()
        found: bytes = printer.output
        return found
