"""An address that stands in any field of any feed's record is told by no public door."""

import ast
import random
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import pytest
from flask.testing import FlaskClient

from kiosk.box.settings import Box
from kiosk.shortlist.list_code import list_code
from kiosk.store.listed import list_numbers_of
from kiosk.store.places import places_of_numbers
from tests.conftest import make_app
from tests.thoroughness import examples
from tests.tiles import make_tiles
from tests.web.crawl import (
    DOORS_OF_ALL,
    DOORS_OF_MEGABYTES,
    DOORS_OF_ONE,
    LOCALES,
    NOT_WALKED,
    addresses,
    said_at,
)
from tests.web.hidden import Marks, as_read, marks_of, tells_a_street
from tests.web.hidden_records import SHAPES, Planted, records_of, secret, written
from tests.world import PIN_HASH

pytestmark = pytest.mark.slow

SEED: Final = 16
ROUNDS: Final = 5 if examples(20) > 20 else 1
"""Five make some 5,000 records."""

CRAWLED: Final = max(2, examples(2))
FEEDS: Final = Path("kiosk/feeds")
ASKED_OF_OTHERS: Final = {"properties", "geometry", "coordinates", "type"}
"""What is read of envelopes, not of records."""


def test_every_field_that_a_feed_asks_for_is_planted() -> None:
    """Who makes a reader ask for another field gives it to the samples, too."""
    for feed in ("soliguide", "data_inclusion"):
        known: set[str] = set()
        for shape in SHAPES[feed.replace("_", "-")]:
            known |= set(_keys(shape(secret(random.Random(SEED)), 1)))
        asked = {key for file in (FEEDS / feed).glob("*.py") for key in _asked(file)}
        assert asked - known - ASKED_OF_OTHERS == set()


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for each in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from _keys(each)


