"""Everyday hours; what is not understood is never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.hours.opening_rule import is_valid
from kiosk.feeds.hours.opening_text import read_opening_text


@pytest.mark.parametrize(
    ("text", "osm"),
    [
        ("lun-ven 9h-12h / 14h-17h30, fermé le mercredi après-midi", "Mo,Tu,Th,Fr 09:00-12:00,14:00-17:30; We 09:00-12:00"),
        ("du lundi au vendredi de 8h30 à 12h et de 13h30 à 17h", "Mo-Fr 08:30-12:00,13:30-17:00"),
        ("Lundi au vendredi : 9h00 - 12h00 / 14h00 - 17h00", "Mo-Fr 09:00-12:00,14:00-17:00"),
        ("6 h - 1 h", "Mo-Su 06:00-01:00"),
        ("6 h - 22 h", "Mo-Su 06:00-22:00"),
        ("24h/24", "24/7"),
        ("24h/24 - 7j/7", "24/7"),
        ("24h sur 24", "24/7"),
        ("7j/7 de 8h à 20h", "Mo-Su 08:00-20:00"),
        ("tous les jours 21h-7h", "Mo-Su 21:00-07:00"),
        ("1er et 3e mardi du mois 14h-16h", "Tu[1,3] 14:00-16:00"),
        ("2ème mardi du mois de 14h à 17h", "Tu[2] 14:00-17:00"),
        ("dernier samedi du mois 10h-12h", "Sa[-1] 10:00-12:00"),
        ("semaines paires : jeudi 9h-12h", "week 02-52/2 Th 09:00-12:00"),
        ("jeudi semaines impaires 9h-12h", None),
        ("tous les jours 10h-18h sauf le mercredi", "Mo,Tu,Th-Su 10:00-18:00"),
        ("Lundi au vendredi 9h-12h, fermé le dimanche et les jours fériés", "Mo-Fr 09:00-12:00; PH off"),
        ("lun-ven 9h-12h hors vacances scolaires", "Mo-Fr 09:00-12:00; SH off"),
        ("lun-ven 9h-12h, fermé pendant les vacances scolaires", "Mo-Fr 09:00-12:00; SH off"),
        ("du 1er juin au 30 septembre : tous les jours 10h-20h", "Jun 01-Sep 30 Mo-Su 10:00-20:00"),
        ("sur rendez-vous", 'unknown "sur rendez-vous"'),
        ("Sur RDV", 'unknown "sur rendez-vous"'),
        ("mardi 14h-17h sur rendez-vous", 'Tu 14:00-17:00 "sur rendez-vous"'),
        ("9h-12h du lundi au vendredi", "Mo-Fr 09:00-12:00"),
        ("de midi à minuit", "Mo-Su 12:00-24:00"),
        ("lundi 9h-12h et 14h-17h; mardi 9h-12h", "Mo 09:00-12:00,14:00-17:00; Tu 09:00-12:00"),
        ("Lundi 9h - 12h30\nMardi 9h - 12h30", "Mo 09:00-12:30; Tu 09:00-12:30"),
        ("lundis et jeudis 14h–16h", "Mo,Th 14:00-16:00"),
        ("le jeudi de 14 heures à 16 heures 30", "Th 14:00-16:30"),
        ("week-end 10h-12h", "Sa,Su 10:00-12:00"),
        ("Monday to Friday 9:00-17:00", "Mo-Fr 09:00-17:00"),
        ("Mo - Fr 09:00-12:00", "Mo-Fr 09:00-12:00"),
        ("Mo-Fr: 09:00-12:00;", "Mo-Fr 09:00-12:00"),
        ("Lu-Ve 9h-12h", "Mo-Fr 09:00-12:00"),
        ("09.00-12.00", "Mo-Su 09:00-12:00"),
        ("Mo-Fr 09:00–12:00", "Mo-Fr 09:00-12:00"),
        ("Mo,Tu 08:30-12:00; We 08:30-12:00", "Mo,Tu 08:30-12:00; We 08:30-12:00"),
        # Never guessed:
        ("14h-12h", None),
        ("Mo-Fr 12:00-09:00", None),
        ("mercredi matin", None),
        ("voir le site", None),
        ("Voir fiche équipement", None),
        ("lundi 9h", None),
        ("9h-12h lundi, mardi 14h-17h", None),
        ("25h-26h", None),
        ("lundi 9h-12h si beau temps", None),
        ("tous les jours 9h-18h sauf mercredi matin", None),
        ("jours fériés 9h-12h", None),
        ("Mo-Fr 09:00-19:00; Sa 17:00", None),
        ("fermé", None),
    ],
)  # fmt: skip
def test_what_is_understood(text: str, osm: str | None) -> None:
    read = read_opening_text(text)
    assert read.osm == osm
    assert read.understood == (osm is not None)
    assert read.note == (None if osm else text)


PIECES = st.sampled_from(
    [
        "lundi",
        "mardi",
        "dimanche",
        "lun-ven",
        "9h",
        "12h",
        "14h30",
        "-",
        "à",
        "et",
        ",",
        ";",
        "/",
        "fermé",
        "sauf",
        "le",
        "matin",
        "après-midi",
        "midi",
        "minuit",
        "1er",
        "2e",
        "juin",
        "semaines",
        "paires",
        "jours",
        "fériés",
        "hors",
        "vacances",
        "scolaires",
        "sur",
        "rendez-vous",
        "24h/24",
        "7j/7",
        "09:00-12:00",
        "Mo",
        "Fr",
        "peut-être",
        "30",
    ]
)


@given(st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=60))
def test_any_text_gives_valid_hours_or_none(text: str) -> None:
    read = read_opening_text(text)
    assert read.osm is None or is_valid(read.osm)
    if not read.understood:
        assert read.note == text.strip()
