"""Who may be in danger sees the number before anything else."""

import random
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.config import SettingError, available_locales, read_settings
from kiosk.directory.vocabulary.number import numbers, situations
from kiosk.search.query import Query
from kiosk.search.reading import readings
from kiosk.search.words.lexicon import phrases_of
from kiosk.search.words.urgent import situation_of
from tests.conftest import make_app
from tests.world import HERE, MONDAY_10H

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
        *(
            ({"q": text}, number)
            for text, number in (
                ("le 115", "115"),
                ("appeler le 3919", "3919"),
                ("(119)", "119"),
                ("3114 !", "3114"),
            )
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
        {"q": "18 ans"},
        {"q": "mineur 17 ans"},
        {"q": "bus 15"},
        {"q": "ligne 17"},
        {"q": "bébé de 15 mois"},
        {"q": "quai 112"},
        {"category": "dental_care"},
    ],
)
def test_who_does_not_is_not_frightened(client: FlaskClient, asked: dict[str, str]) -> None:
    assert ask(client, "fr", **asked) == []


def as_grave(situation: str) -> list[str]:
    """The first numbers of a situation and of those that are graver."""
    order = [id_ for id_ in situations() if id_ in FIRST]
    return [FIRST[id_] for id_ in order[: order.index(situation) + 1]]


DANGER = {
    locale: [
        (phrase, situation.id)
        for situation in situations().values()
        for phrase in situation.words.get(locale, ())
    ]
    for locale in available_locales()
}
SYNONYMS = {
    locale: [
        (phrase, situation)
        for meaning, phrase in phrases_of(locale)
        for situation, topics in SENSITIVE.items()
        if ":".join(meaning) in topics
    ]
    for locale in available_locales()
}


@pytest.mark.parametrize("locale", available_locales())
def test_every_word_of_danger_is_known(town: Flask, locale: str) -> None:
    assert len(DANGER[locale]) > 20
    for phrase, situation in DANGER[locale]:
        found = situation_of(phrase, None, None)
        assert found, phrase
        assert found.numbers[0] in as_grave(situation), phrase
        beside = situation_of(f"… {phrase}, s'il vous plaît", None, None)
        assert beside, phrase


@pytest.mark.parametrize("locale", available_locales())
def test_a_word_of_danger_or_a_sensitive_synonym_shows_the_number(
    client: FlaskClient, locale: str
) -> None:
    """A seeded slice of them on a page; what they mean is tested whole elsewhere."""
    asked = random.Random(f"15 {locale}").sample([*DANGER[locale], *SYNONYMS[locale]], 8)
    for phrase, situation in asked:
        found = ask(client, locale, q=phrase)
        assert found, phrase
        assert found[0] in as_grave(situation), phrase


@pytest.mark.parametrize("locale", available_locales())
def test_every_sensitive_synonym_is_read_as_what_it_is(town: Flask, locale: str) -> None:
    with town.app_context():
        for phrase, situation in SYNONYMS[locale]:
            reading = next(readings(Query(words=phrase, near=HERE), MONDAY_10H, locale)).query
            found = situation_of(phrase, reading.need, reading.category)
            assert found, phrase
            assert found.numbers[0] in as_grave(situation), phrase


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


def test_the_page_of_a_place_says_whom_to_call(client: FlaskClient) -> None:
    page = client.get("/fr/search", query_string={"need": "sleep"}).text
    link = re.search(r'href="(/fr/place/[^"]+)"', page)
    assert link
    assert re.search(r"tel:115", client.get(link[1]).text)


def test_paper_says_whom_to_call(client: FlaskClient) -> None:
    page = client.get("/fr/search", query_string={"need": "sleep"}).text
    number = re.search(r'href="/fr/place/[^"?]*?(\d+)[?"]', page)
    assert number
    foot = re.search(
        r'class="leaf-foot">.*?</p>', client.get(f"/fr/place/{number[1]}/sheet").text, re.DOTALL
    )
    assert foot
    assert re.findall(r"<strong><bdi[^>]*>(\d+)", foot[0]) == ["115", "112"]


TOWN = """
[[numbers]]
number = "03 80 00 00 00"
for = ["sleep"]
label = { fr = "Accueil de nuit", en = "Night shelter" }
"""


def test_a_town_adds_numbers_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "town.toml").write_text(TOWN, "utf-8")
    own = read_settings({"KIOSK_TOWN": str(tmp_path / "town.toml")})
    client = make_app(f"sqlite:///{tmp_path}/t.sqlite", town=own.town).test_client()
    assert ask(client, "fr", need="sleep") == ["115", "0380000000"]
    assert "Accueil de nuit" in client.get("/fr/help").text
    assert '<span lang="fr">Accueil de nuit</span>' in client.get("/ar/help").text
    assert ask(client, "fr", category="violence_support")[0] == "3919"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("numbers = 3", "numbers must be a list"),
        ("[[numbers]]\nnumber = 115", "number is 115; write it in quotes"),
        ('[[numbers]]\nnumber = "115"', "label is None"),
        ('[[numbers]]\nnumber = "115"\nlabel = { fr = "x" }\nfor = ["food"]', "there are: suicide"),
        ('[[numbers]]\nname = "x"', "there is no field 'name'"),
        ("colour = 1", "there is no field 'colour'"),
        ("[[", "is no TOML"),
    ],
)
def test_what_is_wrong_in_the_file_of_a_town_is_said(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "town.toml").write_text(text, "utf-8")
    with pytest.raises(SettingError, match=re.escape(says)):
        read_settings({"KIOSK_TOWN": str(tmp_path / "town.toml")})


def test_the_sea_is_where_the_sea_is() -> None:
    assert "coast" in read_settings({"KIOSK_NEAR": "48.3904,-4.4861"}).territories  # Brest
    assert "coast" not in read_settings({"KIOSK_NEAR": "47.3220,5.0415"}).territories
    assert read_settings({"KIOSK_NEAR": "42.5063,1.5218"}).territories == {"ad"}
