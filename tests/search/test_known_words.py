"""A word that a language knows is never a slip of another; what shames is reached by its own words only."""

import random

import pytest

from kiosk.directory.vocabulary.category import categories
from kiosk.directory.vocabulary.number import situations
from kiosk.search.query import Query
from kiosk.search.reading import readings
from kiosk.search.words.guess import guess
from kiosk.search.words.known import listed, slips, words_of
from kiosk.search.words.lexicon import lexicon, phrases_of
from kiosk.search.words.meaning import is_private, meanings_of
from kiosk.search.words.text import text_of
from kiosk.search.words.urgent import situation_of
from kiosk.wording.language import LOCALES
from tests.thoroughness import examples
from tests.world import MONDAY_10H

SEED = 15
UNLISTED = {"ka", "ps", "sq", "ti"}
"""Languages for which nobody has made a list of words that may be passed on."""

STIGMA = {each.id for each in categories().values() if each.sensitive} | {"psychiatry", "mental_health"}  # fmt: skip


def some_of(language: str) -> list[str]:
    """A slice of a list; all of it when there is time."""
    words = words_of(language)
    return random.Random(f"{SEED} {language}").sample(words, min(len(words), examples(500)))


@pytest.mark.parametrize("language", listed())
def test_no_word_is_a_slip(language: str) -> None:
    assert len(words_of(language)) > 19_000
    found = {word: guess(text_of(word), language) for word in some_of(language)}
    corrected = {word for word, guessed in found.items() if guessed}
    assert corrected <= slips()


def stems_of(phrase: str) -> tuple[str, ...]:
    return tuple(each.stem for each in text_of(phrase).tokens)


@pytest.mark.parametrize("language", listed())
def test_no_word_frightens_by_its_sound(language: str) -> None:
    """ "Omelette" is not "homeless": a word that is known tells of danger by its own letters only."""
    phrases = {
        stems_of(phrase)
        for situation in situations().values()
        for said in situation.words.values()
        for phrase in said
    }
    told = {word for word in some_of(language) if situation_of(word, None, None)}
    assert {word for word in told if stems_of(word) not in phrases} == set()


def test_every_language_has_a_list_or_is_named() -> None:
    assert {*LOCALES} == {*listed(), *UNLISTED}


@pytest.mark.parametrize(
    ("locale", "typed"),
    [
        ("fr", "adoption"), ("en", "adoption"), ("fr", "prothèse auditive"), ("fr", "poussette"), ("fr", "lycée"), ("fr", "toilettage"),
        ("fr", "bail"), ("fr", "beauté"), ("fr", "boxe"), ("en", "brake"), ("en", "cats"), ("fr", "visage"), ("fr", "charges"),
        ("fr", "collection"), ("fr", "papa"), ("fr", "nature"), ("fr", "capot"), ("fr", "râpe"), ("fr", "curé"), ("fr", "omelette"),
        ("ro", "pegas"), ("es", "suerte"), ("fr", "marais"), ("en", "harder"), ("fr", "politesse"),
    ],
)  # fmt: skip
def test_a_right_word_is_what_it_says(locale: str, typed: str) -> None:
    """Once each of these was read as another word, many as something that shames."""
    read = list(readings(Query(words=typed), MONDAY_10H, locale))
    assert [each.corrected for each in read if each.corrected] == []
    assert {each.meaning.id for each in read if each.meaning}.isdisjoint(STIGMA)
    assert situation_of(typed, None, None) is None


@pytest.mark.parametrize("locale", LOCALES)
def test_no_slip_leads_to_what_shames(locale: str) -> None:
    """Letters wrong, missing, doubled and swapped in every word of it, and its beginnings."""
    chance = random.Random(f"{SEED} {locale}")
    phrases = [phrase for meaning, phrase in phrases_of(locale) if meaning.id in STIGMA]
    for phrase in chance.sample(phrases, min(len(phrases), examples(25))):
        at = chance.randrange(len(phrase))
        twice = phrase[:at] + phrase[at : at + 1] * 2 + phrase[at + 1 :]
        for slip in (twice, phrase[:at] + phrase[at + 1 :], phrase[:-2], phrase[::-1]):
            guessed = guess(text_of(slip), locale)
            assert guessed is None or guessed.meaning.id not in STIGMA, slip


@pytest.mark.parametrize("locale", sorted(UNLISTED))
def test_without_a_list_one_reading_or_none(locale: str) -> None:
    """A word between two meanings is not corrected; one that has a single meaning is."""
    words = sorted({word for key in lexicon(locale).first for word in key if len(word) > 5})
    corrected = 0
    for word in random.Random(f"{SEED} {locale}").sample(words, 60):
        slip = word[:2] + word[3:]
        guessed = guess(text_of(slip), locale)
        corrected += bool(guessed)
        assert guessed is None or not is_private(guessed.meaning)
    assert corrected


@pytest.mark.parametrize(
    ("typed", "situation"),
    [("suisside", "suicide"), ("suissidé", "suicide"), ("violance", "violence"), ("harselement", "violence")],
)  # fmt: skip
def test_danger_is_still_read_by_its_sound(typed: str, situation: str) -> None:
    found = situation_of(typed, None, None)
    assert found is not None
    assert found.id == situation


def test_a_word_of_another_language_says_nothing_private_where_ones_own_knows_it() -> None:
    assert [each.id for each in meanings_of(text_of("rape"), "en")][:1] == [
        "sexual_violence_support"
    ]
    assert meanings_of(text_of("râpe"), "fr") == ()
