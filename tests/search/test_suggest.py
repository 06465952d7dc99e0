"""What is offered while someone writes."""

from flask import Flask
from flask.testing import FlaskClient

from kiosk.directory.geography.point import Point
from kiosk.search.query import Query
from kiosk.search.suggest import Suggestions, suggest
from tests.world import HERE, MONDAY_10H


def suggested(
    town: Flask, letters: str, locale: str = "fr", near: Point | None = HERE
) -> Suggestions:
    with town.app_context():
        return suggest(Query(words=letters, near=near), MONDAY_10H, locale)


def meanings(found: Suggestions) -> list[str]:
    return [each.id for each in found.meanings]


def test_two_letters_are_enough(town: Flask) -> None:
    assert not suggested(town, "d").any
    assert "shower" in meanings(suggested(town, "do"))
    assert meanings(suggested(town, "man"))[0] == "eat"
    assert meanings(suggested(town, "هاتف", "ar"))[:1] == ["telephone_at_your_disposal"]


def test_towns_largest_first_and_by_postal_code(town: Flask) -> None:
    assert [each.name for each in suggested(town, "dij").towns] == ["Dijon"]
    assert suggested(town, "2100").towns[0].name == "Dijon"
    assert suggested(town, "saint-d").towns[0].name == "Saint-Denis"


def test_places_by_the_beginnings_of_their_names(town: Flask) -> None:
    assert {each.name for each in suggested(town, "tab").places} == {
        "Table Proche",
        "Table Lointaine",
    }
    assert [each.name for each in suggested(town, "table loi").places] == ["Table Lointaine"]
    assert suggested(town, "brouillon").places == ()


def test_the_fragment_and_the_page_offer_links(client: FlaskClient) -> None:
    page = client.get("/fr/suggestions?q=tab")
    part = client.get("/fr/suggestions?q=tab", headers={"HX-Request": "true"})
    assert part.text.strip() in page.text
    assert "<!doctype" not in part.text
    assert 'href="/fr/place/table-proche-dijon-1"' in part.text
    assert 'href="/fr/search?near=Dijon+21000"' in client.get("/fr/suggestions?q=dijo").text
    assert 'href="/ar/search?need=eat"' in client.get("/ar/suggestions?q=%D8%A3%D9%83%D9%84").text
    assert page.headers["Cache-Control"] == "no-store"


def test_a_hidden_place_tells_no_more_here(client: FlaskClient) -> None:
    text = client.get("/fr/suggestions?q=maison").text
    assert "Maison Discrète" in text
    assert "Verger" not in text


def test_towns_are_offered_for_the_same_question(client: FlaskClient) -> None:
    text = client.get("/fr/towns?near=Dij&need=eat&open=now").text
    assert 'href="/fr/search?need=eat&amp;near=Dijon+21000&amp;open=now"' in text
    part = client.get("/fr/towns?near=Dij", headers={"HX-Request": "true"}).text
    assert "<!doctype" not in part
    assert "Dijon" in part
    for letters in ("", "D", "Xxqq", "%00"):
        assert 'suggestion"' not in client.get(f"/fr/towns?near={letters}").text
