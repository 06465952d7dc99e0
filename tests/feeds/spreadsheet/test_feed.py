"""Tables of every dialect, and what their rows become."""

import json
from pathlib import Path

import openpyxl
import pytest

from kiosk.directory.place.access import Condition, holds
from kiosk.feeds.cell_list import items
from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.files.table_file import read_sheets
from kiosk.feeds.record import Record
from kiosk.feeds.spreadsheet import feed as spreadsheet
from kiosk.feeds.spreadsheet.grid import position_of_cell, position_of_columns
from kiosk.feeds.spreadsheet.head import Table, table_of


def read_table(path: Path) -> Table:
    """The headings and rows of the first sheet that has any."""
    for sheet in read_sheets(path):
        table = table_of(sheet)
        rows = list(table.rows)
        if len(table.headings) > 1:
            return Table(headings=table.headings, rows=iter(rows))
    return Table(headings=(), rows=iter(()))


ROW = {
    "nom": "Épicerie d'été",
    "adresse": "1 rue Haute",
    "code postal": "1000",
    "ville": "Bourg-en-Bresse",
}


def csv_bytes(separator: str, encoding: str, newline: str) -> bytes:
    text = newline.join(separator.join(row) for row in (ROW.keys(), ROW.values())) + newline
    return text.encode(encoding)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac-roman"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_dialect(tmp_path: Path, separator: str, encoding: str, newline: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(csv_bytes(separator, encoding, newline))
    table = read_table(path)
    assert table.headings == tuple(ROW)
    assert list(table.rows) == [(2, tuple(ROW.values()))]


def test_cells_with_line_breaks_and_json(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(
        'nom;geo_shape\n"Deux\nlignes";"{""coordinates"": [5.04, 47.32]}"\nX;\n', "utf-8"
    )
    rows = list(read_table(path).rows)
    assert rows[0][1] == ("Deux\nlignes", '{"coordinates": [5.04, 47.32]}')


def test_a_workbook_with_an_index_column_and_an_ignored_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Mode d'emploi"])
    sheet = book.create_sheet("Lieux")
    for row in (
        [None, "nom", "code postal", "__ignore__"],
        [0, "A", 1000, None],
        [1, "Exemple", 21000, "oui"],
    ):
        sheet.append(row)
    book.save(tmp_path / "table.xlsx")
    table = read_table(tmp_path / "table.xlsx")
    assert table.headings == ("", "nom", "code postal", "__ignore__")
    assert [row for _, row in table.rows] == [("0", "A", "1000")]


@pytest.mark.parametrize("envelope", ["d", "data", "results", None])
def test_json_rows_in_an_envelope(tmp_path: Path, envelope: str | None) -> None:
    rows = [{"nom": "A", "x_long": "5.04"}, {"nom": "B", "y_lat": "47"}]
    path = tmp_path / "table.json"
    path.write_text(json.dumps({envelope: rows} if envelope else rows), "utf-8")
    table = read_table(path)
    assert table.headings == ("nom", "x_long", "y_lat")
    assert [row for _, row in table.rows] == [("A", "5.04", ""), ("B", "", "47")]


@pytest.mark.parametrize(
    "content", [b"", b"   \n", b"\xd0\xcf\x11\xe0old", b"PK\x03\x04junk", b"\x00\x01\x02" * 99]
)
def test_what_is_no_table(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"table\.csv"):
        list(read_table(path).rows)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("['a', 'b']", ("a", "b")),
        ('["a", "b"]', ("a", "b")),
        ("{a,b}", ("a", "b")),
        ("a; b ;a", ("a", "b")),
        ("a, b", ("a", "b")),
        ("a / b", ("a", "b")),
        ("[broken", ("[broken",)),
        (None, ()),
    ],
)
def test_lists_in_a_cell(value: object, expected: tuple[str, ...]) -> None:
    assert items(value) == expected


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ("47.3220", "5.0415"),
        ("47,3220", "5,0415"),
        ("5.0415", "47.3220"),
        ("6692424,5", "475198,1"),
        ("475198,1", "6692424,5"),
        ("47", "-00000001,15"),
    ],
)
def test_positions_of_two_columns(lat: str, lon: str) -> None:
    point, _ = position_of_columns(lat, lon)
    assert point is not None
    assert 47 <= point.lat < 48


@pytest.mark.parametrize(
    "cell",
    ["47.32, 5.04", "47.32,5.04", "47,32 5,04", "POINT (5.04 47.32)", "SRID=4326;POINT(5.04 47.32)",
     '{"type": "MultiPoint", "coordinates": [[5.04, 47.32]]}',
     '{"type": "Polygon", "coordinates": [[[5.03, 47.31], [5.05, 47.31], [5.05, 47.33], [5.03, 47.33]]]}'],
)  # fmt: skip
def test_positions_of_one_cell(cell: str) -> None:
    point, _ = position_of_cell(cell)
    assert point is not None
    assert (round(point.lat, 2), round(point.lon, 2)) == (47.32, 5.04)


@pytest.mark.parametrize(("lat", "lon"), [("0", "0"), ("abc", "5"), ("12", "100")])
def test_positions_that_are_refused(lat: str, lon: str) -> None:
    point, problem = position_of_columns(lat, lon)
    assert point is None
    assert problem


def read(tmp_path: Path, text: str, mapping: str | None = None) -> list[Record]:
    path = tmp_path / "lieux.csv"
    path.write_text(text, "utf-8")
    file = None
    if mapping is not None:
        file = tmp_path / "mapping.toml"
        file.write_text(mapping, "utf-8")
    return list(spreadsheet.read(path, mapping=file))


