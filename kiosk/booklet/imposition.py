"""Pages in the order in which a sheet carries them, so that folded sheets make a booklet."""

from typing import NamedTuple


class Side(NamedTuple):
    """One side of a sheet: the page on its left and the one on its right; None stays white."""

    left: int | None
    right: int | None


def sides(pages: int, *, right_to_left: bool = False) -> tuple[Side, ...]:
    """Both sides of every sheet, front and back in turn, the outermost sheet first.

    Printed on both sides (turned over the short edge), laid on one another, folded and stapled in the
    fold, the sheets read as pages 1, 2, 3... What is missing to a multiple of four stays white at the
    end.

    Args:
        pages: How many there are, at least one.
        right_to_left: Whether the booklet opens as Arabic books do.

    Raises:
        ValueError: There is no page.
    """
    if pages < 1:
        message = "a booklet needs a page"
        raise ValueError(message)
    total = -(-pages // 4) * 4
    order: list[tuple[int, int]] = []
    for sheet in range(total // 4):
        first, last = 2 * sheet + 1, total - 2 * sheet
        order += [(last, first), (first + 1, last - 1)]
    if right_to_left:
        order = [(right, left) for left, right in order]
    return tuple(Side(*(page if page <= pages else None for page in side)) for side in order)
