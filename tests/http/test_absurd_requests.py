"""Absurd numbers, dates and names are answered, never stumbled over."""

import pytest
from flask import Flask

NUMBERS = ["0", "-1", "99999999999999999999999", "1e999", "nan", "٣"]
DATES = [
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59+14:00",
    "9999-12-31",
    "2026-13-01",
    "0001-01-01T00:00",
]
HOSTS = [
    "a" * 64 + ".fr",
    "a" * 300,
    "[::1",
    "x y",
    "é.fr",
    "a..b",
    "-",
    "127.0.0.1:99999999",
    "x/y",
    "a@b",
]


@pytest.fixture
def quiet(town: Flask) -> Flask:
    town.config["TESTING"] = False
    town.config["PROPAGATE_EXCEPTIONS"] = False
    yield town
    town.config["TESTING"] = True
    town.config["PROPAGATE_EXCEPTIONS"] = None


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "url",
    ["/api/v1/places/{}", "/api/v1/places?limit={}", "/api/v1/places?cursor={}", "/fr/place/x-{}", "/fr/search?page={}",
     "/fr/search?radius_m={}", "/fr/search?near={},{}", "/fr/pack.json?places={}", "/tiles/{}/{}/{}", "/fr/place/1/paper?job={}"],
)  # fmt: skip
def test_a_number(quiet: Flask, url: str, number: str) -> None:
    assert quiet.test_client().get(url.format(number, number, number)).status_code < 500


@pytest.mark.parametrize("day", DATES)
@pytest.mark.parametrize(
    "url", ["/api/v1/places?open_at={}", "/api/v1/places?since={}", "/fr/search?open={}"]
)
def test_a_day(quiet: Flask, url: str, day: str) -> None:
    assert quiet.test_client().get(url.format(day.replace("+", "%2B"))).status_code < 500


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("path", ["/fr/", "/healthz", "/", "/fr/nothing"])
def test_a_host_that_no_machine_has(quiet: Flask, path: str, host: str) -> None:
    answer = quiet.test_client().get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert "host" in answer.text


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1:8400", "[::1]:80", "parvis.example.fr", "box_3.mairie.local"]
)
def test_a_host_that_a_machine_has(quiet: Flask, host: str) -> None:
    assert quiet.test_client().get("/healthz", headers={"Host": host}).status_code == 200
