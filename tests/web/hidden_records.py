"""Raw records of every feed, in each shape, with a hidden address planted in every field that they have.

A sample of each shape is walked, and its leaves are planted one by one: a field that is added to a sample is planted
too, and ``tests/web/test_hidden_records.py`` fails when a feed asks for a field that no sample has.
"""

import copy
import csv
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kiosk.feeds.data_inclusion.keys import KNOWN_KEYS
from kiosk.feeds.spreadsheet.heading_words import MEANINGS
from tests.web.hidden import SPELLINGS, Secret, secret

SENT: Final = "Sur orientation du SIAO."
"""Hides; where it stands, the address is planted behind it."""

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Raw = dict[str, Any]
Way = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A record, and what must never be told of it."""

    secret: Secret
    spelling: str
    raw: Raw


def _week() -> Raw:
    day = {"open": True, "timeslot": [{"start": 900, "end": 1700}]}
    return {
        **{each: copy.deepcopy(day) for each in DAYS},
        "closedHolidays": "CLOSED",
        "description": "x",
    }


def _dated(**more: Any) -> Raw:
    return {
        "actif": True, "dateDebut": "2026-02-01", "dateFin": "2026-02-20", "name": "x", "description": "x", **more,
    }  # fmt: skip


def _spot(it: Secret) -> Raw:
    return {
        "address": f"{it.street}, 21000 Dijon, France", "additionalInformation": "x", "city": "Dijon", "postalCode": "21000",
        "cityCode": "21231", "country": "fr", "timeZone": "Europe/Paris", "department": "Côte-d'Or", "slugs": {"city": "dijon"},
        "location": {"type": "Point", "coordinates": [it.point.lon, it.point.lat]},
    }  # fmt: skip


def _publics() -> Raw:
    kinds = ("administrative", "familialle", "gender", "other", "specialSupportContext", "specific")
    return {
        "accueil": 1, "age": {"min": 18, "max": 60}, "description": "x", **{each: ["all"] for each in kinds}, "family": ["all"],
    }  # fmt: skip


def _modalities() -> Raw:
    said = {
        each: {"checked": True, "precisions": "x"}
        for each in ("appointment", "inscription", "price", "animal", "animals", "pmr")
    }
    return {
        **said, "orientation": {"checked": True, "precisions": "x"}, "inconditionnel": False, "other": "x", "docs": [{"name": "x"}],
        "accessibility": {"wheelchair": {"checked": True, "precisions": "x"}},
        "thermalComfort": {"heated": True, "airConditioned": True},
    }  # fmt: skip


def soliguide(it: Secret, rank: int) -> Raw:
    """A hidden place as the current API has it, with every field that the reader asks for."""
    service = {
        "serviceObjectId": f"s{rank}", "category": "food_distribution", "name": "x", "description": "x", "differentHours": True,
        "hours": _week(), "close": _dated(), "differentPublics": True, "publics": _publics(), "differentModalities": True,
        "modalities": _modalities(), "saturated": {"status": "HIGH", "precision": "x"}, "jobsList": "x",
        "categorySpecificFields": {"degreeOfChoice": "x", "products": ["x"]},
    }  # fmt: skip
    return {
        "lieu_id": rank, "_id": f"id{rank}", "name": "La Halte", "description": "x", "status": "ONLINE", "statut": "ONLINE",
        "visibility": "ALL", "placeType": "LIEU", "position": _spot(it), "seo_url": "x", "seoUrl": "x", "slug": "x", "sourceLanguage": "fr",
        "entity": {"name": "x", "mail": "x@exemple.invalid", "website": "https://exemple.invalid", "facebook": "x", "fax": "x",
                   "phones": [{"label": "x", "phoneNumber": "0353011001", "countryCode": "fr"}]},
        "organizations": [{"name": "x", "organization_id": "x"}],
        "tempInfos": {"closure": _dated(), "message": _dated(), "hours": _dated(hours=_week())},
        "newhours": _week(), "publics": _publics(), "modalities": _modalities(), "languages": ["fr", "ar"],
        "services_all": [service],
        "parcours": [{"position": _spot(it), "hours": _week(), "description": "x"}],
        "sources": [{"name": "x", "license": "x", "ids": [{"id": "x", "url": "x"}]}], "photos": [{"path": "x"}],
        "updatedByUserAt": "2026-01-10", "tags": ["x"], "country": "fr",
    }  # fmt: skip


_NEWER: Final = {
    "entity": "organizationInfo", "tempInfos": "tempInfo", "newhours": "openingHours", "parcours": "waypoints",
    "services_all": "services", "orientation": "referral", "inscription": "registration", "hours": "openingHours",
    "close": "tempClosure", "actif": "active", "dateDebut": "startDate", "dateFin": "endDate", "accueil": "welcomeType",
}  # fmt: skip
_OLDER: Final = {
    "city": "ville", "postalCode": "codePostal", "address": "adresse", "additionalInformation": "complementAdresse",
    "category": "categorie", "country": "pays",
}  # fmt: skip


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {names.get(key, key): _renamed(each, names) for key, each in value.items()}
    return [_renamed(each, names) for each in value] if isinstance(value, list) else value


def soliguide_of_2026(it: Secret, rank: int) -> Raw:
    """The same in the words of April 2026, on a round."""
    raw: Raw = _renamed(soliguide(it, rank), _NEWER)
    raw["tempInfo"]["hours"] = raw["tempInfo"].pop("openingHours")
    raw["tempInfo"]["hours"]["hours"] = raw["tempInfo"]["hours"].pop("openingHours")
    return {**raw, "placeType": "ITINERARY"} if rank % 2 else raw


def soliguide_of_2022(it: Secret, rank: int) -> Raw:
    """The same as exports of 2022 had it: the address stands at the root."""
    raw = soliguide(it, rank)
    spot = _renamed({**raw.pop("position"), "addresse": "x"}, _OLDER)
    raw.pop("organizations")
    return {**_renamed(raw, {"category": "categorie"}), **spot}


def _structure(it: Secret) -> Raw:
    known = dict.fromkeys(sorted(KNOWN_KEYS - {"structure_id", "structure"}), "x")
    return {
        **known, "nom": "La Halte", "adresse": it.street, "commune": "Dijon", "code_postal": "21000", "code_insee": "21231",
        "latitude": it.point.lat, "longitude": it.point.lon, "telephone": "0353011001", "courriel": "x@exemple.invalid",
        "site_web": "https://exemple.invalid", "horaires_accueil": "Mo-Fr 09:00-17:00", "date_maj": "2026-01-10", "frais": "gratuit",
        "conditions_acces": SENT, "thematiques": ["logement-hebergement--etre-accompagne-pour-se-loger"], "publics": ["x"],
        "mobilisable_par": ["professionnels"], "doublons": [{"cluster_id": "x"}], "extra": {"x": "x"},
        "services": "Aider les personnes",
    }  # fmt: skip


def data_inclusion(it: Secret, rank: int) -> Raw:
    """A structure as it is nested in the answer of a service."""
    inner = {**_structure(it), "id": f"st{rank}"}
    return {**_structure(it), "id": f"se{rank}", "structure_id": f"st{rank}", "structure": inner}


def structure_alone(it: Secret, rank: int) -> Raw:
    """A structure without services of its own."""
    return {**_structure(it), "id": f"al{rank}"}


def spreadsheet(it: Secret, rank: int) -> Raw:
    """A row with a column for every meaning, for translations, for days, and for nothing that is known."""
    known = dict.fromkeys(MEANINGS, "")
    return {
        **known, "name": "La Halte", "id": f"r{rank}", "category": "Accueil de jour", "street": it.street, "house": "", "extra": "x",
        "postal_code": "21000", "town": "Dijon", "town_code": "21231", "lat": str(it.point.lat), "lon": str(it.point.lon),
        "phone": "0353011001", "email": "x@exemple.invalid", "website": "https://exemple.invalid", "hours": "lundi 9h-17h",
        "description": "x", "organisation": "x", "contact": "x", "conditions": SENT, "audience": "femmes", "languages": "français",
        "appointment": "oui", "price": "gratuit", "wheelchair": "oui", "referral": SENT, "confirmed_on": "10/01/2026",
        "released": "", "available": "", "withdrawn": "", "closed_on": "", "position": "", "postal_town": "", "open_days": "",
        "description:ar": "x", "description:uk": "x", "mardi": "10h-12h", "Divers": "x", "tag:amenity": "social_facility",
    }  # fmt: skip


SHAPES: Final[dict[str, tuple[Callable[[Secret, int], Raw], ...]]] = {
    "soliguide": (soliguide, soliguide_of_2026, soliguide_of_2022),
    "data-inclusion": (data_inclusion, structure_alone),
    "spreadsheet": (spreadsheet,),
}


def leaves_of(value: Any, way: Way = ()) -> Iterator[Way]:
    """The way to each value of a record, and to a field of each of its objects that nobody knows."""
    if isinstance(value, dict):
        yield (*way, "autre")
        for key, each in value.items():
            if key not in DAYS[1:]:  # One day is as the other.
                yield from leaves_of(each, (*way, key))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from leaves_of(each, (*way, at))
    else:
        yield way


def with_planted(raw: Raw, way: Way, spelling: str) -> Raw:
    """The record with the address in one of its leaves."""
    found: Any = raw
    for step in way[:-1]:
        found = found[step]
    before = found[way[-1]] if isinstance(found, list) else found.get(way[-1])
    found[way[-1]] = f"{SENT} {spelling}" if before == SENT else spelling
    return raw


def _everywhere(raw: Any, spelling: str, kept: frozenset[str]) -> Any:
    if isinstance(raw, dict):
        return {
            key: each if key in kept else _everywhere(each, spelling, kept)
            for key, each in raw.items()
        }
    if isinstance(raw, list):
        return [_everywhere(each, spelling, kept) for each in raw]
    if raw == SENT:
        return f"{SENT} {spelling}"
    return spelling if isinstance(raw, str) else raw


_KEPT: Final = frozenset(
    {"status", "statut", "visibility", "placeType", "category", "categorie", "lieu_id", "id", "structure_id", "thematiques",
     "position", "actif", "adresse", "address", "addresse", "street",  "active", "dateDebut", "dateFin", "startDate", "endDate", "available", "withdrawn", "closed_on"}
)  # fmt: skip


def records_of(feed: str, seed: int, rounds: int) -> Iterator[Planted]:
    """So many times every field of every shape of a feed, each in a spelling by lot, and every spelling everywhere."""
    dice, rank = random.Random(f"{seed} {feed}"), 0
    for _ in range(rounds):
        for shape in SHAPES[feed]:
            ways: list[Way | None] = [
                *leaves_of(shape(secret(dice), 0)),
                *(None for _ in SPELLINGS),
            ]
            for at, way in enumerate(ways):
                rank += 1
                it = secret(dice)
                how = SPELLINGS[at % len(SPELLINGS)] if way is None else dice.choice(SPELLINGS)
                raw, spelling = shape(it, rank), how(it)
                if way is None:
                    planted = _everywhere(raw, spelling, _KEPT)
                else:
                    planted = with_planted(raw, way, spelling)
                yield Planted(secret=it, spelling=spelling, raw=planted)


def written(feed: str, records: list[Planted], folder: Path) -> list[str]:
    """The records as a file of that feed; the arguments of ``kiosk import``."""
    if feed != "spreadsheet":
        path = folder / f"{feed}.json"
        raws = [each.raw for each in records]
        path.write_text(json.dumps({"places": raws} if feed == "soliguide" else raws), "utf-8")
        return ["import", feed, str(path)]
    path, mapping = folder / "table.csv", folder / "mapping.toml"
    headings = list(dict.fromkeys(key for each in records for key in each.raw))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerows([str(each.raw.get(key, "")) for key in headings] for each in records)
    known = [
        key for key in headings if key not in {"Divers", "autre"} and not key.startswith("tag:")
    ]
    lines = [f'"{key}" = {headings.index(key) + 1}' for key in known]
    mapping.write_text("header = false\n[columns]\n" + "\n".join(lines), "utf-8")
    return ["import", feed, str(path), "--mapping", str(mapping)]