def _asked(file: Path) -> Iterator[str]:
    """The words by which a reader asks a record: raw.get("x"), raw["x"], first(raw, "x", "y")."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        words: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            words = node.args[:1] if node.func.attr == "get" else []
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = node.args[1:] if node.func.id == "first" else []
        elif isinstance(node, ast.Subscript):
            words = [node.slice]
        for word in words:
            if isinstance(word, ast.Constant) and isinstance(word.value, str):
                yield word.value


class Town:
    """A town whose every place is hidden, and what must not be told of each."""

    def __init__(self, folder: Path) -> None:
        """Import the records of every feed as a keeper does."""
        self.path = folder / "town.sqlite"
        tiles = make_tiles(folder / "town.pmtiles")
        self.app = make_app(
            f"sqlite:///{self.path}", public_url="https://parvis.exemple.fr", tiles=tiles
        )
        self.planted: list[Planted] = []
        runner = self.app.test_cli_runner()
        for feed in SHAPES:
            records = list(records_of(feed, SEED, ROUNDS))
            self.planted += records
            result = runner.invoke(args=written(feed, records, folder))
            assert result.exit_code == 0, result.output
        self.marks = Marks(
            mark for each in self.planted for mark in marks_of(each.secret, each.spelling)
        )
        with self.app.app_context():
            self.places = list(places_of_numbers(range(1, len(self.planted) + 9)).values())

    def told(self, *texts: str) -> list[str]:
        """What some texts tell."""
        bare = " ".join(map(as_read, texts))
        street = tells_a_street(bare)
        return [*([street] if street else []), *self.marks.found_in(bare)][:3]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return Town(tmp_path_factory.mktemp("records"))


def test_what_is_kept_for_the_public_tells_nothing(town: Town) -> None:
    assert len(town.places) > len(town.planted) * 0.9
    leaks = {}
    for each in town.places:
        if each.referral_only and (found := town.told(repr(asdict(each)))):
            leaks[each.number] = (each.feed, found)
    assert leaks == {}
    shown = [each for each in town.places if not each.referral_only]
    assert shown == []


def test_no_column_that_is_searched_tells_anything(town: Town) -> None:
    """Words of the index, too, and whatever table comes tomorrow."""
    with sqlite3.connect(town.path) as database:
        tables = [
            name
            for (name,) in database.execute("select name from sqlite_master where type = 'table'")
        ]
        assert "place_behind_desk" in tables
        for table in set(tables) - BEHIND_THE_DESK:
            for row in database.execute(f'select * from "{table}"'):  # noqa: S608 - our own table
                cells = [
                    each.decode("utf-8", "replace") if isinstance(each, bytes) else str(each)
                    for each in row
                ]
                if table == "place":
                    del cells[2]  # The id that somebody else gave it: no public read selects it.
                assert town.told(*cells) == [], (table, cells)


BEHIND_THE_DESK: Final = {"place_behind_desk", "reading"}


SHUT: Final = {
    "web.paper": "without a printer",
    "web.list_paper": "without a printer",
}
"""Doors that do not open for a hidden place here."""


def crawl(
    client: FlaskClient, town: Town, urls: Iterable[str]
) -> tuple[dict[str, list[str]], set[str]]:
    """What doors tell, and the endpoints of those that opened."""
    leaks, opened = {}, set()
    adapter = town.app.url_map.bind("localhost")
    for url in urls:
        opens, said = said_at(client, url)
        if found := town.told(*said):
            leaks[url] = found
        if opens:
            opened.add(str(adapter.match(url.partition("?")[0])[0]))
    return leaks, opened


def doors_of(town: Town, count: int, locales: Sequence[str] = LOCALES) -> list[str]:
    """The doors of some places by lot."""
    places = random.Random(SEED).sample(town.places, count)
    with town.app.app_context():
        codes = list_numbers_of([each.number or 0 for each in places])
    return [
        url
        for number, code in codes.items()
        for url in addresses(
            DOORS_OF_ONE, locales, number=number, slug=f"x-{number}", code=list_code([code])
        )
    ]


def test_no_door_tells(town: Town) -> None:
    some = DOORS_OF_ALL if ROUNDS == 1 else DOORS_OF_ALL | DOORS_OF_MEGABYTES
    locales = LOCALES[:1] if ROUNDS == 1 else LOCALES
    urls = [*addresses(some, locales), *doors_of(town, CRAWLED)]
    leaks, opened = crawl(town.app.test_client(), town, urls)
    assert leaks == {}
    # Nobody is reassured by a door that was shut.
    assert set(DOORS_OF_ONE) - opened == set(SHUT)


def test_no_list_of_programs_tells(town: Town) -> None:
    client, url, seen = (
        town.app.test_client(),
        "/api/v1/places?limit=100&since=2020-01-01T00:00:00Z",
        0,
    )
    while url:
        answer = client.get(url)
        assert town.told(answer.text, str(answer.headers)) == []
        seen += len(answer.json["places"])
        url = answer.json["next"]
    assert seen == len(town.places)


def test_no_kiosk_tells(town: Town) -> None:
    kiosk = make_app(
        f"sqlite:///{town.path}",
        kiosk_mode=True,
        box=Box(pin_hash=PIN_HASH),
        public_url="https://parvis.exemple.fr",
    )
    assert crawl(kiosk.test_client(), town, doors_of(town, CRAWLED // 2, LOCALES[1:2]))[0] == {}


def test_the_check_of_rights_tells_nothing(town: Town) -> None:
    answer = town.app.test_client().post(
        "/fr/rights", data={}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert town.told(answer.text) == []


def test_every_door_is_walked_through_or_it_is_said_why_not(town: Town) -> None:
    """Whoever adds a door says here which addresses it has, or why it can tell nothing."""
    walked = {**DOORS_OF_ALL, **DOORS_OF_ONE}
    endpoints = {rule.endpoint for rule in town.app.url_map.iter_rules()}
    assert endpoints == walked.keys() | NOT_WALKED.keys()
    adapter = town.app.url_map.bind("localhost")
    for endpoint, urls in walked.items():
        method = "POST" if endpoint == "web.alive" else "GET"
        for url in urls:
            path = url.partition("?")[0].format(locale="fr", number=1, slug="x-1", code="0011")
            assert adapter.match(path, method=method)[0] == endpoint, url
