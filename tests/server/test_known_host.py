"""The name comes from the settings, not from the guest."""

import pytest
from flask import Flask

from kiosk.http.page_cache import PAGES
from kiosk.state import state_of
from tests.conftest import load, make_app
from tests.world import world

OURS = ["parvis.example.fr", "PARVIS.example.fr.", "parvis.example.fr:443", "localhost:8400", "127.0.0.1", "[::1]:8400", "192.168.1.5:8400"]  # fmt: skip
NOT_OURS = ["evil.example", "parvis.example.fr.evil.example", "xparvis.example.fr", "parvis", "localhost.evil.example", "1.2.3.4.evil.example", "127.0.0.1.nip.io"]  # fmt: skip


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("named")
    app = make_app(f"sqlite:///{folder}/town.sqlite", public_url="https://parvis.example.fr")
    with app.app_context():
        load(world())
    return app


@pytest.mark.parametrize("host", OURS)
def test_our_names(named: Flask, host: str) -> None:
    assert named.test_client().get("/fr/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", NOT_OURS)
def test_names_that_are_not_ours(named: Flask, host: str) -> None:
    answer = named.test_client().get("/fr/", headers={"Host": host})
    assert answer.status_code == 421
    assert "https" not in answer.text
    assert "parvis.example.fr" in answer.text


@pytest.mark.parametrize("host", OURS)
def test_no_address_on_a_page_is_the_guests(named: Flask, host: str) -> None:
    page = named.test_client().get("/fr/place/1/take?as=link", headers={"Host": host}).text
    assert "parvis.example.fr/fr/place/" in page
    assert "192.168.1.5" not in page
    assert ":8400" not in page


@pytest.mark.parametrize("path", ["/fr", "/fr/place/1", "/fr/list?code=ABC"])
def test_redirects_name_no_host(town: Flask, path: str) -> None:
    answer = town.test_client().get(path, headers={"Host": "guide.example"})
    if 300 <= answer.status_code < 400:
        assert answer.headers["Location"].startswith("/")


def test_some_of_these_are_redirects(town: Flask) -> None:
    assert town.test_client().get("/fr").status_code in {301, 308}


def test_a_page_kept_for_one_name_is_not_shown_under_another(town: Flask) -> None:
    state_of(town).cache(PAGES)._pages.clear()
    client = town.test_client()
    address = "/fr/place/1/take?as=link"
    assert "evil.example" in client.get(address, headers={"Host": "evil.example"}).text
    assert "evil.example" not in client.get(address, headers={"Host": "guide.example"}).text
