"""Whatever stands in a record, it costs only itself: no feed raises, and its neighbour is read."""

import csv
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.directory.geography.town import town_of
from kiosk.directory.place.listing import listing_of
from kiosk.directory.place.public import for_public
from kiosk.feeds.data_inclusion import feed as data_inclusion
from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.record import Reading, Record, understood
from kiosk.feeds.soliguide import feed as soliguide
from kiosk.feeds.spreadsheet import feed as spreadsheet
from kiosk.store.document import document_of, document_of_problems, place_in
from tests.thoroughness import examples

GUIDE = json.loads(files("kiosk.demo").joinpath("dijon-soliguide.json").read_text("utf-8"))[
    "places"
][0]
STRUCTURE = {
    "id": "a--1", "nom": "Maison", "source": "a", "date_maj": "2026-01-10", "adresse": "1 rue Haute",
    "code_postal": "21000", "code_insee": "21231", "commune": "Dijon", "latitude": 47.3, "longitude": 5.0,
    "telephone": "0380000000", "horaires_accueil": "Mo-Fr 09:00-12:00", "services": "Accès à internet; Autre",
    "publics": ["femmes"], "frais": "gratuit", "site_web": "https://a.fr", "contact_nom_prenom": "N",
}  # fmt: skip
SERVICE = {
    "id": "a--s",
    "structure_id": "a--1",
    "nom": "Cours",
    "thematiques": ["numerique"],
    "publics": ["femmes"],
}
FEATURE = {
    "type": "Feature", "id": "node/1", "geometry": {"type": "Point", "coordinates": [5.04, 47.32]},
    "properties": {"name": "Un", "amenity": "shower", "addr:street": "Rue", "addr:city": "Dijon", "phone": "0380000000",
                   "opening_hours": "Mo-Fr 09:00-12:00", "wheelchair": "yes", "check_date": "2026-01-01"},
}  # fmt: skip

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.integers(min_value=10**18) | st.floats()
    | st.text(max_size=30) | st.text(st.characters(categories=("Cs", "Cc", "Cf", "Nd")), max_size=8)
    | st.sampled_from(["ONLINE", "#N/A", "2199-12-31", "1999-01-01", "0", "115", "+", "[1, {", "{\"a\":", "<p>&#x110000;", "&#0;",
                       "lun-ven 9h-12h", "24/7", "Paris 99", "9" * 400, "-1e999", "SRID=1;POINT(1 2)", "POLYGON((1 1,2", "a\x1fb"])
)  # fmt: skip
JUNK = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["$numberInt", "$date", "$oid", "checked", "a", "coordinates"]), inner, max_size=2),
    max_leaves=6,
)  # fmt: skip


