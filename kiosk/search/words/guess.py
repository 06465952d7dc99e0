"""What words nearly mean: a need or a category by a slip, a word begun, or a word written by ear.

A word that some language knows is no slip of another (:mod:`kiosk.search.words.known`), and what shames or
frightens is reached by its own words only. Languages without a list of words are corrected where nothing else
may be meant.
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import product, takewhile
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kiosk.caches import memoised, read_once
from kiosk.directory.vocabulary.spelling import sounds_alike
from kiosk.search.words.known import is_word, listed
from kiosk.search.words.lexicon import Lexicon, Meaning, lexicon, lexicons, phrases_of, written
from kiosk.search.words.meaning import is_known, is_private, meanings_of_key
from kiosk.search.words.text import Text, Token, text_of

_MOST_SPELLINGS: Final = 4

_SLIPS_FROM: Final = 3
"""Lexicons: the screen's language, French, English."""

_STIGMATISING: Final = frozenset({"mental_health", "psychiatry"})
"""Not private as an address, yet nobody should be led there by a slip."""

_UNKNOWN: Final = 9
"""The slips of a word that stands for none."""


class Guess(NamedTuple):
    """A meaning by words that are nearly those of a phrase; ``cost`` counts the slips."""

    meaning: Meaning
    cost: int
    words: str


def guess(text: Text, locale: str) -> Guess | None:
    """The meaning of a phrase with slips: letters wrong, words begun, or written by ear."""
    return _guess(text.telling.tokens, locale)


@memoised
def _guess(words: tuple[Token, ...], locale: str) -> Guess | None:
    if not words or len(words) > 5:
        return None
    allowed = 1 if len(words) == 1 and len(words[0].bare) < 8 else 2
    found = sorted(_guesses(words, allowed, locale), key=lambda each: each.cost)
    if not found or _is_too_bold(found, locale):
        return None
    return found[0]


def _guesses(words: tuple[Token, ...], allowed: int, locale: str) -> Iterator[Guess]:
    spellings = [_spellings(word, word.sound, locale) for word in words]
    for chosen in product(*spellings):
        cost = sum(each for _, each in chosen)
        if 0 < cost <= allowed and (
            found := meanings_of_key(tuple(sorted(word for word, _ in chosen)), locale)
        ):
            yield Guess(found[0], cost, " ".join(word for word, _ in chosen))


def _is_too_bold(guesses: list[Guess], locale: str) -> bool:
    """Whether the best guess shames; or, by words of a language without a list, might be another."""
    if _shames(guesses[0].meaning):
        return True
    if not any(word in _unlisted(locale) for word in guesses[0].words.split()):
        return False
    meanings = {each.meaning for each in guesses}
    return len(meanings) > 1 or any(map(_shames, meanings))


def _shames(meaning: Meaning) -> bool:
    return is_private(meaning) or meaning.id in _STIGMATISING


@memoised
def _spellings(token: Token, sound: str, locale: str) -> tuple[tuple[str, int], ...]:
    """Stems of the lexicons that a word may stand for, with the slips it takes; best first."""
    word = token.stem
    if is_known(token, locale):
        return ((word, 0),)
    if len(word) < 3 or is_word(token):
        return ((word, _UNKNOWN),)
    found: dict[str, int] = {}
    allowed = 0 if len(word) < 4 else 1 if len(word) < 6 else 2
    others = _about_as_long(len(word), allowed, locale) if allowed else []
    if len(word) >= 4:
        found |= dict.fromkeys(_begun(word, locale), 1)
        found |= dict.fromkeys(_sounding(word, sound, locale), 1)
    if allowed:
        for other, slips, _ in process.extract(
            word, others, scorer=OSA.distance, score_cutoff=allowed, limit=_MOST_SPELLINGS
        ):
            if len(other) > 2 and (other[0] == word[0] or allowed == 2):
                found[other] = min(slips, found.get(other, slips))
    ordered = sorted(found.items(), key=lambda each: (each[1], abs(len(each[0]) - len(word))))
    return tuple(ordered[:_MOST_SPELLINGS]) or ((word, _UNKNOWN),)


def _begun(word: str, locale: str) -> list[str]:
    words = _vocabulary(locale)
    start = bisect_left(words, word)
    return list(takewhile(lambda other: other.startswith(word), words[start : start + 20]))


@read_once
def _vocabulary(locale: str) -> list[str]:
    """The words that may be meant where letters are wrong or missing, in order of letters.

    All of the screen's language, of French and English; of the other languages what is not written in
    Latin letters: with a slip, a French word would too easily become an Albanian one.
    """
    near, far = lexicons(locale)[:_SLIPS_FROM], lexicons(locale)[_SLIPS_FROM:]
    words = {word for each in near for word in _words_of(each)}
    words |= {word for each in far for word in _words_of(each) if not word.isascii()}
    return sorted(words)


@read_once
def _about_as_long(letters: int, slips: int, locale: str) -> list[str]:
    """Those that so many slips may lead to: most are too long or too short."""
    return [word for word in _vocabulary(locale) if abs(len(word) - letters) <= slips]


@read_once
def _unlisted(locale: str) -> frozenset[str]:
    """Words of languages without a list; all that is guessed at on a screen of such a language."""
    if locale not in listed():
        return frozenset(_vocabulary(locale))
    names = {True: set[str](), False: set[str]()}
    for name in written():
        names[name in listed()] |= _words_of(lexicon(name))
    return frozenset(names[False] - names[True])


def _words_of(of: Lexicon) -> set[str]:
    return {word for key in of.first for word in key}


def _sounding(word: str, sound: str, locale: str) -> list[str]:
    """What is written much like it, too: of letters that nobody can say little sound is left."""
    others = _by_sound(locale).get(sound, ())
    return [each for each in others if sounds_alike(word, each)]


@read_once
def _by_sound(locale: str) -> dict[str, list[str]]:
    """Stems by the sounds of the words that have them: a mute ending is part of how one writes."""
    found: dict[str, list[str]] = {}
    names = {locale, "fr", "en"} & {*written()}
    texts = (text_of(phrase) for name in names for _, phrase in phrases_of(name))
    words = {(each.bare, each.sound, each.stem) for text in texts for each in text.telling.tokens}
    for word, sound, shared in sorted(words):
        if len(word) > 2:
            found.setdefault(sound, []).append(shared)
    return found
