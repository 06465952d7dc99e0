"""Answers of visitors, drawn."""

import random
from collections.abc import Iterator

from hypothesis import strategies as st

from kiosk.rights.question import AXES, Levels


def possibles() -> st.SearchStrategy[Levels]:
    """What some answers leave possible: at least one level of each axis."""
    return st.fixed_dictionaries(
        {
            name: st.sets(st.sampled_from(levels), min_size=1).map(frozenset)
            for name, levels in AXES.items()
        }
    )


def clauses() -> st.SearchStrategy[list[Levels]]:
    """Clauses of a rule."""
    some = st.dictionaries(st.sampled_from(list(AXES)), st.nothing(), max_size=0)
    one = st.lists(st.sampled_from(list(AXES)), max_size=3, unique=True).flatmap(
        lambda names: (
            st.fixed_dictionaries(
                {
                    name: st.sets(st.sampled_from(AXES[name]), min_size=1).map(frozenset)
                    for name in names
                }
            )
            if names
            else some
        )
    )
    return st.lists(one, max_size=3)


def cells(count: int, seed: int) -> Iterator[dict[str, frozenset[str]]]:
    """Whole answers: one level of each axis."""
    chance = random.Random(seed)
    for _ in range(count):
        yield {name: frozenset([chance.choice(levels)]) for name, levels in AXES.items()}


def taps(count: int, seed: int) -> Iterator[Levels]:
    """What is left after taps on some questions, the others passed over."""
    chance = random.Random(seed)
    for _ in range(count):
        yield {
            name: frozenset(levels)
            if chance.random() < 0.3
            else frozenset(chance.sample(levels, chance.choice((1, 1, 1, 2))))
            for name, levels in AXES.items()
        }