def paths_of(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands in a record."""
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, each in inner:
        yield (*here, key)
        yield from paths_of(each, (*here, key))


@st.composite
def spoiled(draw: Callable[..., Any], record: dict[str, Any]) -> dict[str, Any]:
    """The record with one to four of its values replaced, wherever they stand."""
    found = deepcopy(record)
    for path in draw(st.lists(st.sampled_from(list(paths_of(record))), min_size=1, max_size=4)):
        inner: Any = found
        for key in path[:-1]:
            inner = inner[key] if _has(inner, key) else None
        if _has(inner, path[-1]):
            inner[path[-1]] = draw(JUNK)
    return found


def _has(value: Any, key: Any) -> bool:
    """Whether something stands there still, after what was replaced before."""
    if isinstance(value, list):
        return isinstance(key, int) and key < len(value)
    return isinstance(value, dict) and key in value


def read_all(name: str, content: bytes, read: Callable[[Path], Iterator[Reading]]) -> list[Record]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        records = list(understood(read(path)))
    for record in records:
        document_of_problems(record.problems)
        if record.place is None:
            assert record.problems, "a refusal says why"
            continue
        assert place_in(document_of(record.place)) == record.place
        public = for_public(record.place)
        if public is not None:
            listing_of(public, town_of(public.address.town, public.address.postal_code))
    return records


def as_json(*records: Any) -> bytes:
    return json.dumps(records, ensure_ascii=True).encode()


@settings(max_examples=examples(60))
@given(spoiled(GUIDE))
def test_soliguide(record: dict[str, Any]) -> None:
    whole = {**GUIDE, "lieu_id": "neighbour"}
    found = read_all("a.json", as_json(record, 5, whole), soliguide.drafts)
    assert found[2].place is not None


@settings(max_examples=examples(60))
@given(spoiled(STRUCTURE), spoiled(SERVICE))
def test_data_inclusion(structure: dict[str, Any], service: dict[str, Any]) -> None:
    whole = {**STRUCTURE, "id": "neighbour"}
    found = read_all("a.json", as_json(structure, service, None, whole), data_inclusion.drafts)
    assert any(each.place and each.place.foreign_id == "neighbour" for each in found)


@settings(max_examples=examples(60))
@given(spoiled(FEATURE))
def test_a_map(feature: dict[str, Any]) -> None:
    whole = {**FEATURE, "id": "node/neighbour"}
    found = read_all("a.json", as_json(feature, [], whole), spreadsheet.drafts)
    assert any(each.place and each.place.foreign_id == "node/neighbour" for each in found)


HEADINGS = (
    "nom", "id", "adresse", "cp", "ville", "tel", "mail", "site", "horaires", "lundi", "mardi matin", "ouverture jeudi",
    "fermeture jeudi", "lat", "lon", "geo", "catégorie", "publics", "langues", "PMR", "tarif", "rdv", "maj", "dispo",
    "supprimé", "date de fermeture", "amenity", "description ar", "insee", "couleur", "", "conditions",
)  # fmt: skip
CELLS = st.text(max_size=20) | st.sampled_from(
    ["9h-12h", "9:00", "NC", "#REF!", "-", "oui", "NON", "31/12/2199", "47,3", "5.04", "21000", "Dijon cedex 9", "Paris 13",
     "03 80 00 00 01 (standard) poste 12 Fax 03 80 00 00 02", "douche; laverie", '"', "a\nb;c", "fermé définitivement",
     "lundi au vendredi 9h-12h et 14h-17h", "0/0/0", "[1,2", "{", "=1+1", "𝟙𝟚", "١٢٣", "١٤٥٦٧٨٩٠١٢", "\ud83d\ude00", "\x00"]
)  # fmt: skip


@settings(max_examples=examples(80))
@given(
    st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=12, unique=True),
    st.lists(st.lists(CELLS, max_size=13), max_size=6),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
)
def test_tables(headings: list[str], rows: list[list[str]], delimiter: str, encoding: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        with path.open("w", encoding=encoding, errors="replace", newline="") as file:
            writer = csv.writer(file, delimiter=delimiter)
            writer.writerows([["nom", "ville", *headings], *rows])
        content = path.read_bytes()
    if b"\x00" in content and encoding != "utf-16":
        content = content.replace(b"\x00", b"")
    with suppress(UnreadableFile):  # A sentence, too.
        read_all("a.csv", content, spreadsheet.drafts)


@pytest.mark.parametrize("read", [soliguide.drafts, data_inclusion.drafts, spreadsheet.drafts])
def test_numbers_that_are_none_and_lists_that_are_none(
    read: Callable[[Path], Iterator[Reading]],
) -> None:
    odd = [
        {"lieu_id": 1, "id": 1, "nom": "A", "name": "A", "organizations": 5, "services_all": 7, "updatedByUserAt": {"$numberInt": "abc"}},
        {"lieu_id": {"$numberInt": "abc"}, "id": "b", "nom": "B", "name": "B", "entity": {"phones": 3}, "sources": "x", "placeType": []},
        {"lieu_id": 3, "id": 3, "nom": "C", "name": "C", "ville": "Dijon", "publics": {"accueil": [], "age": 5}, "modalities": 4},
    ]  # fmt: skip
    found = read_all("a.json", as_json(*odd), read)
    assert found[-1].place is not None
