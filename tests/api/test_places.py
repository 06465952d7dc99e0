"""The machines' door."""

import pytest
from flask.testing import FlaskClient

from kiosk.search.rank import Reason


def test_find_and_page(client: FlaskClient) -> None:
    answer = client.get("/api/v1/places?need=eat&lat=47.322&lon=5.0415&limit=2").json
    assert answer["total"] == 5
    assert len(answer["places"]) == 2
    first = answer["places"][0]
    assert {
        "id",
        "slug",
        "name",
        "lat",
        "lon",
        "distance_m",
        "walking_minutes",
        "status",
        "next_change",
        "confirmed_on",
        "services",
    } <= set(first)
    assert {"id", "category"} <= set(first["services"][0])
    seen = [each["id"] for each in answer["places"]]
    while answer["next"]:
        answer = client.get(answer["next"]).json
        seen += [each["id"] for each in answer["places"]]
    assert len(seen) == len(set(seen)) == 5


def test_words_are_read_and_the_order_has_its_reasons(client: FlaskClient) -> None:
    answer = client.get("/api/v1/places?q=manger%20dijon&lat=47.322&lon=5.0415").json
    assert answer["complete"] is True
    assert answer["read_as"] == {"need": "eat", "near": "Dijon"}
    assert {each["reason"] for each in answer["places"]} <= {each.value for each in Reason}
    assert client.get("/api/v1/places?q=table%20proche").json["read_as"] == {"q": "table proche"}
    assert client.get("/api/v1/places?need=eat").json["read_as"] is None
    assert client.get("/api/v1/places?q=zzzz").json["places"] == []


def test_open_at_a_moment(client: FlaskClient) -> None:
    at = "/api/v1/places?need=sleep&open_at=2026-03-03T00:30:00%2B01:00"
    assert [each["name"] for each in client.get(at).json["places"]] == ["Abri de Nuit"]


def test_changes_since(client: FlaskClient) -> None:
    answer = client.get("/api/v1/places?since=2026-01-01T00:00:00Z&limit=3").json
    assert [each["id"] for each in answer["places"]] == [1, 2, 3]
    assert [each["id"] for each in client.get(answer["next"]).json["places"]] == [4, 5, 6]
    assert client.get("/api/v1/places?since=2030-01-01T00:00:00Z").json["places"] == []


def test_one_place_with_its_week(client: FlaskClient) -> None:
    answer = client.get("/api/v1/places/6").json
    assert [stop["name"] for stop in answer["stops"]] == ["Place Une", "Place Deux"]
    assert len(answer["week"][0]["days"]) == 7


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("foo=1", "foo"), ("lat=47", "lon"), ("lat=95&lon=5", "lat"), ("lat=nan&lon=5", "lat"), ("limit=0", "limit"),
        ("limit=9999", "limit"), ("open_at=soon", "open_at"), ("open_at=2026-03-03T00:30:00", "open_at"),
        ("category=zzz", "category"), ("radius_m=1", "radius_m"), ("cursor=-1", "cursor"), ("since=x", "since"),
    ],
)  # fmt: skip
def test_bad_parameters_are_named(client: FlaskClient, query: str, parameter: str) -> None:
    response = client.get(f"/api/v1/places?{query}")
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"
    assert response.json["parameter"] == parameter
    assert response.json["status"] == 400


@pytest.mark.parametrize("url", ["/api/v1/places/999", "/api/v1/places/8", "/api/v1/nothing"])
def test_what_does_not_exist_is_a_problem_too(client: FlaskClient, url: str) -> None:
    response = client.get(url)
    assert response.status_code == 404
    assert response.mimetype == "application/problem+json"
