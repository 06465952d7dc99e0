"""Words of institutions in plain words: where they stand, and when they are searched."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.directory.vocabulary.category import categories
from kiosk.store.places import places_of_numbers
from kiosk.wording.explained import asked_for, explained_in, terms
from kiosk.wording.language import LOCALES
from tests.conftest import load
from tests.world import world


def test_each_term_leads_to_help_that_exists() -> None:
    for term in terms():
        assert term.categories
        assert set(term.categories) <= set(categories()), term.id
        assert 2 <= term.meaning.count(". ") + 1 <= 5
    assert len({each.id for each in terms()}) == len(terms()) == 28


@pytest.mark.parametrize("locale", LOCALES)
def test_all_stand_on_one_page_in_every_language(client: FlaskClient, locale: str) -> None:
    page = client.get(f"/{locale}/explained").text
    assert page.count('class="term"') == 28
    if locale != "en":
        assert "The right to a home" not in page


@pytest.mark.parametrize(
    "words",
    [
        "caf",
        "CAF",
        "ccas",
        "SIAO",
        "mission locale",
        "carte vitale",
        "maison départementale des personnes handicapées",
        "spada",
    ],
)
def test_a_searched_word_is_explained_above_the_results(client: FlaskClient, words: str) -> None:
    page = client.get("/fr/search", query_string={"q": words}).text
    term = asked_for(words)
    assert term
    assert f'id="term-{term.id}"' in page
    assert f'id="term-{term.id}" open' in page
    assert page.index(f'id="term-{term.id}"') < page.index('class="found"') + 5_000


def test_ordinary_words_are_not_explained(client: FlaskClient) -> None:
    assert 'class="term"' not in client.get("/fr/search?q=douche").text


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Demande d'AME et de CSS au CCAS.", ["css", "ame", "ccas"]),
        ("L'âme et le passage, la carte pass", []),
        ("Une permanence d'accès aux soins de santé (PASS)", ["pass"]),
        ("aide à la domiciliation", ["domiciliation"]),
        ("PASSAGE DES PMIS", []),
        ("", []),
    ],
)
def test_what_stands_in_a_text(text: str, ids: list[str]) -> None:
    assert [each.id for each in explained_in(text)] == ids


def test_few_are_explained_at_once() -> None:
    assert len(explained_in("CSS AME PASS CAARUD CSAPA DALO PMI CCAS CAF CPAM RSA")) == 4


def test_the_page_of_a_place_explains_its_words(own_town: Flask) -> None:
    with own_town.app_context():
        load([replace(world()[0], description="Demandez la CSS au CCAS.")], feed="other")
        number = max(places_of_numbers(range(1, 40)))
    page = own_town.test_client().get(f"/ar/place/{number}").text
    assert [page.index(f'id="term-{each}"') for each in ("css", "ccas")]
    assert 'lang="fr"' in page
