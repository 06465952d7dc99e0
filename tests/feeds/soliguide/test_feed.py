"""Soliguide's three shapes and the traps of each."""

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.directory.place.access import Condition, holds
from kiosk.directory.place.audience import Welcome
from kiosk.directory.place.place import Visibility
from kiosk.directory.place.service import Saturation
from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.record import Record
from kiosk.feeds.soliguide import feed as soliguide

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def week(**days: list[tuple[int, int]]) -> dict[str, Any]:
    return {
        day: {
            "open": bool(days.get(day)),
            "timeslot": [{"start": a, "end": b} for a, b in days.get(day, [])],
        }
        for day in DAYS
    }


def current(**changes: Any) -> dict[str, Any]:
    return {
        "lieu_id": 7,
        "name": "Lieu d&#39;essai",
        "description": "<p>Un <b>lieu</b>.</p><ul><li>caf&#233;</li></ul>",
        "status": "ONLINE",
        "visibility": "ALL",
        "placeType": "LIEU",
        "position": {
            "address": "1 rue Haute, 21000 Dijon, France",
            "city": "Dijon",
            "postalCode": "21000",
            "cityCode": "21000",
            "country": "fr",
            "timeZone": "Europe/Paris",
            "location": {"type": "Point", "coordinates": [5.04, 47.32]},
        },
        "entity": {"mail": "A@Exemple.org", "website": "www.exemple.org", "phones": [
            {"phoneNumber": "0380000000", "countryCode": "fr"}, {"phoneNumber": "pas un numéro"}]},
        "newhours": {**week(monday=[(930, 1200)]), "closedHolidays": "CLOSED"},
        "publics": {"accueil": 0, "age": {"min": 0, "max": 99}},
        "modalities": {"orientation": {"checked": False}},
        "languages": ["fr", "pac", "zz"],
        "services_all": [{"serviceObjectId": "a", "category": "shower"}],
        "updatedByUserAt": "2026-01-10T08:00:00.000Z",
        "updatedAt": "2026-02-20T08:00:00.000Z",
        **changes,
    }  # fmt: skip


def read(tmp_path: Path, *raws: dict[str, Any]) -> list[Record]:
    path = tmp_path / "places.json"
    path.write_text(json.dumps({"nbResults": len(raws), "places": list(raws)}), "utf-8")
    return list(soliguide.read(path))


def one(tmp_path: Path, **changes: Any) -> Any:
    record = read(tmp_path, current(**changes))[0]
    assert record.place is not None
    return record.place


def test_the_current_shape(tmp_path: Path) -> None:
    record = read(tmp_path, current())[0]
    place = record.place
    assert place is not None
    assert place.name == "Lieu d'essai"
    assert place.description == "Un lieu.\n\n• café"
    assert place.address.street == "1 rue Haute"
    assert place.address.town_code is None  # "cityCode" was the postal code again.
    assert place.point is not None
    assert place.opening_hours.osm == "Mo 09:30-12:00; PH off"
    assert str(place.confirmed_on) == "2026-01-10"  # Not "updatedAt", which machines move too.
    assert place.email == "a@exemple.org"
    assert place.website == "https://www.exemple.org"
    assert [phone.number for phone in place.phones] == ["+33380000000"]
    assert place.languages == ("fr", "ps")
    assert {problem.field for problem in record.problems} == {"entity.phones", "languages"}


def test_the_shape_of_2026_04(tmp_path: Path) -> None:
    raw = current()
    for old, new in (
        ("newhours", "openingHours"),
        ("services_all", "services"),
        ("entity", "organizationInfo"),
    ):
        raw[new] = raw.pop(old)
    raw["publics"] = {
        "welcomeType": "exclusive",
        "family": ["family"],
        "specialSupportContext": ["violence"],
    }
    raw["modalities"] = {
        "referral": {"checked": False},
        "accessibility": {"wheelchair": {"checked": True}},
        "registration": {"checked": True, "precisions": "au guichet"},
    }
    raw["tempInfo"] = {
        "closure": {"active": True, "startDate": "2026-01-01", "endDate": "2026-01-31"}
    }
    raw["services"][0]["tempClosure"] = {"active": True, "startDate": "2026-02-01", "endDate": None}
    place = read(tmp_path, raw)[0].place
    assert place is not None
    assert place.opening_hours.osm == "Mo 09:30-12:00; PH off"
    assert place.audience.welcome is Welcome.EXCLUSIVE
    assert place.audience.kinds == ("family", "violence")
    assert holds(place.conditions, Condition.WHEELCHAIR) is True
    assert holds(place.conditions, Condition.REGISTRATION) is True
    assert str(place.closures[0].last_day) == "2026-01-31"
    assert place.services[0].closures[0].last_day is None


