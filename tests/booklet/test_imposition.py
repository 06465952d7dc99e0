"""Folded sheets read as pages 1, 2, 3..."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.booklet.imposition import Side, sides


def leafed_through(order: tuple[Side, ...]) -> list[int | None]:
    """The pages in the order in which a reader meets them, by folding a pile of sheets in mind.

    Each sheet gives two leaves. Of the front its right half is the front of the leaf before the fold,
    with the left half of its back behind it; the other halves are the leaf after the fold.
    """
    fronts, backs = order[0::2], order[1::2]
    before = [(front.right, back.left) for front, back in zip(fronts, backs, strict=True)]
    after = [(back.right, front.left) for front, back in zip(fronts, backs, strict=True)]
    return [page for leaf in (*before, *reversed(after)) for page in leaf]


@given(st.integers(1, 700))
def test_every_page_once_and_in_order(pages: int) -> None:
    order = sides(pages)
    assert len(order) % 2 == 0
    read = leafed_through(order)
    assert [page for page in read if page is not None] == list(range(1, pages + 1))
    assert read[:pages] == list(range(1, pages + 1)), "white pages stand at the end"
    assert len(read) < pages + 4


@given(st.integers(1, 700))
def test_a_booklet_that_opens_from_the_right_is_its_mirror(pages: int) -> None:
    mirrored = tuple(Side(each.right, each.left) for each in sides(pages, right_to_left=True))
    assert mirrored == sides(pages)


def test_no_page_makes_no_booklet() -> None:
    with pytest.raises(ValueError, match="a booklet needs a page"):
        sides(0)
