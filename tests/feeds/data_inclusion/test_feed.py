"""data·inclusion: structures and services of every container."""

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl

from kiosk.directory.place.access import Condition, holds
from kiosk.feeds.data_inclusion import feed as data_inclusion

STRUCTURE = {
    "id": "test--é:1",
    "nom": "Maison d'essai",
    "source": "test",
    "date_maj": "2026-01-10",
    "adresse": "1 rue Haute",
    "code_postal": "21000",
    "commune": "Dijon",
    "latitude": 47.32,
    "longitude": 5.04,
    "telephone": "+33380000000",
    "horaires_accueil": "Mo-Fr 09:00-12:00; PH off",
}
SERVICE = {
    "id": "test--s1",
    "structure_id": "test--é:1",
    "source": "test",
    "nom": "Cours",
    "description": "Des cours.",
    "date_maj": "2026-01-12",
    "thematiques": ["lecture-ecriture-calcul--maitriser-le-francais"],
    "publics": ["femmes", "seniors"],
    "frais": "payant",
    "frais_precisions": "5 euros",
    "contact_nom_prenom": "Nom Inventé",
    "horaires_accueil": None,
}


def places(path: Path) -> list[Any]:
    return [record.place for record in data_inclusion.read(path) if record.place]


def check(place: Any) -> None:
    assert place.foreign_id == "test--é:1"
    assert place.opening_hours.osm == "Mo-Fr 09:00-12:00; PH off"
    assert str(place.confirmed_on) == "2026-01-10"
    service = place.services[0]
    assert service.category == "french_course"
    assert service.opening_hours is None  # Falls back on the structure's.
    assert service.audience.kinds == ("women",)
    assert service.audience.detail == "seniors"
    assert holds(service.conditions, Condition.PRICE) is True


def test_json_and_json_lines_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "services.jsonl").write_text(json.dumps(SERVICE) + "\n\n", "utf-8")
    (tmp_path / "structures.json").write_text(json.dumps([STRUCTURE]), "utf-8")
    found = places(tmp_path)
    assert len(found) == 1
    check(found[0])


def test_csv_with_lists_as_python_writes_them(tmp_path: Path) -> None:
    for name, row in (("structures", STRUCTURE), ("services", SERVICE)):
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(row))
            writer.writeheader()
            writer.writerow(
                {key: "" if value is None else str(value) for key, value in row.items()}
            )
    check(places(tmp_path)[0])


def test_a_workbook_with_both_sheets_and_an_index(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, row in (("Structures", STRUCTURE), ("Services", SERVICE)):
        sheet = book.create_sheet(name)
        sheet.append([None, *row])
        sheet.append([0, *(", ".join(v) if isinstance(v, list) else v for v in row.values())])
    book.save(tmp_path / "both.xlsx")
    check(places(tmp_path / "both.xlsx")[0])


def test_a_service_with_its_structure_inside(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps({**SERVICE, "structure": STRUCTURE}), "utf-8")
    check(places(path)[0])


def test_dates_as_milliseconds(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps([{**STRUCTURE, "date_maj": 1704067200000}]), "utf-8")
    assert str(places(path)[0].confirmed_on) == "2024-01-01"


def test_the_digital_inclusion_schema(tmp_path: Path) -> None:
    raw = {**STRUCTURE, "horaires_accueil": None, "horaires": "Mo-Fr 09:00-19:00; Sa 17:00",
           "services": "Prendre en main un ordinateur;Quelque chose de neuf", "latitude": None, "longitude": None}  # fmt: skip
    path = tmp_path / "one.json"
    path.write_text(json.dumps([raw]), "utf-8")
    record = next(iter(data_inclusion.read(path)))
    assert record.place is not None
    assert record.place.opening_hours.osm is None
    assert record.place.opening_hours.note == raw["horaires"]
    assert record.place.approximate
    assert [service.name for service in record.place.services] == [
        "Prendre en main un ordinateur",
        "Quelque chose de neuf",
    ]
    assert {problem.field for problem in record.problems} == {"horaires_accueil", "services"}


def test_a_record_without_id_or_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(
        json.dumps([{**STRUCTURE, "id": ""}, {**STRUCTURE, "nom": None}, STRUCTURE, STRUCTURE]),
        "utf-8",
    )
    records = list(data_inclusion.read(path))
    assert [record.place is not None for record in records] == [False, False, True, False]
