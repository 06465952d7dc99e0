"""Who may be in danger: what was typed or chosen, held against the words of ``numbers.toml``.

A number is shown even where the words lead to no place, and in whatever language they are: the page's
own, or another. It never changes what is found.
"""

from collections.abc import Iterator
from typing import Final

from kiosk.caches import read_once
from kiosk.directory.vocabulary.number import (
    Situation,
    situation_of_number,
    situation_of_topic,
    situations,
)
from kiosk.directory.vocabulary.spelling import sounds_alike
from kiosk.search.words.forms import EXACT, forms_of
from kiosk.search.words.known import is_word
from kiosk.search.words.street import without_houses
from kiosk.search.words.text import Token, text_of

_LEAST_LETTERS: Final = 6
"""Shorter words sound alike too often."""


def situation_of(typed: str, need: str | None, category: str | None) -> Situation | None:
    """The situation of a question, the gravest that fits.

    Args:
        typed: What was written.
        need: What was asked for, or what the words were read as.
        category: Likewise.
    """
    # A number alone: "18 ans" and "bus 17" are no calls for help; "le 115" is among the words.
    if of_number := situation_of_number(text_of(typed).folded.replace(" ", "")):
        return of_number
    said = _said(typed)
    asked = situation_of_topic(need, category)
    fitting = [each for each in (said, asked) if each]
    order = list(situations())
    return min(fitting, key=lambda each: order.index(each.id), default=None)


def danger_phrases(locale: str) -> Iterator[tuple[str, str]]:
    """What phones are sent: phrases of a language, of French and English, with the situation that each tells of.

    Phrases stand by their stems, single words as they are written.
    """
    for situation in situations().values():
        for language in dict.fromkeys((locale, "fr", "en")):
            for phrase in situation.words.get(language, ()):
                for key in _keys(phrase, language):
                    yield key, situation.id


def _keys(phrase: str, language: str) -> Iterator[str]:
    tokens = text_of(phrase).tokens
    if len(tokens) == 1:
        yield from (f"{EXACT}{form}" for form in dict.fromkeys(forms_of(tokens[0], language)))
    else:
        yield " ".join(token.stem for token in tokens)


def _said(typed: str) -> Situation | None:
    tokens = text_of(without_houses(text_of(typed).folded)).tokens
    order = list(situations())
    windows = [
        tokens[start:end]
        for start in range(len(tokens))
        for end in range(start + 1, min(len(tokens), start + _longest()) + 1)
    ]
    found = {id_ for window in windows if (id_ := _situation_of_phrase(window))}
    return situations()[min(found, key=order.index)] if found else None


def _situation_of_phrase(tokens: tuple[Token, ...]) -> str | None:
    (token, *more) = tokens
    if more:
        return _phrases().get(" ".join(each.stem for each in tokens))
    for form in (token.folded, token.bare):
        if exact := _phrases().get(f"{EXACT}{form}"):
            return exact
    if len(token.folded) < _LEAST_LETTERS or is_word(token):
        return None
    situation, written = _sounds().get(token.sound, ("", ""))
    return situation if written and sounds_alike(token.folded, written) else None


@read_once
def _phrases() -> dict[str, str]:
    """Of all languages; the gravest situation keeps a phrase that two of them have."""
    found: dict[str, str] = {}
    for situation in situations().values():
        for language, phrases in situation.words.items():
            for key in (key for phrase in phrases for key in _keys(phrase, language)):
                found.setdefault(key, situation.id)
    return found


@read_once
def _sounds() -> dict[str, tuple[str, str]]:
    """How single words sound, with what they tell of: "suisside" is written in a hurry, "omelette" is not "homeless"."""
    found: dict[str, tuple[str, str]] = {}
    for situation in situations().values():
        for phrase in (each for words in situation.words.values() for each in words):
            tokens = text_of(phrase).tokens
            if len(tokens) == 1 and len(tokens[0].folded) >= _LEAST_LETTERS:
                found.setdefault(tokens[0].sound, (situation.id, tokens[0].folded))
    return found


@read_once
def _longest() -> int:
    return max(len(key.split()) for key in _phrases())
