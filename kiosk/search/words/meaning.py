"""What words mean: a need or a category, exactly, with slips, or as far as they are written."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import dropwhile, product, takewhile
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kiosk.caches import memoised, read_once
from kiosk.directory.vocabulary.category import categories, needs, needs_of, resolve
from kiosk.directory.vocabulary.fold import STOP_WORDS
from kiosk.search.words.lexicon import Meaning, lexicon, lexicons, phrases_of, written
from kiosk.search.words.text import Key, Text, Token, text_of

_MOST_SPELLINGS: Final = 4
_MOST_OTHERS: Final = 3
_SURE: Final = 7
"""Letters from which a word with a slip is surely a sensitive one: "volé" is not "viol"."""

_SLIPS_FROM: Final = 3
"""Lexicons: the screen's language, French, English."""

_CHIEF: Final = 2
"""The first phrases of an entry are its name and what it is mostly called."""


class Guess(NamedTuple):
    """A meaning by words that are nearly those of a phrase; ``cost`` counts the slips."""

    meaning: Meaning
    cost: int
    words: str


def meanings_of(text: Text, locale: str) -> tuple[Meaning, ...]:
    """What exactly these words mean, the likeliest first."""
    return _meanings(text.key, locale)


@memoised
def _meanings(key: Key, locale: str) -> tuple[Meaning, ...]:
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
    found = dict.fromkeys(_meanings(key, locale))
    for word in key:
        for phrase in _phrases_with(locale).get(word, ()):
            longer = _meanings(phrase, locale)[:1] if set(key) <= set(phrase) else ()
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


def guess(text: Text, locale: str) -> Guess | None:
    """The meaning of a phrase with slips: letters wrong, words begun, or written by ear."""
    return _guess(text.telling.tokens, locale)


@memoised
def _guess(words: tuple[Token, ...], locale: str) -> Guess | None:
    if not words or len(words) > 5:
        return None
    spellings = [_spellings(word.stem, word.sound, locale) for word in words]
    best: Guess | None = None
    for chosen in product(*spellings):
        cost = sum(each for _, each in chosen)
        found = _meanings(tuple(sorted(word for word, _ in chosen)), locale)
        allowed = 1 if len(words) == 1 and len(words[0].bare) < 8 else 2
        if not found or cost > allowed or (cost and _is_too_bold(found[0], words)):
            continue
        if best is None or cost < best.cost:
            best = Guess(found[0], cost, " ".join(word for word, _ in chosen))
    return best


def _is_too_bold(meaning: Meaning, words: tuple[Token, ...]) -> bool:
    """Whether a slip would read something sensitive, or private, into a short word."""
    sensitive = not meaning.is_need and categories()[meaning.id].sensitive
    return sensitive and max(len(each.bare) for each in words) < _SURE


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


@memoised
def _spellings(word: str, sound: str, locale: str) -> tuple[tuple[str, int], ...]:
    """Stems of the lexicons that a stem may stand for, with the slips it takes; best first."""
    if word in _known(locale):
        return ((word, 0),)
    if len(word) < 3:
        return ((word, 9),)
    found: dict[str, int] = {}
    allowed = 0 if len(word) < 4 else 1 if len(word) < 6 else 2
    others = _vocabulary(locale)
    if len(word) >= 4:
        found |= dict.fromkeys(_begun(word, locale), 1)
        found |= dict.fromkeys(_by_sound(locale).get(sound, ()), 1)
    if allowed:
        for other, slips, _ in process.extract(
            word, others, scorer=OSA.distance, score_cutoff=allowed, limit=_MOST_SPELLINGS
        ):
            if len(other) > 2 and (other[0] == word[0] or allowed == 2):
                found[other] = min(slips, found.get(other, slips))
    ordered = sorted(found.items(), key=lambda each: (each[1], abs(len(each[0]) - len(word))))
    return tuple(ordered[:_MOST_SPELLINGS]) or ((word, 9),)


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
    words = {word for each in near for key in each.first for word in key}
    words |= {word for each in far for key in each.first for word in key if not word.isascii()}
    return sorted(words)


@read_once
def _known(locale: str) -> frozenset[str]:
    """Every word of the lexicons."""
    return frozenset(word for each in lexicons(locale) for key in each.first for word in key)


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
