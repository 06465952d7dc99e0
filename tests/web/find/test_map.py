"""The map of the town: from one file, or not at all."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pmtiles.tile import TileType

from kiosk import create_public
from kiosk.config import SettingError, Settings
from kiosk.extensions import db
from tests.conftest import load, make_app
from tests.http.test_budget import WITH_THE_MAP, files_of, sent
from tests.tiles import column, make_tiles, row
from tests.world import world


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("map")
    app = make_app(f"sqlite:///{folder}/town.sqlite", tiles=make_tiles(folder / "town.pmtiles"))
    with app.app_context():
        load(world())
    yield app
    with app.app_context():
        db.engine.dispose()


def test_without_a_file_there_is_no_map(client: FlaskClient) -> None:
    assert "-1/map" not in client.get("/fr/place/table-proche-dijon-1").text
    for url in ("/fr/map?need=eat", "/fr/place/1/map", "/tiles/11/1052/715", "/tiles.pmtiles"):
        assert client.get(url).status_code == 404


def test_one_place_on_the_map(mapped: Flask) -> None:
    client = mapped.test_client()
    there = client.get("/fr/place/1", follow_redirects=True).text
    assert "/fr/place/table-proche-dijon-1/map" in there
    page = client.get("/fr/place/1/map").text
    assert re.findall(r'data-pin="([^"]+)"', page) == ["47.3225,5.042"]
    assert 'data-near="47.322,5.0415"' in page
    assert "Table Proche" in page


def test_the_list_beside_the_map_has_the_same_numbers(mapped: Flask) -> None:
    page = mapped.test_client().get("/ar/map?need=eat").text
    pins = re.findall(r'<span class="pin">(\d+)</span>', page)
    assert pins == [str(each + 1) for each in range(len(pins))]
    assert len(pins) >= 3
    assert page.count("data-pin=") == len(pins)


def test_a_hidden_door_is_on_no_map(mapped: Flask) -> None:
    for url in ("/fr/place/7/map", "/fr/map?need=sleep&radius_m=50000"):
        page = mapped.test_client().get(url).text
        assert "47.335" not in page
        assert "5.028" not in page
    assert "Aucun de ces lieux" in mapped.test_client().get("/fr/place/7/map").text
    there = mapped.test_client().get("/fr/place/7", follow_redirects=True).text
    assert "Maison Discr" in there
    assert "/map" not in there


def test_pictures_and_ranges(mapped: Flask) -> None:
    client = mapped.test_client()
    picture = client.get(f"/tiles/11/{column(5.04, 11)}/{row(47.32, 11)}")
    assert picture.mimetype == "image/png"
    assert picture.data[:4] == b"\x89PNG"
    assert "max-age" in picture.headers["Cache-Control"]
    for url in ("/tiles/11/0/0", "/tiles/25/1/1", "/tiles/3/9/9"):
        assert client.get(url).status_code == 404
    part = client.get("/tiles.pmtiles", headers={"Range": "bytes=0-6"})
    assert (part.status_code, part.data) == (206, b"PMTiles")
    part.close()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "is no PMTiles file"),
        (b"", "is no PMTiles file"),
        (b"hello" * 50, "is no PMTiles file"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "town.pmtiles"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingError, match=f"KIOSK_TILES: .*{says}"):
        create_public(Settings(database_uri="sqlite://", tiles=path))


def test_vector_tiles_are_refused_with_what_to_do(tmp_path: Path) -> None:
    path = make_tiles(tmp_path / "town.pmtiles", TileType.MVT)
    with pytest.raises(SettingError, match=r"holds MVT tiles; .* render them once"):
        create_public(Settings(database_uri="sqlite://", tiles=path))


def test_the_map_is_paid_for_by_who_asks(mapped: Flask) -> None:
    client = mapped.test_client()
    page = client.get("/fr/map?need=eat").text
    assert (
        len(gzip.compress(page.encode())) + sum(sent(client, each) for each in files_of(page))
        <= WITH_THE_MAP
    )
    assert "leaflet" not in client.get("/fr/search?need=eat").text
