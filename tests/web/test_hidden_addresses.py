"""No public door tells where a hidden place is, in whatever way somebody wrote it down."""

import random
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from kiosk.booklet.guide import in_order
from kiosk.directory.place.access import AccessCondition, Condition
from kiosk.directory.place.place import Place
from kiosk.directory.place.public import RELEASABLE, for_public
from kiosk.http import page_cache
from kiosk.receipt.lines import lines_of
from kiosk.shortlist.list_code import list_code
from kiosk.state import state_of
from kiosk.store.listed import list_numbers_of
from kiosk.store.places import places_of_numbers
from kiosk.wording.language import speak
from kiosk.wording.slip_words import PrintContext, slip_of
from tests.conftest import load, make_app
from tests.thoroughness import examples
from tests.web.crawl import DOORS_OF_ALL, DOORS_OF_ONE, addresses, said_at
from tests.web.hidden import (
    SPELLINGS,
    Secret,
    as_read,
    planted,
    secret,
    squashed,
    tells_a_street,
    town_of_secrets,
)
from tests.world import HERE, MONDAY_10H, place

SEED: Final = 16
COUNT: Final = max(80, examples(200))


@pytest.fixture(scope="module")
def secrets() -> list[tuple[Secret, Place]]:
    return list(town_of_secrets(SEED, COUNT))


@pytest.fixture(scope="module")
def client(
    tmp_path_factory: pytest.TempPathFactory, secrets: list[tuple[Secret, Place]]
) -> FlaskClient:
    app = make_app(
        f"sqlite:///{tmp_path_factory.mktemp('hidden')}/town.sqlite",
        public_url="https://parvis.example.fr",
    )
    with app.app_context():
        load([place("open", "Table Ouverte"), *(hidden for _, hidden in secrets)])
    return app.test_client()


def told(text: str) -> str | None:
    """What a text told."""
    return tells_a_street(as_read(text))


def test_whoever_types_the_street_finds_nothing(
    client: FlaskClient, secrets: list[tuple[Secret, Place]]
) -> None:
    for it, _ in secrets[:60]:
        for typed in (it.noun, it.street):
            found = client.get("/api/v1/places", query_string={"q": f'"{typed}"'}).json
            assert found["total"] in (0, None), typed
        assert told(client.get("/fr/suggestions", query_string={"q": it.noun[:6]}).text) is None


def test_paper_tells_nothing(client: FlaskClient, secrets: list[tuple[Secret, Place]]) -> None:
    app = client.application
    printed = PrintContext(
        settings=state_of(app).settings, here=HERE, today=MONDAY_10H.date(), is_timely=True, public_url=None,
    )  # fmt: skip
    with app.test_request_context("/fr/"):
        for _, hidden in secrets[:40]:
            public = for_public(hidden)
            assert public is not None
            assert told(repr(lines_of(slip_of(public, printed)))) is None
            assert told(repr(in_order([hidden], HERE))) is None
        speak(None)


@pytest.mark.parametrize("field", sorted(RELEASABLE))
def test_a_field_is_shown_once_its_keeper_released_it(field: str) -> None:
    it = secret(random.Random(SEED))
    hidden = replace(planted(it, it.street, 1, random.Random(SEED)), name=it.street)
    before = squashed(repr(for_public(hidden)))
    released = replace(hidden, released=(field,))
    after = squashed(repr(for_public(released)))
    assert it.noun not in before
    assert it.noun in after
    assert squashed(f"street='{it.street}") not in after
    assert f"{it.point.lat:.4f}".replace(".", "") not in after


def test_what_was_open_once_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The word index, old names in addresses, pages that were kept: all of it goes when a place hides."""
    it = secret(random.Random(SEED))
    shelter = replace(
        planted(it, it.street, 1, random.Random(SEED)), name=f"Foyer {it.noun.title()}", conditions=(), itinerary=None
    )  # fmt: skip
    shelter = replace(
        shelter, services=tuple(replace(each, conditions=()) for each in shelter.services)
    )
    asks = (AccessCondition(condition=Condition.REFERRAL, holds=True),)
    app = make_app(f"sqlite:///{tmp_path}/town.sqlite", public_url="https://parvis.exemple.fr")
    client, urls = app.test_client(), []
    with app.app_context():
        load([shelter, place("open", "Table Ouverte")])
        number = next(
            each for each, one in places_of_numbers(range(9)).items() if it.noun in one.name.lower()
        )
        code = list_code(list(list_numbers_of([number]).values()))
        urls += addresses(DOORS_OF_ALL, ("fr",))
        urls += addresses(DOORS_OF_ONE, ("fr",), number=number, slug=f"x-{number}", code=code)
    before = {url: [as_read(each) for each in said_at(client, url)[1]] for url in urls}
    assert sum(tells_a_street(" ".join(each)) is not None for each in before.values()) > 10
    with app.app_context():
        load([replace(shelter, conditions=asks), place("open", "Table Ouverte")])
    minute = page_cache._minute() + 1  # A page that was asked for before is kept for its minute.
    monkeypatch.setattr(page_cache, "_minute", lambda: minute)
    after = {url: " ".join(map(as_read, said_at(client, url)[1])) for url in urls}
    assert {url: tells_a_street(each) for url, each in after.items() if tells_a_street(each)} == {}
    old = client.get(f"/fr/place/foyer-{it.noun}-dijon-{number}", follow_redirects=True)
    assert tells_a_street(as_read(old.text)) is None


def test_the_paper_guide_tells_nothing(
    tmp_path: Path, fonts: Path, secrets: list[tuple[Secret, Place]]
) -> None:
    app = make_app(f"sqlite:///{tmp_path}/town.sqlite", public_url="https://parvis.exemple.fr")
    with app.app_context():
        load([place("open", "Table Ouverte"), *(hidden for _, hidden in secrets[: len(SPELLINGS)])])
    out = tmp_path / "guide.pdf"
    result = app.test_cli_runner().invoke(args=["booklet", "--town", "Dijon", "--out", str(out)])
    assert result.exit_code == 0, result.output
    told_on_paper = "".join(page.extract_text() for page in PdfReader(out).pages)
    assert "Table Ouverte" in told_on_paper
    assert told(told_on_paper) is None