def test_a_row_becomes_a_place(tmp_path: Path) -> None:
    records = read(
        tmp_path,
        "ID;Nom de la structure;Catégorie;Adresse;CP;Ville;Tél;Horaires d'ouverture;Latitude;Longitude;PMR;Tarif;Langues;Couleur;Date de mise à jour\n"
        "7;Bains;Douche / Toilettes;1 rue Haute;21000;Dijon;380112233;lun-ven 9h-12h;47,3220;5,0415;oui;2 euros;français, arabe;bleu;31/01/2026\n",
    )
    place = records[0].place
    assert place is not None
    assert records[0].problems == ()
    assert place.foreign_id == "7"
    assert [service.category for service in place.services] == ["shower", "toilets"]
    assert place.opening_hours.osm == "Mo-Fr 09:00-12:00; PH unknown"
    assert place.phones[0].number == "+33380112233"
    assert place.point is not None
    assert holds(place.conditions, Condition.WHEELCHAIR) is True
    assert holds(place.conditions, Condition.PRICE) is True
    assert place.languages == ("fr", "ar")
    assert str(place.confirmed_on) == "2026-01-31"
    assert ("Couleur", "bleu") in place.remarks


def test_descriptions_translated_by_people(tmp_path: Path) -> None:
    table = "nom;adresse;cp;ville;description;description ar;Présentation (uk);description zz\nHalte;1 rue A;21000;Dijon;Un café.;مقهى.;Кава.;x\n"
    place = read(tmp_path, table)[0].place
    assert place is not None
    assert place.described_in("ar") == "مقهى."
    assert place.described_in("uk") == "Кава."
    assert place.described_in("ru") is None
    assert ("description zz", "x") in place.remarks


def test_what_was_not_understood_is_kept_and_reported(tmp_path: Path) -> None:
    record = read(
        tmp_path,
        "nom;horaires;catégorie;mail;code postal\nA;quand on veut;Fanfare;pas un mail;999\n",
    )[0]
    assert record.place is not None
    assert record.place.opening_hours.osm is None
    assert record.place.opening_hours.note == "quand on veut"
    assert ("category", "Fanfare") in record.place.remarks
    assert {problem.field for problem in record.problems} == {
        "horaires",
        "catégorie",
        "mail",
        "code postal",
        "town",
    }
    assert {problem.row for problem in record.problems} == {"row 2"}


def test_a_column_for_each_day(tmp_path: Path) -> None:
    text = "nom;lundi;mardi matin;mardi après-midi;mercredi\nA;9h-12h;9h-12h;14h-17h;fermé\n"
    place = read(tmp_path, text)[0].place
    assert place is not None
    assert place.opening_hours.osm == "Mo 09:00-12:00; Tu 09:00-12:00,14:00-17:00; PH unknown"


def test_without_coordinates_the_town_stands_for_the_door(tmp_path: Path) -> None:
    place = read(tmp_path, "nom;code postal;ville\nA;21000;Dijon\n")[0].place
    assert place is not None
    assert place.approximate
    assert place.point is not None


def test_an_address_in_one_cell_is_taken_apart(tmp_path: Path) -> None:
    place = read(tmp_path, "nom;adresse\nA;8 rue de la Boétie - 33000 Bordeaux\n")[0].place
    assert place is not None
    assert place.address.street == "8 rue de la Boétie"
    assert (place.address.postal_code, place.address.town) == ("33000", "Bordeaux")


def test_the_same_place_twice_is_refused_once(tmp_path: Path) -> None:
    records = read(tmp_path, "nom;adresse\nA;1 rue X\nA;1 rue X\nA;2 rue X\n")
    assert [record.place is not None for record in records] == [True, False, True]


def test_a_mapping_for_a_table_without_headings(tmp_path: Path) -> None:
    mapping = (
        'header = false\n[columns]\nname = "A"\nstreet = 2\n[defaults]\ncategory = "toilets"\n'
    )
    records = read(tmp_path, "Urinoir;1 rue X\nSanisette;2 rue Y\n", mapping)
    assert [record.place.name for record in records if record.place] == ["Urinoir", "Sanisette"]
    assert records[0].place is not None
    assert records[0].place.services[0].category == "toilets"


@pytest.mark.parametrize(
    ("text", "mapping", "says"),
    [
        ("12;34\n56;78\n", None, "--mapping"),
        ("nom;b\nA;1\n", '[columns]\nstreet = "Z"\n', "no such heading"),
        ("nom;b\nA;1\n", '[columns]\ncolour = "b"\n', "known are"),
        ("nom;b\nA;1\n", "not toml", "not TOML"),
    ],
)
def test_a_table_that_cannot_be_read_says_what_to_do(
    tmp_path: Path, text: str, mapping: str | None, says: str
) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read(tmp_path, text, mapping)


def test_a_keeper_releases_fields_of_a_hidden_place_one_by_one(tmp_path: Path) -> None:
    text = (
        "nom;adresse;ville;email;description;conditions;champs publiés\n"
        "La Halte;3 rue Cachée;Dijon;a@exemple.invalid;Un mot.;Sur orientation;description, photo\n"
    )
    (record,) = read(tmp_path, text)
    assert record.place is not None
    assert record.place.released == ("description",)
    assert any("'photo' is no field" in problem.message for problem in record.problems)
