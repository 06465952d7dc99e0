"""What a guide is printed on."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFormat:
    """A kind of page, in millimetres.

    Attributes:
        narrow: Whether days are written short and hours on two lines.
        drawing_mm: Side of a drawing of where places lie.
        entry_letters: So long an entry is kept on one page; a longer one may be cut.
        folded: Whether two of its pages are printed side by side, to be folded and stapled.
    """

    width_mm: float
    height_mm: float
    narrow: bool
    drawing_mm: float
    entry_letters: int
    folded: bool


PAPERS: Final = {
    "a4": PaperFormat(
        width_mm=210, height_mm=297, narrow=False, drawing_mm=130, entry_letters=700, folded=False
    ),
    "a5-fold": PaperFormat(
        width_mm=148.5, height_mm=210, narrow=True, drawing_mm=112, entry_letters=500, folded=True
    ),
}
"""By the name that is typed."""
