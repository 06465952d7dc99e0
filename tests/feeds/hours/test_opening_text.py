"""Everyday hours; what is not understood is never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.hours.opening_rule import is_valid
from kiosk.feeds.hours.opening_sentence import sentence_of
from kiosk.feeds.hours.opening_text import read_opening_text
from tests.feeds.hours.sentences import SENTENCES, UNDERSTOOD, Sentence


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda each: each.text[:60])
def test_a_sentence_has_its_one_reading_or_none(sentence: Sentence) -> None:
    read = read_opening_text(sentence.text)
    assert read.osm == sentence.osm
    assert read.understood == (sentence.osm is not None)
    assert read.note == (None if sentence.osm else sentence.text.strip())
    assert read.osm is None or is_valid(read.osm)


def test_nearly_all_that_people_write_is_understood() -> None:
    """Some of the others say no hours at all, some can be read in two ways."""
    assert len(UNDERSTOOD) >= 200


@pytest.mark.parametrize(
    ("text", "osm"),
    [
        ("Mo - Fr 09:00-12:00", "Mo-Fr 09:00-12:00; PH unknown"),
        ("Mo-Fr: 09:00-12:00;", "Mo-Fr 09:00-12:00; PH unknown"),
        ("Mo-Fr 09:00–12:00", "Mo-Fr 09:00-12:00; PH unknown"),
        ("Mo,Tu 08:30-12:00; We 08:30-12:00", "Mo,Tu 08:30-12:00; We 08:30-12:00; PH unknown"),
        ("Mo-Fr 09:00-12:00; Sa,Su off", "Mo-Fr 09:00-12:00; PH unknown; Sa,Su off"),
        ("Mo-Fr 09:00-12:00; Aug off", "Mo-Fr 09:00-12:00; PH unknown; Aug off"),
        ("Mo-Fr 09:00-12:00; PH off", "Mo-Fr 09:00-12:00; PH off"),
        ("Mo-Su,PH 09:00-12:00", "Mo-Su,PH 09:00-12:00"),
        ('Mo 09:00-12:00 "PH; voir"', 'Mo 09:00-12:00 "PH; voir"; PH unknown'),
        ("24/7", "24/7"),
        ("09.00-12.00", None),
        ("Mo-Fr 12:00-09:00", None),
        ("Mo-Fr 09:00-19:00; Sa 17:00", None),
    ],
)
def test_osm_text_stays_and_says_what_of_public_holidays(text: str, osm: str | None) -> None:
    assert read_opening_text(text).osm == osm


@pytest.mark.parametrize("sentence", UNDERSTOOD, ids=lambda each: each.text[:60])
def test_a_text_read_back_is_itself(sentence: Sentence) -> None:
    """Text, OSM, French sentence, OSM: the same."""
    assert sentence.osm is not None
    french = sentence_of(sentence.osm)
    assert french is not None
    assert read_opening_text(french).osm == sentence.osm
    assert read_opening_text(sentence.osm).osm == sentence.osm


def test_what_no_sentence_says_is_not_read_back() -> None:
    assert sentence_of("Mo sunrise-sunset") is None
    assert sentence_of("Mo[1] +3 days 09:00-10:00") is None


QUALIFIERS = {
    "en août": "août juillet juin",
    "du 3 au 17 mars": "mars",
    "les semaines impaires": "paires",
    "sur rendez-vous": "rendez rdv appointment cita",
    "uniquement sur rendez-vous": "rendez rdv appointment cita",
    "une semaine sur deux": "sur par quinze other paires",
    "sauf en août": "août juillet aug agosto",
    "sauf les jours fériés": "fériés feries public",
    "fermé le 24 décembre": "24/12 décembre 24",
    "pendant les vacances scolaires": "scolaire term",
    "hors vacances scolaires": "scolaire term",
    "le 1er mardi du mois": "1er",
    "sauf le 1er mardi du mois": "1er",
    "y compris les jours fériés": "fériés compris",
    "fermé de 10h à 10h30": "",
    "sauf 10h-10h30": "",
    "peut-être": "",
    "selon affluence": "",
    "et sur rendez-vous": "rendez rdv appointment cita",
    "à partir de 23h45": "",
    "femmes seulement": "",
    "(23h45 le jeudi)": "",
}
FORMS = (
    "{0} {1}",
    "{0}, {1}",
    "{0} ; {1}",
    "{0} ({1})",
    "{0}. {1}",
    "{1} : {0}",
    "{1}, {0}",
    "{1} {0}",
    "{0}\n{1}",
)


@given(st.sampled_from(UNDERSTOOD), st.sampled_from(sorted(QUALIFIERS)), st.sampled_from(FORMS))
def test_one_more_condition_is_used_or_the_text_is_not_understood(
    sentence: Sentence, more: str, form: str
) -> None:
    """Words may be put where nobody would put them: they are never lost in silence."""
    if any(word in sentence.text.lower() for word in QUALIFIERS[more].split()):
        return  # It is said already.
    read = read_opening_text(form.format(sentence.text, more))
    assert read.osm != sentence.osm, f"{more!r} is lost"


PIECES = st.sampled_from(
    [
        "lundi", "mardi", "dimanche", "lun-ven", "9h", "12h", "14h30", "-", "à", "et", ",", ";", "/", "fermé", "sauf",
        "le", "matin", "après-midi", "midi", "minuit", "1er", "2e", "juin", "semaines", "paires", "jours", "fériés",
        "hors", "vacances", "scolaires", "sur", "rendez-vous", "24h/24", "7j/7", "09:00-12:00", "Mo", "Fr", "peut-être",
        "30", "(", ")", ":", "9am", "noon", "closed", "lunes", "jusqu'à", "à partir de", "uniquement", "août", "au", "du",
        "y compris", "tous les jours", "en semaine", "de", "entre", "nuit", "24/12", "\n", ".", "dernier", "du mois",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=60))
def test_any_text_gives_valid_hours_or_none(text: str) -> None:
    read = read_opening_text(text)
    assert read.osm is None or is_valid(read.osm)
    if not read.understood:
        assert read.note == text.strip()


@given(st.lists(PIECES, max_size=10).map(" ".join))
def test_whatever_is_understood_stays_itself(text: str) -> None:
    read = read_opening_text(text)
    if read.osm is not None:
        assert read_opening_text(read.osm).osm == read.osm
