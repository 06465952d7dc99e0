"""Towns as the post and people write them, and telephone numbers with words about them."""

import pytest

from kiosk.directory.geography.town import town_of
from kiosk.feeds.phone_text import phone, phones
from kiosk.feeds.town_text import known_town


@pytest.mark.parametrize(
    ("name", "postal_code", "code"),
    [
        ("Dijon cedex", "21078", "21231"), ("DIJON CEDEX 9", "21000", "21231"), ("Dijon (21)", "21000", "21231"), ("Lyon 3e", "69003", "69383"),
        ("Lyon Cedex 03", "69003", "69383"), ("Lyon Cedex 03", "69424", "69123"), ("PARIS 13EME ARRONDISSEMENT", "75013", "75113"),
        ("Paris 13", None, "75113"), ("Paris XIIIe", None, "75113"), ("Paris 13ème arr.", None, "75113"), ("MARSEILLE 1ER ARRONDISSEMENT", None, "13201"),
        ("MANS (LE)", "72000", "72181"), ("HAŸ-LES-ROSES (L')", None, "94038"), ("Dijon - Centre", None, "21231"), ("Dijon - Centre", "21000", "21231"),
        ("ST ETIENNE", None, "42218"), ("St-Etienne", "42000", "42218"), ("Chalon s/ Saône", None, "71076"), ("21000 Dijon", None, "21231"),
        ("Fontaine d'Ouche", "21000", "21231"), ("Paris Cedex 13", "75634", "75056"), ("Chenôve", "21000", "21166"),
        ("Lyon", "21000", None), ("Paris 13e", "75014", None), ("Paris 99", "75013", "75113"), ("Saint-Denis", None, None), ("", "21000", "21231"),
    ],
)  # fmt: skip
def test_towns(name: str, postal_code: str | None, code: str | None) -> None:
    found = town_of(name, postal_code)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("town", "postal_code", "shown"),
    [("DIJON CEDEX 9", "21000", "Dijon"), ("Lyon 3e", "69003", "Lyon"), ("MANS (LE)", "72000", "Le Mans"), ("Fontaine d'Ouche", "21000", "Fontaine d'Ouche"),
     ("Nulleville", None, "Nulleville"), (None, None, None)],
)  # fmt: skip
def test_what_a_town_is_called(
    town: str | None, postal_code: str | None, shown: str | None
) -> None:
    assert known_town(town, postal_code, None) == shown


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("03 80 00 00 01 (standard)", [("+33380000001", "standard")]), ("03 80 00 00 02 poste 12", [("+33380000002", "poste 12")]),
        ("0380000003 0600000003", [("+33380000003", None), ("+33600000003", None)]), ("Tél : 03 80 00 00 04 Fax : 03 80 00 00 05", [("+33380000004", None)]),
        ("03 80 00 00 06 du lundi au vendredi", [("+33380000006", "du lundi au vendredi")]), ("03.80.00.00.01/03.80.00.00.02", [("+33380000001", None), ("+33380000002", None)]),
        ("secrétariat 03-80-11-22-33, urgences : 06.11.22.33.44", [("+33380112233", "secrétariat"), ("+33611223344", "urgences")]),
        ("39 19 ou 17", [("3919", None), ("17", None)]), ("24h/24 : 115", [("115", "24h/24")]), ("de 9h à 12h : 03 80 11 22 33", [("+33380112233", "de 9h à 12h")]),
        ("0825 123 456 (0,15€/min)", [("+33825123456", "0,15€/min")]), ("+33380112233 ; +352 26 12 34", [("+33380112233", None), ("+352261234", None)]),
        ("03 80 12 34 5", []), ("Non communiqué", []), ("380112233.0", [("+33380112233", None)]), ("116 000 (enfants disparus)", [("116000", "enfants disparus")]),
        ("fax 0380112233", []), ("0380000013 ou 14", [("+33380000013", None)]), ("06 00 00 00 02 - urgence", [("+33600000002", "urgence")]), ("00 41 22 123 45 67", [("+41221234567", None)]),
    ],
)  # fmt: skip
def test_phones(cell: str, found: list[tuple[str, str | None]]) -> None:
    assert [(each.number, each.label) for each in phones(cell)[0]] == found


@pytest.mark.parametrize(
    ("raw", "country", "home", "display"),
    [("+41221234567", "fr", None, "+41 22 123 45 67"), ("912345678", "es", "fr", "+34 912 34 56 78"), ("912345678", "es", None, "912 34 56 78"),
     ("+262262123456", "fr", None, "0262 12 34 56"), ("+33380112233", "fr", None, "03 80 11 22 33"), ("+33380112233", "es", None, "+33 3 80 11 22 33"),
     ("0049 30 123456", "fr", None, "+49 30 123456")],
)  # fmt: skip
def test_a_foreign_number_shows_its_country(
    raw: str, country: str, home: str | None, display: str
) -> None:
    found = phone(raw, country=country, home=home)
    assert found is not None
    assert found.display == display
