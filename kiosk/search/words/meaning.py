"""What words mean: a need or a category, exactly, or as far as they are written."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import dropwhile, takewhile
from typing import Final

from kiosk.caches import memoised, read_once
from kiosk.directory.vocabulary.category import categories, is_sensitive, needs, needs_of, resolve
from kiosk.directory.vocabulary.fold import STOP_WORDS
from kiosk.search.words.known import is_word_of, singular_of
from kiosk.search.words.lexicon import Meaning, lexicon, lexicons, phrases_of
from kiosk.search.words.lexicon import written as written_languages
from kiosk.search.words.text import Key, Text, Token, text_of

_MOST_OTHERS: Final = 3
_CHIEF: Final = 2
"""The first phrases of an entry are its name and what it is mostly called."""


def meanings_of(text: Text, locale: str) -> tuple[Meaning, ...]:
    """What exactly these words mean, the likeliest first."""
    found = meanings_of_key(text.key, locale)
    words = text.telling.tokens or text.tokens
    if found and len(words) == 1 and _is_own_word(words[0], locale):
        return ()
    if not any(map(is_private, found)):
        return found
    if len(words) == 1:
        return tuple(
            each for each in found if not is_private(each) or _says(words[0], each, locale)
        )
    return found


def is_private(meaning: Meaning) -> bool:
    """Whether nobody should be led to it who did not ask for it."""
    return not meaning.is_need and is_sensitive([meaning.id])


def _says(word: Token, meaning: Meaning, locale: str) -> bool:
    """Whether a word by itself says something private.

    As it is written, but for its plural: "capot" is no "capote". In another language only if that of the
    screen does not know the word: a French "râpe" is no English word.
    """
    written = singular_of(word.bare or word.folded)
    if written in _private_words(locale).get(meaning, ()):
        return True
    others = (_private_words(each).get(meaning, ()) for each in written_languages())
    return any(written in each for each in others) and not is_word_of(word, locale)


def _is_own_word(word: Token, locale: str) -> bool:
    """Whether the language of the screen knows a word, and only the stem of it means something, in another one.

    "Courte" is no "court", "poli" no Turkish "polis".
    """
    own, key = lexicon(locale), (word.stem,)
    if key in own.first or key in own.second or (word.bare or word.folded) in _single_words():
        return False
    return is_word_of(word, locale)


@read_once
def _single_words() -> frozenset[str]:
    """Phrases of one word, of every language, as they are written."""
    texts = (
        text_of(phrase)
        for each in written_languages()
        for _, phrase in phrases_of(each, seconds=True)
    )
    words = (text.telling.tokens or text.tokens for text in texts)
    return frozenset(each[0].bare or each[0].folded for each in words if len(each) == 1)


@read_once
def _private_words(locale: str) -> dict[Meaning, frozenset[str]]:
    """Single words of a language for what is private, without the marks of their plurals."""
    found: dict[Meaning, set[str]] = {}
    for meaning, phrase in phrases_of(locale, seconds=True):
        tokens = text_of(phrase).telling.tokens or text_of(phrase).tokens
        if is_private(meaning) and len(tokens) == 1:
            word = tokens[0].bare or tokens[0].folded
            found.setdefault(meaning, set()).add(singular_of(word))
    return {meaning: frozenset(words) for meaning, words in found.items()}


@memoised
def meanings_of_key(key: Key, locale: str) -> tuple[Meaning, ...]:
    """As :func:`meanings_of`, for words that are known by their stems."""
    read = lexicons(locale)
    found = [each.first[key] for each in read if key in each.first]
    identifier = resolve("_".join(key)) if len(key) == 1 else None
    if not found and identifier in categories():
        found.append(Meaning("category", identifier))
    for each in read:
        found += each.second.get(key, ())
    return tuple(dict.fromkeys(found))


def audience_of(text: Text, locale: str) -> str | None:
    """For whom these words are, taken together: "asylum" speaks of people who ask for it."""
    folded = text.folded
    return next((a.audiences[folded] for a in lexicons(locale) if folded in a.audiences), None)


def is_known(word: Token, locale: str) -> bool:
    """Whether a word stands in a phrase of any language."""
    return word.stem in _known(locale)


def others_of(text: Text, taken: Meaning, locale: str) -> tuple[Meaning, ...]:
    """What else these words may mean: other meanings of the phrase, then longer phrases of its need."""
    key = text.key
    found = dict.fromkeys(meanings_of_key(key, locale))
    for word in key:
        for phrase in _phrases_with(locale).get(word, ()):
            longer = meanings_of_key(phrase, locale)[:1] if set(key) <= set(phrase) else ()
            found |= dict.fromkeys(each for each in longer if _are_akin(each, taken))
    return tuple(each for each in found if each != taken)[:_MOST_OTHERS]


def _are_akin(one: Meaning, other: Meaning) -> bool:
    """Whether one is a part of a need that the other is asked for under too."""
    part = not one.is_need and bool(categories()[one.id].parents)
    return part and bool(_needs_of(one) & _needs_of(other))


def _needs_of(meaning: Meaning) -> frozenset[str]:
    if meaning.is_need:
        return frozenset({meaning.id})
    return frozenset(each.id for each in needs_of(meaning.id))


def beginning_with(letters: Text, locale: str) -> Iterator[Meaning]:
    """Meanings with a phrase that begins so: by their chief words first, then those most asked for."""
    folded = letters.folded
    phrases = _phrases(locale)
    start = bisect_left(phrases, (folded,))
    begun = takewhile(lambda each: each[0].startswith(folded), phrases[start:])
    for _, meaning, _ in sorted(
        begun, key=lambda each: (each[2] >= _CHIEF, _rarity(each[1]), len(each[0]), each)
    ):
        yield meaning


@read_once
def _rarity(meaning: Meaning) -> int:
    """0 for a need and what answers it first, 1 for its choices, 2 for the rest."""
    if meaning.is_need or any(meaning.id in need.first for need in needs().values()):
        return 0
    return 1 if any(meaning.id in need.choices for need in needs().values()) else 2


@read_once
def _known(locale: str) -> frozenset[str]:
    """Every word of the lexicons."""
    return frozenset(word for each in lexicons(locale) for key in each.first for word in key)


@read_once
def _phrases_with(locale: str) -> dict[str, tuple[Key, ...]]:
    found: dict[str, list[Key]] = {}
    for key in lexicon(locale).first:
        for word in key:
            found.setdefault(word, []).append(key)
    return {word: tuple(sorted(keys, key=len)) for word, keys in found.items()}


@read_once
def _phrases(locale: str) -> list[tuple[str, Meaning, int]]:
    """The folded phrases of a language in order of letters, each from its first telling word on.

    With each stands how many phrases of its meaning come before it.
    """
    before: Counter[Meaning] = Counter()
    found = []
    for meaning, phrase in phrases_of(locale):
        telling = dropwhile(STOP_WORDS.__contains__, text_of(phrase).folded.split())
        found.append((" ".join(telling), meaning, before[meaning]))
        before[meaning] += 1
    return sorted(found)
