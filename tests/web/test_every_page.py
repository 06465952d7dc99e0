"""The public's door through the plain client: every page, every language, no JavaScript."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.directory.place.access import AccessCondition, Condition
from kiosk.directory.place.place import Translation
from kiosk.directory.place.public import for_public
from kiosk.store.places import places_of_numbers
from tests.conftest import load
from tests.world import SECRET_CODE, SECRET_POINT, SECRET_STREET, world

LOCALES = ("fr", "en", "ar")
PAGES = (
    "/{}/",
    "/{}/search",
    "/{}/search?need=eat",
    "/{}/search?need=eat&open=now&text=large",
    "/{}/search?need=sleep&near=Nowhere&page=0&radius_m=x",
    "/{}/search?q=zzzz",
    "/{}/help",
    "/{}/place/table-proche-dijon-1",
    "/{}/place/sans-horaires-dijon-4?need=eat",
    "/{}/place/camion-du-soir-dijon-6?text=large",
    "/{}/place/maison-discrete-dijon-7",
)


def cached(page: str) -> str:
    """How long an answer may be kept: what was typed, not at all."""
    if "q=" in page or "near=" in page:
        return "no-store"
    return "public, max-age=60" if "/search" in page or "/place" in page else "public, max-age=300"


MAPS_OF_OTHERS = r'href="https://(www\.openstreetmap\.org|maps\.apple\.com|www\.google\.com)/[^"]*" rel="noreferrer noopener">'


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_in_every_language(client: FlaskClient, locale: str, page: str) -> None:
    response = client.get(page.format(locale))
    assert response.status_code == 200
    direction = "rtl" if locale == "ar" else "ltr"
    assert f'<html lang="{locale}" dir="{direction}"' in response.text
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"] == cached(page)
    elsewhere = re.findall(
        r'(?:src|href)="(?:https?:)?//(?!exemple\.invalid)[^>]*>',
        response.text.replace("http://localhost", ""),
    )
    # Only maps of others, which a visitor asks for and is told of.
    assert all(re.match(MAPS_OF_OTHERS, each) for each in elsewhere)
    assert "style=" not in response.text
    assert not re.search(r"<script(?![^>]*src=)", response.text)
    assert all(ord(letter) < 256 for header in response.headers.values() for letter in header)


@pytest.mark.parametrize("page", PAGES)
def test_times_are_isolated_in_right_to_left_text(client: FlaskClient, page: str) -> None:
    text = client.get(page.format("ar")).text
    bare = re.sub(r"<bdi[^>]*>.*?</bdi>|\u2066.*?\u2069|<[^>]+>", " ", text, flags=re.DOTALL)
    assert re.findall(r"\d{1,2}:\d{2}", bare) == []


def test_five_taps_and_no_typing(client: FlaskClient) -> None:
    """Language, need, result: an address after three taps, by links alone."""
    page = client.get("/").text
    for wanted in ("/fr/", "/fr/search?need=eat", "/fr/place/table-proche-dijon-1?need=eat"):
        assert f'href="{wanted}"' in page
        page = client.get(wanted).text
    assert "near rue du Test" in page
    assert "21000 Dijon" in page


def test_every_page_has_the_same_four_tools(client: FlaskClient) -> None:
    for page in PAGES:
        text = client.get(page.format("fr")).text
        bar = text[text.index('<nav class="bar"') :]
        assert [bar.index(word) for word in ("Retour", "Français", "Texte", "Aide")] == sorted(
            bar.index(word) for word in ("Retour", "Français", "Texte", "Aide")
        )


def test_the_language_link_keeps_the_question(client: FlaskClient) -> None:
    text = client.get("/fr/search?need=eat&open=now&text=large").text
    assert 'href="/ar/search?need=eat&amp;open=now&amp;text=large"' in text


def test_larger_letters_live_in_the_address_only(client: FlaskClient) -> None:
    text = client.get("/fr/?text=large").text
    assert "text-large" in text
    assert 'href="/fr/search?need=eat&amp;text=large"' in text
    assert "large-text" not in client.get("/fr/").text


@pytest.mark.parametrize(
    "url", ["/fr/search?need=eat", "/fr/search?need=eat&open=now", "/ar/search?q=table&page=1"]
)
def test_a_fragment_is_the_same_part_of_the_page(client: FlaskClient, url: str) -> None:
    page = client.get(url)
    part = client.get(url, headers={"HX-Request": "true"})
    assert "<!doctype" not in part.text
    assert part.text.count('id="finder"') == 1
    title, _, finder = part.text.partition("\n")
    assert title.startswith("<title>")
    assert title in page.text
    assert finder.strip() in page.text
    for headers in ({"HX-Boosted": "true"}, {"HX-History-Restore-Request": "true"}):
        assert "<!doctype" in client.get(url, headers={"HX-Request": "true", **headers}).text
    for response in (page, part):
        assert "HX-Request" in response.headers["Vary"]


def test_zero_results_offer_a_way_on(client: FlaskClient) -> None:
    text = client.get("/fr/search?category=laundry").text
    assert "Il n’y avait rien pour cette demande exacte." in text
    assert "Nous montrons aussi des lieux pour une aide proche." in text
    assert "Demander à une personne" in text
    assert "tel:115" in client.get("/fr/search?category=citizen_housing&q=zzz").text


def test_faults_are_said_beside_their_field(client: FlaskClient) -> None:
    text = client.get("/fr/search?need=eat&near=Nulleville").text
    assert 'aria-invalid="true"' in text
    assert "Nous ne connaissons pas cette ville." in text


def test_words_that_name_a_need_lead_to_it(client: FlaskClient) -> None:
    assert "<h1>Douche</h1>" in client.get("/fr/search?q=douche").text
    assert "<h1>Dormir</h1>" in client.get("/fr/search?q=dormir").text


@pytest.mark.parametrize(
    "url",
    [
        "/fr/nothing",
        "/de/",
        "/fr/place/x-999",
        "/fr/place/abc",
        "/fr/place/reseau-ferme-dijon-8",
        "/fr/place/9",
    ],
)
def test_what_does_not_exist(client: FlaskClient, url: str) -> None:
    response = client.get(url)
    assert response.status_code == 404
    assert "Réseau" not in response.text


def test_an_old_link_leads_to_the_new_name(client: FlaskClient) -> None:
    response = client.get("/fr/place/old-name-1?need=eat")
    assert response.status_code == 301
    assert response.headers["Location"] == "/fr/place/table-proche-dijon-1?need=eat"


def test_posts_from_elsewhere_are_refused(client: FlaskClient) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
        assert client.post("/fr/", headers=headers).status_code == 403
    assert client.post("/fr/", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 405
    assert client.get("/fr/?" + "x" * 2_001).status_code == 414


def test_health(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok", "places": 7}


def test_no_public_url_tells_a_hidden_address(client: FlaskClient) -> None:
    """Every URL that knows of the place, and searches around its point."""
    lat, lon = SECRET_POINT.lat, SECRET_POINT.lon
    urls = [
        f"/{locale}/place/maison-discrete-dijon-7{query}"
        for locale in LOCALES
        for query in ("", "?need=sleep")
    ]
    urls += [f"/fr/search?need={need}" for need in ("sleep", "eat")]
    urls += ["/fr/search?q=maison", "/fr/search?q=verger", "/api/v1/places/7", "/api/v1/places", "/api/v1/places?q=maison",
             "/api/v1/places?since=2020-01-01T00:00:00Z", "/api/v1/places?need=sleep"]  # fmt: skip
    for url in urls:
        told = client.get(url).text.lower()
        for secret in (
            SECRET_STREET.lower(),
            "impasse",
            "bâtiment caché",
            SECRET_CODE,
            str(lat),
            str(lon),
            "prénom inventé",
            "prenom@",
        ):
            assert secret not in told, (url, secret)
    for radius in (50, 500):
        near = client.get(f"/api/v1/places?need=sleep&lat={lat}&lon={lon}&radius_m={radius}").json
        hidden = next(each for each in near["places"] if each["id"] == 7)
        assert (hidden["lat"], hidden["lon"], hidden["distance_m"], hidden["walking_minutes"]) == (
            None,
        ) * 4


def test_a_failure_of_ours_still_gives_a_page(town: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("kiosk.web.find.search.find", fail)
    monkeypatch.setitem(town.config, "PROPAGATE_EXCEPTIONS", False)
    response = town.test_client().get("/ar/search?need=eat&radius_m=777")
    assert response.status_code == 500
    assert "حدثت مشكلة" in response.text
    assert 'href="/ar/help"' in response.text


def test_a_translation_by_a_person_is_shown_as_such(own_town: Flask) -> None:
    one = replace(
        world()[0],
        description="Un café chaud.",
        translations=(Translation(language="uk", text="Гаряча кава."),),
    )
    with own_town.app_context():
        load([one], feed="other")
        number = max(places_of_numbers(range(1, 60)))
    client = own_town.test_client()
    ukrainian = client.get(f"/uk/place/{number}").text
    assert "Гаряча кава." in ukrainian
    assert "Un café chaud." not in ukrainian
    assert re.search(r"[Пп]ере(клад|кла)", ukrainian)
    russian = client.get(f"/ru/place/{number}").text
    assert "Гаряча кава." not in russian
    assert "Un café chaud." in russian
    hidden = replace(one, conditions=(AccessCondition(condition=Condition.REFERRAL, holds=True),))
    public = for_public(hidden)
    assert public is not None
    assert public.translations == ()


@pytest.mark.parametrize("locale", ["ar", "fa", "ps"])
@pytest.mark.parametrize("page", PAGES)
def test_nothing_of_figures_stands_bare_in_right_to_left_pages(
    client: FlaskClient, page: str, locale: str
) -> None:
    """Times, spans, phones and codes: a browser would turn them round."""
    text = client.get(page.format(locale)).text
    text = re.sub(r"<(script|style|svg|title|option)\b.*?</\1>", " ", text, flags=re.DOTALL)
    bare = re.sub(
        r"<bdi[^>]*>.*?</bdi>|<(\w+)[^>]*dir=\"ltr\"[^>]*>.*?</\1>|\u2066.*?\u2069|<[^>]+>",
        " ",
        text,
        flags=re.DOTALL,
    )
    assert re.findall(r"\d{1,2}:\d{2}|\d+\s?[–-]\s?\d+|\d\d[ .]\d\d[ .]\d\d", bare) == []