def test_the_shape_of_2022(tmp_path: Path) -> None:
    raw = current()
    for gone in ("position", "status", "updatedByUserAt"):
        raw.pop(gone)
    raw |= {"adresse": "1 rue Haute", "codePostal": "21000", "ville": "Dijon", "statut": 5,
            "location": {"type": "Point", "coordinates": [5.04, 47.32]}}  # fmt: skip
    raw["newhours"]["closedHolidays"] = "UNKOWN"
    raw["services_all"] = [{"categorie": 601, "saturated": {"status": 0}}]
    record = read(tmp_path, raw)[0]
    assert record.place is not None
    assert record.place.visibility is Visibility.PUBLIC
    assert any(problem.field == "status" for problem in record.problems)
    assert record.place.address.town == "Dijon"
    assert record.place.services[0].category == "food_distribution"
    assert record.place.opening_hours.osm == "Mo 09:30-12:00; PH unknown"


@pytest.mark.parametrize("status", ["DRAFT", "OFFLINE", "PERMANENTLY_CLOSED", None, "online?"])
def test_only_online_is_public(tmp_path: Path, status: str | None) -> None:
    assert one(tmp_path, status=status).visibility is Visibility.UNPUBLISHED


def test_professional_places_stay_behind_the_desk(tmp_path: Path) -> None:
    assert one(tmp_path, visibility="PRO").visibility is Visibility.PROFESSIONAL


@pytest.mark.parametrize(
    ("hours", "osm"),
    [
        (week(), None),  # A form that nobody filled in is unknown, not closed.
        (week(**{day: [(0, 2359)] for day in DAYS}), "24/7; PH off"),
        (week(monday=[(2000, 2359)], tuesday=[(0, 800)]), "Mo 20:00-08:00; PH off"),
        (week(monday=[(2000, 200)]), "Mo 20:00-02:00; PH off"),
        (week(monday=[(830, 1200), (830, 1200)]), "Mo 08:30-12:00; PH off"),
        (week(monday=[(900, 1000)], tuesday=[(900, 1000)], thursday=[(900, 1000)]), "Mo,Tu,Th 09:00-10:00; PH off"),
    ],
)  # fmt: skip
def test_hours(tmp_path: Path, hours: dict[str, Any], osm: str | None) -> None:
    assert one(tmp_path, newhours={**hours, "closedHolidays": "CLOSED"}).opening_hours.osm == osm


def test_open_at_nobody_knows_when(tmp_path: Path) -> None:
    hours = {**week(monday=[(900, 1000)]), "closedHolidays": "OPEN"}
    hours["tuesday"] = {"open": True, "timeslot": []}
    assert one(tmp_path, newhours=hours).opening_hours.osm == "Mo 09:00-10:00; Tu unknown"


def test_an_impossible_time_is_reported(tmp_path: Path) -> None:
    record = read(
        tmp_path, current(newhours={**week(monday=[(900, 2575)]), "closedHolidays": "OPEN"})
    )[0]
    assert record.place is not None
    assert any(problem.field == "newhours.monday" for problem in record.problems)


def test_flags_decide_what_a_service_inherits(tmp_path: Path) -> None:
    other = {**week(friday=[(900, 1000)]), "closedHolidays": "OPEN"}
    services = [
        {"serviceObjectId": "same", "category": "shower", "differentHours": False, "hours": other},
        {"serviceObjectId": "same", "category": "toilets", "differentHours": True, "hours": other,
         "saturated": {"status": "HIGH"}},
        {"serviceObjectId": None, "category": "seated_catering"},
        {"category": "nonsense"},
    ]  # fmt: skip
    found = one(tmp_path, services_all=services).services
    assert found[0].opening_hours is None
    assert found[1].opening_hours.osm == "Fr 09:00-10:00"
    assert found[1].saturation is Saturation.HIGH
    assert len({service.id for service in found}) == 4  # Shared and missing ids are kept apart.
    assert [service.category for service in found[2:]] == ["food_distribution", None]


