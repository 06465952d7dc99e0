"""Tables as town halls make them: titles, two-line headings, days, several rows, cells that say nothing."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from kiosk.directory.place.place import Place, Visibility
from kiosk.directory.problem import Problem
from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.record import Draft
from kiosk.feeds.spreadsheet import feed as spreadsheet
from kiosk.feeds.spreadsheet.day_heading import day_heading
from kiosk.feeds.spreadsheet.heading_words import meaning_of
from tests.feeds.workbooks import write_workbook


class Read:
    """What a table became: places, refusals, and what was said of it."""

    def __init__(self, path: Path, mapping: Path | None = None) -> None:
        readings = list(spreadsheet.drafts(path, mapping=mapping))
        records = [each.understand() for each in readings if isinstance(each, Draft)]
        self.places: list[Place] = [each.place for each in records if each.place]
        self.refused = [each.row for each in records if each.place is None]
        self.said = [each for each in readings if isinstance(each, Problem)]
        self.problems = [problem for each in records for problem in each.problems]

    @property
    def only(self) -> Place:
        (place,) = self.places
        return place


def table(tmp_path: Path, text: str, encoding: str = "utf-8", mapping: str = "") -> Read:
    path = tmp_path / "lieux.csv"
    path.write_bytes(text.encode(encoding))
    file = None
    if mapping:
        file = tmp_path / "mapping.toml"
        file.write_text(mapping, "utf-8")
    return Read(path, file)


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
@pytest.mark.parametrize("last", ["é", "’", "œ", "€", "fermé", "l'été"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac-roman"]
)
def test_letters_are_whole_wherever_the_file_ends(
    tmp_path: Path, end: str, last: str, encoding: str
) -> None:
    name = f"Épicerie d’{last}"
    read = table(tmp_path, f"ville;nom{end or chr(10)}Dijon;{name}{end}", encoding)
    assert read.only.name == name


@pytest.mark.parametrize("length", range(1_048_570, 1_048_582))
def test_letters_are_whole_at_the_edge_of_every_piece(tmp_path: Path, length: int) -> None:
    text = "nom;description\nUn;" + "a" * (length - 19) + "é\nDeux;été\n"
    assert [each.name for each in table(tmp_path, text).places] == ["Un", "Deux"]
    assert table(tmp_path, text).places[1].description == "été"


def test_a_file_of_two_encodings_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "lieux.csv"
    path.write_bytes(
        "nom;ville\nÉté;Dijon\nMédiathèque;Dijon\n".encode() + "Café;Dijon\n".encode("cp1252")
    )
    read = Read(path)
    assert [each.name for each in read.places] == ["Été", "Médiathèque", "Café"]
    assert [each.field for each in read.said] == ["encoding"]


def test_points_of_one_name_are_different_places(tmp_path: Path) -> None:
    read = table(
        tmp_path, "nom;ville;lat;lon\nFontaine;Dijon;47.3221;5.0416\nFontaine;Dijon;47.33;5.05\n"
    )
    assert len({each.foreign_id for each in read.places}) == 2


def test_rows_of_one_place_are_brought_together(tmp_path: Path) -> None:
    read = table(
        tmp_path,
        "id;nom;adresse;ville;catégorie;horaires;tel\n7;Halte;7 rue Haute;Dijon;douche;lundi 9h-12h;0380000001\n"
        "8;Autre;8 rue Haute;Dijon;wc;;\n7;Halte;7 rue Haute;Dijon;laverie;mardi 14h-17h;0380000002\n",
    )
    halte = next(each for each in read.places if each.foreign_id == "7")
    found = {
        each.category: list(_days(each.opening_hours.osm or ""))
        for each in halte.services
        if each.opening_hours
    }
    assert found == {"shower": ["Mo 09:00-12:00"], "laundry": ["Tu 14:00-17:00"]}
    assert [each.number[-1] for each in halte.phones] == ["2", "1"]
    assert len(read.places) == 2


def test_a_row_for_each_day(tmp_path: Path) -> None:
    read = table(
        tmp_path,
        "nom;adresse;ville;horaires\nA;1 r;Dijon;lundi 9h-12h\nA;1 r;Dijon;mardi 14h-17h\n",
    )
    assert list(_days(read.only.opening_hours.osm or "")) == ["Mo 09:00-12:00", "Tu 14:00-17:00"]


@pytest.mark.parametrize(
    "second", ["7;Tout autre;7 rue Haute;Dijon;;", "7;Halte;99 rue Basse;Dijon;;", "7;Halte;7 rue Haute;Lyon;;", "7;Halte;7 rue Haute;Dijon;48;2"]
)  # fmt: skip
def test_what_contradicts_is_another_place_and_said(tmp_path: Path, second: str) -> None:
    read = table(
        tmp_path, f"id;nom;adresse;ville;lat;lon\n7;Halte;7 rue Haute;Dijon;47.3;5.0\n{second}\n"
    )
    assert len({each.foreign_id for each in read.places}) == 2
    assert read.places[0].foreign_id == "7"
    assert [each.field for each in read.problems if "both are kept" in each.message] == ["id"]


@pytest.mark.parametrize(
    "text",
    [
        "Liste des lieux utiles - mars 2026;;;\n;;;\nNom;Adresse;Code postal;Ville\nUn;1 r;21000;Dijon\n",
        "sep=;\nNom;Adresse;Code postal;Ville\nUn;1 r;21000;Dijon\n",
        '"sep=;"\r\nNom;Adresse;Code postal;Ville\r\nUn;1 r;21000;Dijon\r\n',
        "Ville de X\nMise à jour : 3 mars\n\nNom;Adresse;Code postal;Ville\nUn;1 r;21000;Dijon\n",
        "Nom;Adresse;Code postal;Ville\nUn;1 r;21000;Dijon\nTotal : 1 lieu;;;\nSource : ville;;;\n",
        "Nom;Adresse;Code postal;Ville\nUn;1 r;21000;Dijon\nTOTAL;;1;\n",
        "Nom;Adresse;Code postal;Ville\nUn;1 r;21000;Dijon\nNom;Adresse;Code postal;Ville\n",
        "Structure;;;\nNom;Adresse;Code postal;Ville\nUn;1 r;21000;Dijon\n",
    ],
)
def test_only_rows_of_places_are_places(tmp_path: Path, text: str) -> None:
    read = table(tmp_path, text)
    assert read.only.name == "Un"
    assert read.only.address.postal_code == "21000"
    assert read.said or text.lower().lstrip('"').startswith("sep") or "Structure" in text


@pytest.mark.parametrize(
    ("headings", "cells", "osm"),
    [
        ("h_lundi;h_mardi;h_samedi", "9:00 - 12:00 / 13:30 - 17:00;9:00 - 12:00;-", "Mo 09:00-12:00,13:30-17:00; Tu 09:00-12:00"),
        ("horaires lundi;lun.;Tuesday", "9h-12h;14h-17h;9h-12h", "Mo 09:00-12:00,14:00-17:00; Tu 09:00-12:00"),
        ("Lundi matin;Lundi après-midi;Jeu. (AM)", "9h-12h;14h-17h;fermé", "Mo 09:00-12:00,14:00-17:00"),
        ("ouverture lundi;fermeture lundi;ouverture_mardi;fermeture_mardi", "9:00;17:00;9;12", "Mo 09:00-17:00; Tu 09:00-12:00"),
        ("lundi_debut_matin;lundi_fin_matin;lundi_debut_aprem;lundi_fin_aprem", "9h;12h;14h;17h30", "Mo 09:00-12:00,14:00-17:30"),
        ("L;M;M;J;V;S;D", "9h-12h;9h-12h;9h-12h;;;10h-12h;", "Mo-We 09:00-12:00; Sa 10:00-12:00"),
        ("Lu;Ma;Me", "9h-12h;;14h-17h", "Mo 09:00-12:00; We 14:00-17:00"),
        ("du lundi au vendredi;samedi", "9h-12h;10h-12h", "Mo-Fr 09:00-12:00; Sa 10:00-12:00"),
        ("lun-ven;week-end", "9h-12h;10h-12h", "Mo-Fr 09:00-12:00; Sa,Su 10:00-12:00"),
        ("jours d'ouverture;horaires", "lundi, mardi;9h-12h", "Mo,Tu 09:00-12:00"),
        ("lundi;mardi", "9h-12h;NC", "Mo 09:00-12:00; Tu unknown"),
        ("monday_hours;Thu", "09:00-12:00;09:00-12:00", "Mo 09:00-12:00; Th 09:00-12:00"),
    ],
)  # fmt: skip
def test_days_by_any_usual_name(tmp_path: Path, headings: str, cells: str, osm: str) -> None:
    read = table(tmp_path, f"nom;ville;{headings}\nUn;Dijon;{cells}\n")
    said = read.only.opening_hours.osm or ""
    assert sorted(_days(said)) == sorted(_days(osm)), (said, read.only.opening_hours.note)


def _days(osm: str) -> Iterator[str]:
    """ "Mo-We 09:00-12:00" day by day: how days are grouped does not matter."""
    week = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    for rule in osm.split("; "):
        days, _, times = rule.partition(" ")
        if days == "PH":
            continue
        for part in days.split(","):
            first, _, last = part.partition("-")
            for day in week[week.index(first) : week.index(last or first) + 1]:
                yield f"{day} {times}"


@pytest.mark.parametrize(
    "heading",
    [
        "remarques lundi",
        "tournée du mardi",
        "référent mardi",
        "lundis de l'emploi",
        "mer",
        "marché",
    ],
)
def test_headings_that_only_mention_a_day(heading: str) -> None:
    assert day_heading(heading) is None or heading == "mer"


def test_a_mapping_names_days(tmp_path: Path) -> None:
    mapping = '[columns]\nname = "lib"\nlundi = "xa"\n"mardi matin" = ["xb"]\n'
    read = table(tmp_path, "lib;ville;xa;xb\nUn;Dijon;9h-12h;9h-12h\n", mapping=mapping)
    assert sorted(_days(read.only.opening_hours.osm or "")) == ["Mo 09:00-12:00", "Tu 09:00-12:00"]


def test_a_mapping_says_on_which_days_hours_without_days_hold(tmp_path: Path) -> None:
    mapping = '[defaults]\nopen_days = "tous les jours"\n'
    first, second = table(
        tmp_path, "nom;ville;horaires\nUn;Dijon;6 h - 22 h\nDeux;Dijon;\n", mapping=mapping
    ).places
    assert (first.opening_hours.osm or "").startswith("Mo-Su 06:00-22:00")
    assert (second.opening_hours.osm, second.opening_hours.note) == (None, None)


def test_the_national_list_of_france_services(tmp_path: Path) -> None:
    read = table(
        tmp_path,
        "id_fs,lib_fs,adresse,code_postal,lib_com,insee_com,telephone,mail,h_lundi,commentaire_horaires,groupe\n"
        "1,France services Un,1 rue Haute,21000,DIJON,21231,380000000,a@b.fr,9:00 - 12:00,,G\n",
    )
    place = read.only
    assert (place.foreign_id, place.name, place.address.town, place.email) == (
        "1",
        "France services Un",
        "Dijon",
        "a@b.fr",
    )
    assert place.phones[0].number == "+33380000000"
    assert [(each.field, "'G'" in each.message) for each in read.said] == [("groupe", True)]


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("lib_france_services", "name"), ("Nom de la commune", "town"), ("LIB_COM", "town"), ("Tél. (standard)", "phone"),
        ("contact_telephone", "phone"), ("telephone du responsable", None), ("Contact nom", "contact"), ("code département", None),
        ("addr:housenumber", "house"), ("contact:email", "email"), ("DAT_MaJ", "confirmed_on"), ("ID_LieuMed", "id"),
        ("commentaires horaires", "hours"), ("Adresse mail", "email"), ("Statut", "available"), ("Supprimé", "withdrawn"),
        ("couleur", None), ("", None), ("description ar", "description:ar"), ("amenity", "tag:amenity"),
    ],
)  # fmt: skip
def test_what_headings_mean(heading: str, meaning: str | None) -> None:
    assert meaning_of(heading) == meaning


@pytest.mark.parametrize(
    ("headings", "cells", "street"),
    [
        ("N°;nom;adresse", "4;Un;12 rue Haute", "12 rue Haute"), ("N°;nom;adresse", "4;Un;Rue du 11 novembre", "Rue du 11 novembre"),
        ("nom;N°;voie", "Un;4;rue Haute", "4 rue Haute"), ("nom;numéro;adresse", "Un;4;4 rue Haute", "4 rue Haute"),
    ],
)  # fmt: skip
def test_a_number_of_the_row_is_no_number_of_the_house(
    tmp_path: Path, headings: str, cells: str, street: str
) -> None:
    assert table(tmp_path, f"{headings};ville\n{cells};Dijon\n").only.address.street == street


def test_postal_code_and_town_in_one_cell(tmp_path: Path) -> None:
    place = table(tmp_path, "nom;adresse;CP - Ville\nUn;1 rue Haute;21078 Dijon cedex\n").only
    assert place.address.lines == ("1 rue Haute", "21078 Dijon")


def test_days_times_of_opening_and_of_closing_in_three_columns(tmp_path: Path) -> None:
    text = "nom;ville;jours de permanence;heure de début;heure de fin\nUn;Dijon;lundi et jeudi;9h;11h30\n"
    assert sorted(_days(table(tmp_path, text).only.opening_hours.osm or "")) == [
        "Mo 09:00-11:30",
        "Th 09:00-11:30",
    ]


def test_columns_that_were_not_used_are_named_with_three_values(tmp_path: Path) -> None:
    read = table(
        tmp_path,
        "nom;ville;couleur;vide\nA;Dijon;bleu;\nB;Dijon;vert;\nC;Dijon;bleu;\nD;Dijon;rouge;\nE;Dijon;noir;\n",
    )
    (said,) = read.said
    assert said.field == "couleur"
    assert all(each in said.message for each in ("'bleu'", "'vert'", "'rouge'"))
    assert "noir" not in said.message


@pytest.mark.parametrize(
    "word", ["#N/A", "#REF!", "#VALEUR!", "#NOM?", "#DIV/0!", "####", "Non communiqué", "non renseignée", "NC", "N.C.", "n/a", "-", "--",
             "?", "néant", "à compléter", "A COMPLETER", "…", "null", "Inconnu", "non précisé", "Err:502", "sans objet", "xxx", "."]
)  # fmt: skip
def test_what_says_nothing_is_never_shown(tmp_path: Path, word: str) -> None:
    place = table(
        tmp_path,
        f"nom;ville;adresse;tel;mail;site;horaires;description;public;tarif;conditions;couleur\nUn;Dijon{(';' + word) * 10}\n",
    ).only
    assert place.address.street is None
    assert (place.description, place.email, place.website, place.opening_hours.note) == (
        None,
        None,
        None,
        None,
    )
    assert (place.phones, place.conditions, place.audience.detail, place.remarks) == (
        (),
        (),
        None,
        (),
    )


@pytest.mark.parametrize(
    ("heading", "cell", "shown"),
    [
        ("Disponibilité", "NON", False), ("dispo", "OUI", True), ("Ouvert", "non", False), ("statut", "fermé définitivement", False),
        ("Supprimé", "oui", False), ("supprimé", "non", True), ("Actif", "0", False), ("Publié", "faux", False), ("État", "hors service", False),
        ("statut", "Association", True), ("Affichage", "INACTIF", False), ("en service", "x", True), ("access", "private", False),
        ("archivé", "1", False), ("statut", "brouillon", False), ("Disponible (oui/non)", "Indisponible", False), ("statut", "Ouvert", True),
    ],
)  # fmt: skip
def test_what_is_not_available_stays_behind_the_desk(
    tmp_path: Path, heading: str, cell: str, shown: bool
) -> None:
    place = table(tmp_path, f"nom;ville;{heading}\nUn;Dijon;{cell}\n").only
    assert (place.visibility is Visibility.PUBLIC) is shown


def test_every_sheet_is_read_and_what_is_hidden_is_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Manger"
    for row in (
        ["nom", "adresse", "ville", "secret"],
        ["A", "1 r", "Dijon", "x"],
        ["B", "2 r", "Dijon", "x"],
        ["C", "3 r", "Dijon", "x"],
    ):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet["A4"].font = Font(strike=True)
    sheet.column_dimensions["D"].hidden = True
    for name, state in (("Dormir", "visible"), ("Vieux", "hidden"), ("Notes", "visible")):
        other = book.create_sheet(name)
        other.sheet_state = state
        other.append(["nom", "adresse", "ville"] if name != "Notes" else ["À faire", "Qui"])
        other.append([name, "9 r", "Dijon"])
    book.save(tmp_path / "a.xlsx")
    read = Read(tmp_path / "a.xlsx")
    assert [each.name for each in read.places] == ["A", "Dormir"]
    assert [each.services[0].category for each in read.places] == [
        "food",
        "accomodation_and_housing",
    ]
    assert read.places[0].remarks == ()
    said = [(each.row, each.field) for each in read.said]
    assert ("sheet 'Vieux'", "sheet") in said
    assert ("sheet 'Notes'", "sheet") in said
    assert {
        each.message.split()[0]
        for each in read.said
        if each.row == "sheet 'Manger'" and each.field == "rows"
    } == {"1"}
    assert len([each for each in read.said if each.field in {"rows", "columns"}]) == 3


def test_a_line_that_stands_alone_names_what_is_below_it(tmp_path: Path) -> None:
    read = table(
        tmp_path,
        "nom;adresse;ville\nDOUCHES;;\nA;1 r;Dijon\nLaveries;;\nB;2 r;Dijon\nQuartier nord;;\nC;3 r;Dijon\n",
    )
    assert [each.services[0].category for each in read.places] == ["shower", "laundry", None]
    assert read.refused == ["row 6"]
    assert len(read.said) == 2


def test_two_lines_of_headings_and_cells_that_are_merged(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Annuaire"], ["Structure", None, None, "Lundi", None, "Contact", None],
        ["Nom", "Adresse", "Ville", "Matin", "Après-midi", "Nom", "Téléphone"],
        ["A", "1 r", "Dijon", "9h-12h", "14h-17h", "Mme X", "0380000001"], ["B", "2 r", None, "9h-12h", None, None, None],
    ):  # fmt: skip
        sheet.append(row)
    for area in ("A1:G1", "A2:C2", "D2:E2", "F2:G2", "C4:C5"):
        sheet.merge_cells(area)
    book.save(tmp_path / "a.xlsx")
    first, second = Read(tmp_path / "a.xlsx").places
    assert (first.name, first.address.street, first.phones[0].number) == (
        "A",
        "1 r",
        "+33380000001",
    )
    assert first.contact_people[0].name == "Mme X"
    assert list(_days(first.opening_hours.osm or "")) == ["Mo 09:00-12:00,14:00-17:00"]
    assert (second.name, second.address.town) == ("B", "Dijon")


def test_words_struck_out_within_a_cell_are_left_out(tmp_path: Path) -> None:
    cell = '<c t="inlineStr"><is>{}</is></c>'
    struck = "<r><rPr><strike/></rPr><t>lun 9h-12h</t></r><r><t> mar 9h-12h</t></r>"
    rows = "".join(
        f"<row>{''.join(cell.format(part) for part in parts)}</row>"
        for parts in (
            ("<t>nom</t>", "<t>ville</t>", "<t>horaires</t>"),
            ("<t>A</t>", "<t>Dijon</t>", struck),
        )
    )
    hours = Read(write_workbook(tmp_path / "a.xlsx", rows)).only.opening_hours
    assert list(_days(hours.osm or "")) == ["Tu 09:00-12:00"]


def test_an_unclosed_quotation_mark_swallows_no_row(tmp_path: Path) -> None:
    read = table(
        tmp_path, 'nom;ville\nUn;Dijon\n"Deux;Dijon\nTrois;Dijon\n"Quatre";Dijon\nCinq 5" ;Dijon\n'
    )
    assert len(read.places) == 5
    assert [each.field for each in read.said] == ["quotes"]


def test_lists_of_a_json_file_are_read_or_said(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        '{"manger": [{"nom": "A", "ville": "Dijon"}], "dormir": [{"nom": "B", "adresse": {"rue": "1 r"}}]}',
        "utf-8",
    )
    assert [(each.name, each.address.street) for each in Read(path).places] == [
        ("A", None),
        ("B", "1 r"),
    ]
    path.write_text(
        '{"records": [{"nom": "A", "ville": "Dijon"}], "dormir": [{"nom": "B"}]}', "utf-8"
    )
    assert [each.field for each in Read(path).said] == ["dormir"]


def test_tags_of_a_map(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    tags = '"addr:housenumber": "5", "addr:street": "Rue Haute", "addr:postcode": "21000", "addr:city": "Dijon", "contact:phone": "+33 3 80 11 22 33"'
    where = '"geometry": {"type": "Point", "coordinates": [5.04, 47.32]}'
    path.write_text(
        '{"type": "FeatureCollection", "name": "couche", "features": ['
        f'{{"type": "Feature", "properties": {{"@id": "node/1", "name": "Un", "social_facility": "food_bank", {tags}}}, {where}}},'
        f'{{"type": "Feature", "id": "node/2", "properties": {{"amenity": "drinking_water"}}, {where}}},'
        f'{{"type": "Feature", "id": "node/3", "properties": {{"amenity": "fountain", "drinking_water": "no", "name": "Jet"}}, {where}}}]}}',
        "utf-8",
    )
    one, two, three = Read(path).places
    assert one.address.lines == ("5 Rue Haute", "21000 Dijon")
    assert (one.foreign_id, one.phones[0].number, one.services[0].category) == (
        "node/1",
        "+33380112233",
        "food_packages",
    )
    assert (two.name, two.services[0].category) == ("Fontaine", "fountain")
    assert three.services[0].category is None


def test_a_list_of_words_is_no_table_of_places(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        table(tmp_path, "couleur;taille\nbleu;2\n")
