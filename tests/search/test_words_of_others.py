"""Words that only look like ours: addresses, phrases of other things, stems of other languages; and one rule for phones."""

import random
import re
from datetime import UTC, datetime
from typing import Final

import pytest

from kiosk.search.ahead import phrases_for, questions_in
from kiosk.search.query import Query
from kiosk.search.reading import readings
from kiosk.search.words.forms import EXACT
from kiosk.search.words.known import listed, words_of
from kiosk.search.words.lexicon import lexicon, written
from kiosk.search.words.meaning import meanings_of
from kiosk.search.words.street import NUMBERED, without_houses
from kiosk.search.words.text import text_of
from kiosk.search.words.urgent import danger_phrases, situation_of
from tests.thoroughness import examples

pytestmark = pytest.mark.slow

SEED: Final = 15
MOST: Final = examples(2_000)
"""Words of each list by lot; with ``make long`` all of them."""

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def some_of(language: str) -> list[str]:
    """Everyday words of a language."""
    words = words_of(language)
    return random.Random(f"{SEED} {language}").sample(words, min(MOST, len(words)))


def meanings(words: str, locale: str) -> set[str]:
    """Whatever any reading takes the words for."""
    found = readings(Query(words=words), NOW, locale)
    return {each.meaning.id for each in found if each.meaning}


@pytest.mark.parametrize(
    ("address", "locale"),
    [
        ("112 rue de la Liberté", "fr"),
        ("15 bis rue des Lilas", "fr"),
        ("rue Gambetta", "fr"),
        ("rue de la Paix 21000 Dijon", "fr"),
        ("12 place de la République", "fr"),
        ("17 avenue Foch", "fr"),
        ("119, boulevard Voltaire", "fr"),
        ("18 quai des Carrières", "fr"),
        ("12 High Street", "en"),
        ("112 Saint James Road", "en"),
        ("calle Mayor 112", "es"),
        ("rua Augusta 15", "pt"),
        ("strada Florilor 17", "ro"),
        ("вулиця Шевченка 112", "uk"),
        ("улица Ленина 112", "ru"),
        ("شارع الحرية 112", "ar"),
        ("112 شارع الحرية", "ar"),
        ("112 Atatürk caddesi", "tr"),
    ],
)
def test_an_address_is_no_call_for_help(address: str, locale: str) -> None:
    assert meanings(address, locale) == set()
    assert situation_of(address, None, None) is None


@pytest.mark.parametrize(
    ("words", "locale"),
    [
        ("à la rue", "fr"),
        ("je dors dans la rue", "fr"),
        ("je suis à la rue depuis 3 jours", "fr"),
        ("à la rue avec bébé", "fr"),
        ("rue", "fr"),
        ("vivo en la calle", "es"),
        ("sleeping on the street", "en"),
        ("أنام في الشارع", "ar"),
    ],
)
def test_who_sleeps_in_the_street_finds_a_bed(words: str, locale: str) -> None:
    first = next(each for each in readings(Query(words=words), NOW, locale) if each.meaning)
    assert first.query.need == "sleep" or first.query.category == "emergency_accommodation"


def test_what_is_asked_beside_an_address_is_found() -> None:
    assert meanings("douche 12 rue de la Liberté", "fr") == {"shower"}
    for typed in ("115", "le 115", "112", "15 ans rue"):
        assert (situation_of(typed, None, None) is None) is (typed == "15 ans rue"), typed


@pytest.mark.parametrize("locale", ["fr", "en", "es", "ar"])
def test_phrases_of_other_things_mean_nothing_here(locale: str) -> None:
    phrases = sorted(lexicon(locale).otherwise)
    assert len(phrases) >= 10
    for each in phrases:
        assert meanings(each, locale) == set(), each
        assert meanings(f"où trouver {each}", "fr") == set(), each


def test_no_phrase_of_ours_is_one_of_another_thing() -> None:
    for locale in written():
        assert {
            each for each in lexicon(locale).otherwise if meanings_of(text_of(each), locale)
        } == set()


@pytest.mark.parametrize(
    "word", ["poli", "courte", "flou", "hélas", "durer", "consultante", "classe", "dure"]
)
def test_a_word_of_the_screen_is_no_stem_of_another_language(word: str) -> None:
    found = meanings(word, "fr")
    assert found <= {"learn", "school", "tutoring"} if word == "classe" else found == set()


ALLOWED = {"abuse", "abuses"}
"""Words of no list of danger that show a number all the same; somebody looked at them."""


@pytest.mark.parametrize("language", listed())
def test_no_everyday_word_shows_a_number_of_danger_by_its_stem(language: str) -> None:
    """Each word of a list is typed whole; one that shows a number is written in the list of danger, or a form of one."""
    written_out = {
        key.removeprefix(EXACT) for locale in written() for key, _ in danger_phrases(locale)
    }
    shown = {word for word in some_of(language) if situation_of(word, None, None)}
    assert {word for word in shown if word not in written_out} <= ALLOWED
    assert [each for each in ("poli", "policies", "salvar") if situation_of(each, None, None)] == []


@pytest.mark.parametrize("language", listed())
def test_a_phone_takes_no_everyday_word_for_what_the_guide_does_not(language: str) -> None:
    """What is looked up in a pack, held against the search: every word of a language, typed whole."""
    asked: dict[str, str] = {}
    for id_, phrases in phrases_for(questions_in(language), language, ()).items():
        asked |= dict.fromkeys(phrases, id_.partition("+")[0])
    bold = {}
    for word in some_of(language):
        text = text_of(word)
        (token, *more) = text.telling.tokens or text.tokens
        on_phone = asked.get(f"{EXACT}{token.bare or token.folded}") or asked.get(
            " ".join(text.key)
        )
        if more or on_phone is None:
            continue
        (meaning, *_) = meanings_of(text, language) or (None,)
        if meaning is None or ":".join(meaning) != on_phone:
            bold[word] = (on_phone, meaning)
    assert bold == {}


def test_one_pattern_serves_python_and_browsers() -> None:
    """No lookbehind, no named groups, no classes that depend on the alphabet."""
    assert not re.search(r"\(\?<|\(\?P|\\[wWdDsSbB]|\(\?[imsx]", NUMBERED)
    assert without_houses("1 rue") == ""
    assert without_houses("je suis a la rue 3 jours") == "je suis a la rue 3 jours"