def test_a_precision_counts_even_where_the_box_is_not_ticked(tmp_path: Path) -> None:
    modalities = {
        "inconditionnel": True,
        "appointment": {"checked": False, "precisions": "sur RDV uniquement"},
    }
    record = read(tmp_path, current(modalities=modalities))[0]
    assert record.place is not None
    appointment = record.place.conditions[0]
    assert appointment.holds is None
    assert appointment.detail == "sur RDV uniquement"
    assert any("not ticked" in problem.message for problem in record.problems)


def test_a_full_list_is_no_restriction(tmp_path: Path) -> None:
    full = ["regular", "asylum", "refugee", "undocumented"]
    publics = {
        "accueil": 2,
        "administrative": full,
        "gender": ["women"],
        "age": {"min": 16, "max": 99},
    }
    audience = one(tmp_path, publics=publics).audience
    assert audience.kinds == ("women",)
    assert (audience.youngest, audience.oldest) == (16, None)


def test_coordinates(tmp_path: Path) -> None:
    def point(lon: float, lat: float) -> Any:
        position = {**current()["position"], "location": {"coordinates": [lon, lat]}}
        return one(tmp_path, position=position).point

    assert point(47.32, 5.04).lat == 47.32  # Swapped; put right.
    assert point(0, 0) is None
    assert point(-73.5, 45.5) is None  # Montréal: off the map, but in the directory.


def test_the_values_of_a_hidden_address_stay_out_of_the_report(tmp_path: Path) -> None:
    position = {
        **current()["position"],
        "postalCode": "2100X",
        "location": {"coordinates": [-73.51, 45.51]},
    }
    record = read(
        tmp_path, current(position=position, modalities={"orientation": {"checked": True}})
    )[0]
    assert record.place is not None
    assert record.place.referral_only
    said = " ".join(problem.message for problem in record.problems)
    assert "2100X" not in said
    assert "45.51" not in said


def test_overseas_places_get_their_own_clock(tmp_path: Path) -> None:
    position = {**current()["position"], "postalCode": "97400", "city": "Saint-Denis",
                "location": {"coordinates": [55.45, -20.88]}}  # fmt: skip
    assert one(tmp_path, position=position).time_zone == "Indian/Reunion"


def test_an_itinerary_has_stops_and_no_point_of_its_own(tmp_path: Path) -> None:
    stop = {"description": "Devant", "hours": {**week(monday=[(1900, 1930)]), "closedHolidays": "OPEN"},
            "position": current()["position"]}  # fmt: skip
    place = one(tmp_path, placeType="PARCOURS_MOBILE", parcours=[stop])
    assert place.point is None
    assert place.itinerary.stops[0].name == "1 rue Haute"
    assert place.itinerary.stops[0].opening_hours.osm == "Mo 19:00-19:30"


def test_a_record_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    records = read(tmp_path, current(name=" "), current(lieu_id=None), current(), current())
    assert [record.place is not None for record in records] == [False, False, True, False]
    assert [record.problems[0].field for record in records if record.place is None] == [
        "name",
        "lieu_id",
        "lieu_id",
    ]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([current()]),
        json.dumps(current()),
        "\ufeff" + json.dumps({"nbResults": 1, "places": [current()]}),
        json.dumps(current()) + "\n" + json.dumps(current(lieu_id=8)) + "\n",
        json.dumps([{**current(), "_id": {"$oid": "abc"}, "lieu_id": {"$numberInt": "7"},
                     "updatedByUserAt": {"$date": {"$numberLong": "1768032000000"}}}]),
    ],
)  # fmt: skip
def test_files_of_every_kind(tmp_path: Path, text: str) -> None:
    path = tmp_path / "file.json"
    path.write_text(text, "utf-8")
    first = next(iter(soliguide.read(path)))
    assert first.place is not None
    assert first.place.foreign_id == "7"
    assert str(first.place.confirmed_on) == "2026-01-10"


def test_what_is_no_record_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    deep = '{"a":' + "[" * 5_000 + "]" * 5_000 + "}"
    path.write_text(f'[1, null, {deep}, {json.dumps(current())}, {{"a": {"9" * 5_000}}}]', "utf-8")
    records = list(soliguide.read(path))
    assert [record.place is not None for record in records] == [False, False, False, True, False]
    assert [record.row for record in records][2] == "record 3"


@pytest.mark.parametrize("text", ["", "{", "<html>", '[{"lieu_id": 1}, {"lieu'])
def test_a_file_that_breaks_off_is_unreadable(tmp_path: Path, text: str) -> None:
    path = tmp_path / "file.json"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableFile):
        list(soliguide.read(path))
