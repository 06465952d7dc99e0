"""A second door over the same store, and a second town in the same process: neither binds the first."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import HTTPException

from kiosk import create_public
from kiosk.config import Settings
from kiosk.directory.geography.point import Point
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.extensions import db
from kiosk.http.application import application
from kiosk.http.door import Door, Limits, Room
from kiosk.http.page_cache import cache_for
from kiosk.store.places import count_places
from tests.conftest import load, make_app
from tests.world import world

MEGABYTE = 1024 * 1024


def receive() -> Response:
    """How many bytes came, with a cookie."""
    response = Response(str(len(request.get_data())))
    response.set_cookie("keeper", "signed in")
    return response


def count() -> str:
    """How many places the store holds."""
    cache_for(300)
    return str(count_places())


def add_to(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/files", view_func=receive, methods=["POST"])
    blueprint.add_url_rule("/count", view_func=count)


def refuse(error: HTTPException) -> Response:
    return Response(f"refused: {error.code}", status=error.code, mimetype="text/plain")


KEEPERS = Door(
    name="keepers",
    limits=Limits(body=20 * MEGABYTE, query=10_000),
    policy=lambda: {"Cache-Control": "private, no-store", "X-Door": "keepers"},
    answer_error=refuse,
    rooms=(Room(routes=(add_to,), words={"only_for_keepers": 1}),),
    has_cookies=True,
)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Flask, Flask]]:
    """The public's application, and one of a single tiny door, over one store."""
    uri = f"sqlite:///{tmp_path}/town.sqlite"
    public = make_app(uri)
    with public.app_context():
        load(world())
    keepers = application(Settings(database_uri=uri), KEEPERS)
    yield public, keepers
    for each in (public, keepers):
        with each.app_context():
            db.engine.dispose()


def upload(app: Flask, path: str, size: int) -> Response:
    headers = {"Sec-Fetch-Site": "same-origin"}
    return app.test_client().post(path, data=b"x" * size, headers=headers)


def test_a_second_door_has_its_own_limits_cookies_headers_and_errors(
    both: tuple[Flask, Flask],
) -> None:
    public, keepers = both
    received = upload(keepers, "/files", 19 * MEGABYTE)
    assert received.text == str(19 * MEGABYTE)
    assert received.headers["Set-Cookie"].startswith("keeper=")
    assert received.headers["X-Door"] == "keepers"
    assert received.headers["Cache-Control"] == "private, no-store"
    assert "Content-Security-Policy" not in received.headers
    assert upload(keepers, "/files", 21 * MEGABYTE).text == "refused: 413"
    assert keepers.test_client().get("/nowhere").text == "refused: 404"
    assert keepers.test_client().get(f"/count?q={'a' * 9_000}").status_code == 200
    assert "only_for_keepers" not in public.jinja_env.globals


def test_it_is_over_the_same_store_and_keeps_no_pages(both: tuple[Flask, Flask]) -> None:
    public, keepers = both
    client = keepers.test_client()
    before = client.get("/count")
    assert "ETag" not in before.headers
    with public.app_context():
        load(world()[:3])
    assert (before.text, client.get("/count").text) == ("7", "3")


def test_the_public_door_stays_as_it_is(both: tuple[Flask, Flask]) -> None:
    public, _ = both
    client = public.test_client()
    page = client.get("/fr/search?need=eat")
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["ETag"]
    assert client.get(f"/fr/search?q={'a' * 9_000}").status_code == 414
    refused = client.post(
        "/fr/rights", data={"x": "y" * 70_000}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert refused.status_code == 413
    assert "/files" not in {str(each) for each in public.url_map.iter_rules()}


def test_a_door_without_cookies_sends_none(tmp_path: Path) -> None:
    shut = replace(KEEPERS, has_cookies=False)
    app = application(Settings(database_uri=f"sqlite:///{tmp_path}/none.sqlite"), shut)
    assert "Set-Cookie" not in upload(app, "/files", 10).headers


QUESTIONS = (
    "/fr/", "/fr/search?need=eat", "/fr/search?need=sleep", "/fr/search?q=table", "/fr/place/1", "/ar/place/1", "/fr/help", "/fr/list/0011",
    "/fr/pack.json?places=1", "/fr/pack.json", "/api/v1/places?need=eat&lat=47.322&lon=5.0415", "/fr/rights/all", "/fr/search?need=eat&open=now",
    "/fr/place/1/take?as=contact", "/fr/look?need=eat", "/fr/suggestions?q=ta", "/manifest.webmanifest",
)  # fmt: skip


NAMES = tuple(each.name.encode() for each in world())
OWN_SHAPE = b"M1 2h3z"
"""In a picture of the second town."""


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """Settings of two towns whose places bear the same numbers, and differ in everything else."""
    folder = tmp_path_factory.mktemp("towns")
    pictures = folder / "pictures"
    pictures.mkdir()
    (pictures / "restaurant.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="{OWN_SHAPE.decode()}"/></svg>'
    )
    second = {
        "near": Point(48.1173, -1.6778),
        "near_name": "Rennes",
        "name": "Autre Parvis",
        "pictures": pictures,
        "public_url": "https://autre.example.fr",
    }
    given: dict[str, dict[str, object]] = {"first": {}, "second": second}
    for name, settings in given.items():
        settings["database_uri"] = f"sqlite:///{folder}/{name}.sqlite"
        app = town_of(settings)
        with app.app_context():
            load(world() if name == "first" else [moved(each) for each in world()])
            db.engine.dispose()
    return given


def moved(place: object) -> object:
    """The same place in another town, by another name, with other hours."""
    return replace(
        place,  # type: ignore[type-var]
        name=f"Autre {place.name}",  # type: ignore[attr-defined]
        point=Point(48.1180, -1.6770) if place.point else None,  # type: ignore[attr-defined]
        opening_hours=OpeningHours(osm="Tu 10:00-11:00"),
    )


def town_of(settings: dict[str, object]) -> Flask:
    uri = str(settings["database_uri"])
    return make_app(uri, **{key: value for key, value in settings.items() if key != "database_uri"})


def answers(*apps: Flask) -> list[list[bytes]]:
    """What each application answers, asked in turn, twice, at one minute."""
    said: list[list[bytes]] = [[] for _ in apps]
    for _ in range(2):
        for url in QUESTIONS:
            for one, app in zip(said, apps, strict=True):
                one.append(app.test_client().get(url).data)
    return said


def test_two_applications_never_see_each_others_caches(
    towns: dict[str, dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime(2026, 3, 2, 10, 0, tzinfo=UTC)

    monkeypatch.setattr("kiosk.http.clock.datetime", Stopped)
    first, second = answers(town_of(towns["first"]), town_of(towns["second"]))
    for url, *pair in zip(2 * QUESTIONS, first, second, strict=True):
        assert pair[0] != pair[1], url
        for name in NAMES:
            assert b"Autre " + name not in pair[0], url
            assert pair[1].count(name) == pair[1].count(b"Autre " + name), url
        assert OWN_SHAPE not in pair[0], url
    assert any(OWN_SHAPE in each for each in second)


def test_settings_of_the_environment_are_those_of_the_public(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_DATABASE_URI", f"sqlite:///{tmp_path}/a.sqlite")
    monkeypatch.setenv("KIOSK_NAME", "Place")
    from kiosk.state import state_of

    assert state_of(create_public()).settings.name == "Place"
