"""The order of results, held against what a social worker would show first."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from kiosk.cli.demo_command import load_demo
from tests.conftest import make_app
from tests.search.labelled import WRITTEN, labelled

LEAST_MRR = 0.985
"""Mean of one over the rank of the first right place. Raise it when the search gets better."""

LEAST_SUCCESS = 0.99
"""Share of questions with a right place among the first three."""


@pytest.fixture(scope="module")
def demo_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = make_app(f"sqlite:///{tmp_path_factory.mktemp('labelled')}/demo.sqlite")
    with app.app_context():
        load_demo(WRITTEN)
        yield app


def test_the_labelled_questions(demo_town: Flask, say: Callable[[str], None]) -> None:
    asked = labelled()
    assert len(asked) >= 700
    ranks = {each: each.rank(each.answer()) for each in asked}
    mrr = sum(1 / rank for rank in ranks.values() if rank) / len(asked)
    success = sum(0 < rank <= 3 for rank in ranks.values()) / len(asked)
    say(f"labelled questions: {len(asked)}, MRR {mrr:.3f}, success@3 {success:.3f}")
    missed = [(rank, each.arguments, each.why) for each, rank in ranks.items() if rank != 1]
    assert mrr >= LEAST_MRR, missed
    assert success >= LEAST_SUCCESS, missed


def test_every_label_names_a_place_of_the_town(demo_town: Flask) -> None:
    """A label that nothing can meet would hide a fault of the search."""
    from kiosk.search.find import find_all
    from kiosk.search.query import Query
    from kiosk.store.places import places_of_numbers

    reached, _ = find_all(Query(), WRITTEN)
    known = places_of_numbers([each.number for each in reached.candidates]).values()
    names = {each.name for each in known}
    assert {name for each in labelled() for name in each.first} <= names
