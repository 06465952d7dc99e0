"""Sentences that say that one must be sent, or that an address is a secret."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.directory.place.place import Place
from kiosk.feeds.data_inclusion import feed as data_inclusion
from kiosk.feeds.referral_text import says_it_is_secret, says_one_is_sent
from kiosk.feeds.soliguide import feed as soliguide
from kiosk.feeds.spreadsheet import feed as spreadsheet


@pytest.mark.parametrize(
    "text",
    [
        "Sur orientation du SIAO",
        "sur orientation uniquement",
        "Orientation par le 115",
        "Orientation obligatoire par un travailleur social",
        "Personnes orientées par le 115",
        "Familles adressées par les services sociaux",
        "Admission via le SIAO",
        "Accès par le 115",
        "Uniquement par le 115",
        "Après orientation d'une assistante sociale",
        "Sur prescription d'un travailleur social",
        "Sans rendez-vous, sur orientation",
        "By referral only",
        "Solo derivación",
    ],
)
def test_one_is_sent(text: str) -> None:
    assert says_one_is_sent(text)


@pytest.mark.parametrize(
    "text",
    [
        "Avec ou sans orientation",
        "Sur orientation ou en accès direct",
        "Sur rendez-vous ou sur orientation",
        "Orientation non nécessaire",
        "Pas d'orientation",
        "Information et orientation",
        "Conseil en orientation professionnelle",
        "Sur orientation scolaire",
        "Sur prescription médicale",
        "Sur prescription d'un médecin",
        "Appeler le 115",
        "Accueil inconditionnel, anonyme et gratuit",
        "Point d'accueil, d'écoute et d'orientation",
        "Sur rendez-vous",
    ],
)
def test_one_may_come_by_oneself(text: str) -> None:
    assert not says_one_is_sent(text)
    assert not says_it_is_secret(text)


@pytest.mark.parametrize(
    "text",
    [
        "Adresse confidentielle",
        "adresse tenue secrète",
        "ADRESSE NON COMMUNIQUÉE",
        "Localisation protégée",
        "Lieu tenu secret",
        "Confidentiel",
        "Ne pas divulguer l'adresse",
        "Adresse à ne pas diffuser",
        "Address withheld",
    ],
)
def test_it_is_secret(text: str) -> None:
    assert says_it_is_secret(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lieu d'écoute anonyme, gratuit et confidentiel",
        "Le lieu s'adresse à tous, entretien confidentiel",
        "Lieu d'accueil anonyme",
        "3 rue du Puits Secret",
        "Consultation confidentielle",
    ],
)
def test_it_is_no_secret(text: str) -> None:
    assert not says_it_is_secret(text)


def row(tmp_path: Path, **cells: str) -> Place:
    path = tmp_path / "places.csv"
    given = {"nom": "La Halte", "adresse": "3 rue Zorvek", "ville": "Dijon", **cells}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, given, delimiter=";")
        writer.writeheader()
        writer.writerow(given)
    (record,) = spreadsheet.read(path)
    assert record.place is not None
    return record.place


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("sur orientation", "oui"),
        ("orientation", "115"),
        ("adresse confidentielle", "x"),
        ("conditions", "Sur orientation du SIAO"),
        ("public accueilli", "Femmes orientées par le 115"),
        ("adresse", "Adresse confidentielle"),
        ("complément", "Confidentiel"),
        ("description", "Hébergement. Adresse non communiquée."),
    ],
)
def test_a_row_of_a_table_hides_its_address(tmp_path: Path, heading: str, cell: str) -> None:
    assert row(tmp_path, **{heading: cell}).referral_only


@pytest.mark.parametrize(("heading", "cell"), [("sur orientation", "non"), ("conditions", "Avec ou sans orientation"), ("rdv", "oui")])  # fmt: skip
def test_another_row_does_not(tmp_path: Path, heading: str, cell: str) -> None:
    assert not row(tmp_path, **{heading: cell}).referral_only


def structure(tmp_path: Path, service: dict[str, Any], **changes: Any) -> Place:
    path = tmp_path / "structures.json"
    raw = {"id": "1", "nom": "La Halte", "adresse": "3 rue Zorvek", "commune": "Dijon", **changes}
    other = {"id": "s2", "structure_id": "1", "nom": "Aide", "thematiques": ["sante--prevention"]}
    services = [{"id": "s1", "structure_id": "1", "nom": "Abri", **service}, other]
    path.write_text(json.dumps([raw, *services]), "utf-8")
    (record,) = data_inclusion.read(path)
    assert record.place is not None
    return record.place


def test_a_structure_of_data_inclusion_hides_its_address(tmp_path: Path) -> None:
    assert structure(tmp_path, {}, complement_adresse="Adresse confidentielle").referral_only
    assert structure(tmp_path, {}, mobilisation_precisions="Orientation par le 115").referral_only
    # One service by referral among others hides nothing; a secret of one is a secret of all.
    assert not structure(tmp_path, {"conditions_acces": "Sur orientation du SIAO"}).referral_only
    assert structure(tmp_path, {"conditions_acces": "Adresse tenue secrète"}).referral_only


@pytest.mark.parametrize(
    "changes",
    [
        {"modalities": {"other": "Adresse confidentielle", "orientation": {"checked": False}}},
        {"description": "Abri pour femmes. <b>Adresse</b> tenue secr&#232;te."},
        {"position": {"address": "Adresse non communiquée", "city": "Dijon"}},
    ],
)
def test_a_record_of_soliguide_hides_its_address_in_words_too(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    path = tmp_path / "places.json"
    raw = {"lieu_id": 1, "name": "La Halte", "status": "ONLINE", "position": {"city": "Dijon"}}
    path.write_text(json.dumps({"places": [raw, {**raw, "lieu_id": 2, **changes}]}), "utf-8")
    open_one, hidden = (each.place for each in soliguide.read(path))
    assert open_one is not None
    assert hidden is not None
    assert (open_one.referral_only, hidden.referral_only) == (False, True)
