"""What is kept, for how long, and what never is."""

import gzip
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.extensions import db
from kiosk.http.page_cache import PAGES
from kiosk.state import state_of
from kiosk.store.engine import release_reader
from tests.conftest import load, make_app
from tests.world import place, world

KEPT = "/fr/search?need=eat&radius_m=9000"


@pytest.fixture
def own(tmp_path: Path) -> Flask:
    """A town of its own: what is kept by one test must not answer another."""
    app = make_app(f"sqlite:///{tmp_path}/own.sqlite")
    with app.app_context():
        load(world())
        db.engine.dispose()
    return app


@pytest.fixture
def minute(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The minute on the clock of the kept pages."""
    now = [29_000_000]
    monkeypatch.setattr("kiosk.http.page_cache._minute", lambda: now[0])
    return now


def change(app: Flask) -> None:
    with app.app_context():
        load([*world(), place("new", "Table Nouvelle")])
        release_reader()
        db.engine.dispose()


def test_a_page_is_kept_for_its_minute(own: Flask, minute: list[int]) -> None:
    client = own.test_client()
    answered: list[None] = []
    own.before_request(lambda: answered.append(None))
    first = client.get(KEPT)
    assert client.get(KEPT).data == first.data
    # In whatever order, with whatever a form leaves empty.
    assert client.get("/fr/search?category=&radius_m=9000&need=eat").data == first.data
    assert len(answered) == 1
    minute[0] += 1
    assert client.get(KEPT).data == first.data
    assert len(answered) == 2


def test_no_page_outlives_the_data_it_was_made_of(own: Flask, minute: list[int]) -> None:
    client = own.test_client()
    client.get(KEPT)
    assert "Table Nouvelle" not in client.get(KEPT).text
    change(own)
    assert "Table Nouvelle" in client.get(KEPT).text


@pytest.mark.parametrize(
    "url",
    [
        "/fr/search?q=table",
        "/fr/search?need=eat&near=47.3211,5.0401",
        "/fr/search?need=eat&near=Nulleville",
        "/fr/suggestions?q=ta",
        "/fr/search?category=hiv_prevention",
    ],
)
def test_what_was_typed_or_is_sensitive_is_never_kept(
    own: Flask, minute: list[int], url: str
) -> None:
    client = own.test_client()
    first = client.get(url)
    assert first.headers["Cache-Control"] == "no-store"
    assert "ETag" not in first.headers
    change(own)
    if "hiv" not in url and "Nulle" not in url:
        assert client.get(url).data != first.data


def test_languages_letters_and_fragments_are_kept_apart(own: Flask, minute: list[int]) -> None:
    client = own.test_client()
    answers = {
        client.get(url, headers=headers).data
        for url in (KEPT, KEPT.replace("/fr/", "/ar/"), f"{KEPT}&text=large")
        for headers in ({}, {"HX-Request": "true"}, {"Accept-Encoding": "gzip"})
        for _ in range(2)
    }
    assert len(answers) == 9


def test_nothing_new_is_said_in_a_line(own: Flask, minute: list[int]) -> None:
    client = own.test_client()
    first = client.get(KEPT)
    for _ in range(2):
        again = client.get(KEPT, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["Cache-Control"] == "public, max-age=60"
        assert "Content-Length" not in again.headers
    minute[0] += 1
    change(own)
    assert client.get(KEPT, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_a_kept_page_says_all_that_a_fresh_one_says(own: Flask, minute: list[int]) -> None:
    client = own.test_client()
    fresh, kept = client.get(KEPT), client.get(KEPT)
    said = dict(fresh.headers)
    said.pop("Date", None)  # The server's own matter.
    assert said == dict(kept.headers)
    assert kept.headers["Content-Security-Policy"]
    assert client.head(KEPT).status_code == 200
    assert client.post(KEPT).status_code == 403


def test_a_kiosk_lets_the_browser_keep_nothing(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/kiosk.sqlite", kiosk_mode=True)
    with app.app_context():
        load(world())
        db.engine.dispose()
    for _ in range(2):
        for url in ("/fr/", KEPT, "/fr/place/table-proche-dijon-1", "/fr/help"):
            assert app.test_client().get(url).headers["Cache-Control"] == "no-store"


def test_pages_are_compressed_for_those_who_can(own: Flask, minute: list[int]) -> None:
    client = own.test_client()
    plain = client.get(KEPT)
    packed = client.get(KEPT, headers={"Accept-Encoding": "gzip, br;q=0.5"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert (
        "Content-Encoding" not in client.get(KEPT, headers={"Accept-Encoding": "gzip;q=0"}).headers
    )
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_files_are_compressed_once_and_kept_for_good(own: Flask) -> None:
    client = own.test_client()
    page = client.get("/fr/").text
    url = page.split('rel="stylesheet" href="')[1].split('"')[0]
    plain = client.get(url)
    assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for name, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        packed = client.get(url, headers={"Accept-Encoding": name})
        assert packed.headers["Content-Encoding"] == name
        assert unpack(packed.data) == plain.data
        assert len(packed.data) < len(plain.data) / 3
        etag = packed.headers["ETag"]
        headers = {"Accept-Encoding": name, "If-None-Match": etag}
        assert client.get(url, headers=headers).status_code == 304
    assert (
        client.get("/static/css/parvis.css?v=old").headers["Cache-Control"]
        == "public, max-age=3600"
    )
    for missing in ("/static/css/none.css", "/static/../pyproject.toml", "/static/"):
        assert client.get(missing).status_code == 404


def test_too_many_pages_push_the_oldest_out(
    own: Flask, minute: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_of(own).cache(PAGES), "_most_bytes", 60_000)
    client: FlaskClient = own.test_client()
    first = client.get(KEPT)
    for radius in range(1_000, 1_010):
        client.get(f"/fr/search?need=eat&radius_m={radius}")
    change(own)
    assert client.get(KEPT).data != first.data
