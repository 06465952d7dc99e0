"""Words lead to what they mean: every synonym to its entry, with slips, in every language."""

import pytest
from babel.messages.pofile import read_po

from kiosk.config import TRANSLATIONS
from kiosk.directory.vocabulary.category import categories, needs
from kiosk.directory.vocabulary.fold import fold, split
from kiosk.search.query import Query
from kiosk.search.reading import readings
from kiosk.search.words.lexicon import Meaning, lexicons, phrases_of
from kiosk.search.words.meaning import meanings_of, others_of
from kiosk.search.words.text import Key, text_of
from kiosk.wording.language import LOCALES
from tests.world import MONDAY_10H

LANGUAGES = tuple(LOCALES)
FEWEST = 3
"""Phrases an entry needs: its name, what people say, and one way more."""


@pytest.mark.parametrize("locale", LANGUAGES)
def test_each_phrase_finds_its_entry_first(locale: str) -> None:
    lost = [
        (phrase, meaning.id, meanings_of(text_of(phrase), locale)[:1])
        for meaning, phrase in phrases_of(locale)
        if meanings_of(text_of(phrase), locale)[:1] != (meaning,)
    ]
    assert lost == []


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_entry_has_words(locale: str) -> None:
    counts = dict.fromkeys((*categories(), *needs()), 0)
    for meaning, _ in phrases_of(locale):
        counts[meaning.id] += 1
    assert {id_: count for id_, count in counts.items() if count < FEWEST} == {}


def test_there_is_a_file_for_each_language_of_the_screens() -> None:
    assert set(LANGUAGES) <= set(LOCALES)
    assert len(lexicons("fr")) == len(LANGUAGES)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_names_on_the_screen_are_words_too(locale: str) -> None:
    """What stands on a button can be typed."""
    labels = {each.label: each.id for each in (*categories().values(), *needs().values())}
    shown = labels
    if locale != "en":
        with (TRANSLATIONS / locale / "LC_MESSAGES" / "messages.po").open("rb") as file:
            catalogue = read_po(file, locale=locale)
        shown = {str(catalogue[label].string): id_ for label, id_ in labels.items()}
    lost = [
        (label, id_)
        for label, id_ in shown.items()
        if id_ not in {each.id for each in meanings_of(text_of(label), locale)}
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("typed", "id_"),
    [
        ("doushe", "shower"), ("duoche", "shower"), ("douch", "shower"), ("dousche", "shower"), ("avocat gratui", "legal_advice"),
        ("avocta", "legal_advice"), ("pmi", "child_care"), ("PMI", "child_care"), ("médcin", "general_practitioner"),
        ("medecein", "general_practitioner"), ("dantiste", "dental_care"), ("vestière", "clothing"), ("ebergement", "emergency_accommodation"),
        ("ébergement d'urgence", "emergency_accommodation"), ("colis alimentère", "food_packages"), ("bibliotèque", "libraries"),
        ("domicilliation", "domiciliation"), ("gratuit douche", "shower"), ("cour de francais", "french_course"),
        ("français cours", "french_course"), ("psikologue", "psychological_support"), ("toilète", "toilets"), ("lavri", "laundry"),
        ("showr", "shower"), ("launderette", "laundry"), ("lwayer", "legal_advice"), ("دش", "shower"), ("محامى", "legal_advice"),
        ("أكل", "eat"), ("الأكل", "eat"), ("نوم", "sleep"),
    ],
)  # fmt: skip
def test_slips_and_sounds(typed: str, id_: str) -> None:
    found = (each.meaning for each in readings(Query(words=typed), MONDAY_10H, "fr"))
    assert next(each.id for each in found if each) == id_


def test_another_meaning_is_offered() -> None:
    taken = meanings_of(text_of("papiers"), "fr")[0]
    assert taken.id == "advice"
    assert "regularization" in {each.id for each in others_of(text_of("papiers"), taken, "fr")}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Œuvre", "oeuvre"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("L'Épicerie", "l epicerie"), ("Saint-Étienne", "saint etienne"),
        ("أَكْل", "اكل"), ("مدرسة", "مدرسه"), ("إقامة", "اقامه"), ("Їжа", "ижа"), ("ёлка", "елка"), ("п'ять", "пять"), ("İstanbul", "istanbul"),
        ("Łódź", "lodz"), ("٢١٠٠٠", "21000"), ("cœur’s", "coeur s"), ("Ça  va…", "ca va"),
    ],
)  # fmt: skip
def test_letters_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_articles_and_small_words_tell_nothing() -> None:
    assert split("la soupe de l'hiver") == ("soupe", "hiver")
    assert split("المطبخ") == split("مطبخ")


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_phrase_is_claimed_by_one_entry(locale: str) -> None:
    """A word that means two things is marked in the other: nothing is decided by the order of a file."""
    claimed: dict[Key, set[Meaning]] = {}
    for meaning, phrase in phrases_of(locale):
        claimed.setdefault(text_of(phrase).key, set()).add(meaning)
    assert {key: each for key, each in claimed.items() if len(each) > 1} == {}
