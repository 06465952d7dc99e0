"""Keeping places: nothing is stored, the address is the list."""

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.extensions import db
from kiosk.shortlist.list_code import SIGNS, list_code, numbers_of
from kiosk.store.engine import release_reader
from kiosk.store.listed import list_numbers_of
from tests.conftest import load, make_app
from tests.world import place, world


def kept(client: FlaskClient, url: str) -> str:
    """Where a press of "keep" leads to."""
    answer = client.get(url)
    assert answer.status_code == 303
    return answer.headers["Location"]


def code_in(address: str) -> str:
    found = re.search(r"(?:list=|/list/)([0-9A-Z-]+)", address)
    assert found, address
    return found.group(1)


def test_a_place_is_kept_and_taken_off_where_one_stands(client: FlaskClient) -> None:
    page = client.get("/fr/search?need=eat&open=today").text
    number = int(re.findall(r'name="keep" value="(\d+)"', page)[0])
    there = kept(client, f"/fr/search?need=eat&open=today&keep={number}")
    assert there.startswith("/fr/search?")
    assert f"#p{number}" in there
    assert "need=eat" in there
    assert "open=today" in there
    assert "keep" not in there
    again = client.get(there).text
    assert f'name="drop" value="{number}" aria-pressed="true"' in again
    assert f"/fr/list/{code_in(there)}" in again
    assert all(
        f"list={code_in(there)}" in each for each in re.findall(r'href="(/fr/place/[^"]+)"', again)
    )
    back = kept(client, there.partition("#")[0] + f"&drop={number}")
    assert "list=" not in back


def test_the_list_shows_what_was_kept_in_every_language(client: FlaskClient) -> None:
    first = kept(client, "/fr/place/1?keep=1")
    both = kept(client, first.partition("#")[0] + "&keep=3")
    code = code_in(both)
    for locale in ("fr", "en", "ar"):
        page = client.get(f"/{locale}/list/{code}").text
        assert "Table Proche" in page
        assert "Abri de Nuit" in page
        assert code in page
        assert page.count('<li class="card"') == 2
    assert (
        client.get("/fr/list/" + code.lower().replace("-", "")).headers["Location"]
        == f"/fr/list/{code}"
    )


def test_taking_off_the_last_one_leaves_an_open_door(client: FlaskClient) -> None:
    code = code_in(kept(client, "/fr/place/1?keep=1"))
    there = kept(client, f"/fr/list/{code}?drop=1")
    assert there == "/fr/list"
    assert client.get(there).status_code == 200


@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_a_wrong_letter_is_said(client: FlaskClient, locale: str) -> None:
    code = code_in(kept(client, "/fr/place/1?keep=1"))
    wrong = next(each for each in SIGNS if each != code[0]) + code[1:]
    for url in (f"/{locale}/list/{wrong}", f"/{locale}/list?code={wrong}"):
        answer = client.get(url)
        assert answer.status_code == 404
        assert 'id="code-fault"' in answer.text
        assert f'value="{wrong}"' in answer.text
    assert client.get(f"/fr/list?code= {code.lower()} ").headers["Location"] == f"/fr/list/{code}"


def test_a_wrong_code_in_another_page_is_left_out(client: FlaskClient) -> None:
    page = client.get("/fr/?list=WRONG").text
    assert "my-list" not in page
    assert "search?need=eat&amp;list" not in page


@pytest.mark.parametrize("button", ["keep=0", "keep=999999", "keep=x", "keep=", "drop=1", "keep=²"])
def test_buttons_of_nobody_change_nothing(client: FlaskClient, button: str) -> None:
    answer = client.get(f"/fr/place/1?{button}", follow_redirects=True)
    assert answer.status_code == 200
    assert "list=" not in answer.request.query_string.decode()


def test_a_list_is_full_at_twenty(tmp_path: object) -> None:
    app = make_app(f"sqlite:///{tmp_path}/many.sqlite")
    with app.app_context():
        load([place(f"p{each}", f"Lieu {each}") for each in range(25)])
        numbers = list(list_numbers_of(range(1, 26)).values())
        release_reader()
    client = app.test_client()
    full = list_code(numbers[:20])
    there = kept(client, f"/fr/list/{full}?keep=25")
    assert numbers_of(code_in(there)) == numbers_of(full)
    with app.app_context():
        db.engine.dispose()


def test_what_is_gone_is_said_and_the_nearest_like_it_is_offered(tmp_path: object) -> None:
    app = make_app(f"sqlite:///{tmp_path}/gone.sqlite")
    with app.app_context():
        load(world())
        by_number = list_numbers_of(range(1, 10))
        load([each for each in world() if each.foreign_id not in {"near", "women"}])
        release_reader()
    page = app.test_client().get(f"/fr/list/{list_code([by_number[1], by_number[5], 400])}").text
    page = html.unescape(page)
    assert page.count("Ce lieu n’est plus dans le guide.") == 2
    assert "Table Proche" in page
    assert "Douches des Femmes" in page
    assert "Le lieu le plus proche qui donne la même aide" in page
    assert "1 lieu de cette liste n’est pas dans ce guide." in page
    assert 'name="drop" value="1"' in page
    with app.app_context():
        db.engine.dispose()


def test_the_quick_exit_shows_nothing_of_the_list(town: Flask, client: FlaskClient) -> None:
    there = kept(client, "/fr/place/1?keep=1")
    page = client.get(f"/fr/search?category=addiction_care&list={code_in(there)}").text
    (exit_,) = re.findall(r'data-exit href="([^"]+)"', page)
    assert "list=" not in exit_
    assert "my-list" not in client.get(html.unescape(exit_)).text


def test_nothing_of_a_list_is_kept_for_others(client: FlaskClient) -> None:
    there = kept(client, "/fr/search?need=eat&keep=1")
    assert client.get(there).headers["Cache-Control"] == "no-store"
    assert 'name="drop"' not in client.get("/fr/search?need=eat").text


def test_a_hidden_place_can_be_kept_and_stays_hidden(town: Flask, client: FlaskClient) -> None:
    there = kept(client, "/fr/place/7?keep=7")
    page = client.get(f"/fr/list/{code_in(there)}").text
    assert "Maison Discrète" in page
    assert "Verger" not in page
    assert "21079" not in page
