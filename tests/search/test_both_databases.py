"""SQLite and PostgreSQL give the same answers, to the place and to the order."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from kiosk.cli.demo_command import load_demo
from kiosk.extensions import db
from kiosk.search.find import SearchResult, find
from kiosk.search.query import Query
from kiosk.search.suggest import suggest
from kiosk.store.engine import release_reader
from tests import postgres
from tests.conftest import load, make_app
from tests.search.country import WORDS, Questions, country
from tests.search.labelled import WRITTEN, labelled
from tests.thoroughness import examples
from tests.world import HERE, MONDAY_10H

pytestmark = pytest.mark.slow

RANDOM_QUESTIONS = examples(250)
PLACES = min(1_200, max(300, examples(1_200)))


@pytest.fixture(scope="module")
def apps(tmp_path_factory: pytest.TempPathFactory, postgres_uri: str) -> Iterator[list[Flask]]:
    folder: Path = tmp_path_factory.mktemp("both")
    made = [make_app(f"sqlite:///{folder}/both.sqlite"), make_app(postgres.empty(postgres_uri))]
    yield made
    for app in made:
        with app.app_context():
            release_reader()
            db.engine.dispose()


def _shown(found: SearchResult) -> tuple[object, ...]:
    hits = [(hit.place.foreign_id, hit.reason, hit.distance_m, hit.then) for hit in found.hits]
    return found.total, found.complete, found.widened, found.reading, hits


def test_the_labelled_questions(apps: list[Flask]) -> None:
    answers = []
    for app in apps:
        with app.app_context():
            load_demo(WRITTEN)
            answers.append([_shown(each.answer()) for each in labelled()])
            for feed in ("demo-soliguide", "demo-spreadsheet"):
                load([], feed=feed)
    for question, one, other in zip(labelled(), *answers, strict=True):
        assert one == other, question


def test_questions_at_random(apps: list[Flask]) -> None:
    asked = list(Questions(23).ask(RANDOM_QUESTIONS))
    answers = []
    for app in apps:
        with app.app_context():
            load(country(PLACES))
            answers.append([_shown(find(query, moment)) for query, moment in asked])
    for question, one, other in zip(asked, *answers, strict=True):
        assert one == other, question
    assert sum(bool(each[0]) for each in answers[0]) > RANDOM_QUESTIONS * 0.9


def test_suggestions(apps: list[Flask]) -> None:
    letters = sorted({word[:length] for word in WORDS for length in (2, 4, 7)})
    answers = []
    for app in apps:
        with app.app_context():
            load(country(PLACES))
            answers.append(
                [suggest(Query(words=each, near=HERE), MONDAY_10H, "fr") for each in letters]
            )
    assert answers[0] == answers[1]
    assert any(each.places for each in answers[0])
