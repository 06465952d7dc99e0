"""Who may be in danger sees the number before anything else."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.config import available_locales
from kiosk.directory.vocabulary.number import numbers, situations
from kiosk.search.words.lexicon import phrases_of

SENSITIVE = {
    "sleep": ("need:sleep", "category:emergency_accommodation", "category:overnight_stop"),
    "violence": ("category:violence_support", "category:sexual_violence_support"),
}
FIRST = {
    "sleep": "115",
    "violence": "3919",
    "suicide": "3114",
    "child": "119",
    "danger": "112",
    "health": "15",
}


def called(page: str) -> list[str]:
    """The numbers above the results, the one to call first."""
    card = re.search(r'<section class="call-first".*?</section>', page, re.DOTALL)
    assert card is None or page.index(card[0]) < page.index('class="cards"')
    return re.findall(r"tel:(\d+)", card[0]) if card else []


@pytest.fixture
def client(town: Flask) -> FlaskClient:
    return town.test_client()


def ask(client: FlaskClient, locale: str, **asked: str) -> list[str]:
    answer = client.get(f"/{locale}/search", query_string=asked)
    assert answer.status_code == 200
    return called(answer.text)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ({"need": "sleep"}, "115"),
        ({"need": "health"}, "15"),
        ({"category": "emergency_accommodation"}, "115"),
        ({"category": "overnight_stop"}, "115"),
        ({"category": "violence_support"}, "3919"),
        ({"category": "sexual_violence_support"}, "3919"),
        *(
            ({"q": number}, number)
            for number in ("115", "3919", "119", "3114", "15", "112", "17", "18", "114")
        ),
        ({"q": "je veux mourir ce soir"}, "3114"),
        ({"q": "suisside"}, "3114"),
        ({"q": "mon mari me frappe et je ne sais pas où dormir"}, "3919"),
        ({"q": "où dormir ce soir à Dijon"}, "115"),
        ({"q": "mon père me frappe"}, "119"),
        ({"q": "au secours"}, "112"),
    ],
)
def test_who_asks_for_it_sees_it(client: FlaskClient, asked: dict[str, str], first: str) -> None:
    assert ask(client, "fr", **asked)[0] == first


@pytest.mark.parametrize(
    "asked",
    [
        {"need": "eat"},
        {"need": "wash"},
        {"q": "adoption"},
        {"q": "coup de main"},
        {"category": "dental_care"},
    ],
)
def test_who_does_not_is_not_frightened(client: FlaskClient, asked: dict[str, str]) -> None:
    assert ask(client, "fr", **asked) == []


@pytest.mark.parametrize("locale", available_locales())
def test_every_word_of_danger_in_every_language(client: FlaskClient, locale: str) -> None:
    missed = []
    for situation in situations().values():
        order = [id_ for id_ in situations() if id_ in FIRST]
        as_grave = (
            [FIRST[id_] for id_ in order[: order.index(situation.id) + 1]]
            if situation.id in order
            else []
        )
        for phrase in situation.words.get(locale, ()):
            found = ask(client, locale, q=phrase)
            if not found or found[0] not in as_grave:
                missed.append((phrase, found))
    assert missed == []


@pytest.mark.parametrize("locale", available_locales())
@pytest.mark.parametrize("situation", sorted(SENSITIVE))
def test_every_synonym_of_a_sensitive_meaning(
    client: FlaskClient, locale: str, situation: str
) -> None:
    missed = []
    for meaning, phrase in phrases_of(locale):
        if ":".join(meaning) in SENSITIVE[situation] and not ask(client, locale, q=phrase):
            missed.append(phrase)
    assert missed == []


def test_violence_is_not_called_sexual_unless_it_was_chosen(client: FlaskClient) -> None:
    asked = client.get("/fr/search", query_string={"q": "violences conjugales"}).text
    assert "<h1>Aide contre les violences</h1>" in asked
    assert "sexuel" not in asked
    chosen = client.get("/fr/search", query_string={"category": "sexual_violence_support"}).text
    assert "<h1>Aide après des violences sexuelles</h1>" in chosen


def test_a_number_answers_where_it_answers(client: FlaskClient) -> None:
    """Dijon has no sea."""
    assert "196" not in client.get("/fr/help").text
    assert ask(client, "fr", q="196") == ["112"]
    assert {each.number for each in numbers() if "coast" in each.territories} == {"196"}
