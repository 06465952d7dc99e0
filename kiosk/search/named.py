"""Find places by the words of their names, their organisations and their services."""

from datetime import datetime
from enum import Enum
from typing import Final

from rapidfuzz.distance import OSA

from kiosk.directory.place.listing import Field
from kiosk.directory.vocabulary.spelling import sound_of, sounds_alike
from kiosk.search.query import EVERYWHERE_M, Query
from kiosk.search.scan import MOST_ROWS, Candidates, candidates_of, filter_of
from kiosk.search.score import TOWN_REACH_M, Scoring
from kiosk.search.words.known import is_word
from kiosk.search.words.text import Text, Token
from kiosk.store.words import IndexedWord, Mention, mentions, offers_of, words_beginning, words_like

_ENDINGS: Final = 20
"""A word stands for those that begin with it: the commonest so many."""

_NEAR_M: Final = 2_000
"""Looked at first: enough where places stand close together."""

_FAR_PLACES: Final = 600
"""Without a place to start from the order tells little: so many are enough."""

_FAR_SHARE: Final = 20
"""How many are looked at for each that is wanted, there."""

_NAMES: Final = (Field.NAME, Field.ORGANISATION)
_TEXTS: Final = (*_NAMES, Field.SERVICE)
_LONGEST_ENDING: Final = 2
"""In texts a word stands for its own forms only."""


class Look(Enum):
    """Where words are looked for."""

    NAMES = "names"
    NAMES_WITH_SLIPS = "names_with_slips"
    TEXTS = "texts"
    """Names first, then descriptions."""


def named(query: Query, now: datetime, look: Look, *, first: int, scored: int) -> Candidates:
    """The places that have every word of ``query``: first those that are called so.

    Args:
        query: What is asked; in names its words may be the beginnings of words.
        now: A whole minute, aware.
        look: Where the words may stand.
        first: So many are wanted.
        scored: So many are looked at, at least, if there are.
    """
    scoring = Scoring(query, now, first=first, scored=scored)
    groups = _groups(query.text, slips=look is Look.NAMES_WITH_SLIPS)
    complete = _gather(scoring, query, groups, _NAMES, scored)
    if look is Look.TEXTS and len(scoring.best) < first:
        forms = [[word for word in group if _is_form(word, query.text)] for group in groups]
        complete = _gather(scoring, query, forms, _TEXTS, scored)
    return candidates_of(scoring, complete=complete)


def are_called(query: Query) -> bool:
    """Whether places within reach have every word of ``query`` in their names."""
    groups = _groups(query.text, slips=False)
    reach_m = max(query.radius_m, TOWN_REACH_M)
    return bool(groups) and bool(
        mentions(groups, (Field.NAME,), near=query.near, reach_m=reach_m, limit=1)
    )


def _groups(text: Text, *, slips: bool) -> list[list[IndexedWord]]:
    """For each word those of the directory that it may stand for, the rarest first.

    Empty when one of them stands for none.
    """
    words = text.telling.tokens
    groups = [words_beginning(word.stem, limit=_ENDINGS) for word in words]
    if slips:
        # What a language knows may be a slip only beside a word that stands as it is: "quatre pates" are paws.
        beside = any(groups)
        groups = [
            group + (_slips_of(word, group) if beside or not is_word(word) else [])
            for word, group in zip(words, groups, strict=True)
        ]
    if not all(groups):
        return []
    return sorted(groups, key=lambda group: sum(word.places for word in group))


def _slips_of(word: Token, known: list[IndexedWord]) -> list[IndexedWord]:
    return [
        each
        for each in words_like(word.bare)
        if each not in known
        and (
            OSA.distance(word.bare, each.text) <= 1
            or (sound_of(each.text) == word.sound and sounds_alike(word.bare, each.text))
        )
    ]


def _is_form(word: IndexedWord, text: Text) -> bool:
    return any(
        word.text.startswith(each.stem) and len(word.text) - len(each.stem) <= _LONGEST_ENDING
        for each in text.telling.tokens
    )


def _gather(
    scoring: Scoring,
    query: Query,
    groups: list[list[IndexedWord]],
    fields: tuple[Field, ...],
    scored: int,
) -> bool:
    """Weigh the places around that have a word of each group; whether there are no more."""
    if not groups or not all(groups):
        return True
    everywhere = query.near is None or query.radius_m >= EVERYWHERE_M
    reach_m = max(query.radius_m, TOWN_REACH_M)
    limit = min(_FAR_PLACES, _FAR_SHARE * scored) if everywhere else MOST_ROWS
    for outer_m in (reach_m,) if everywhere else (min(_NEAR_M, reach_m), reach_m):
        near = None if everywhere else query.near
        found = mentions(groups, fields, near=near, reach_m=outer_m, limit=limit)
        _score(scoring, query, groups[0], found)
        if len(found) >= limit or (len(scoring.best) >= scored and outer_m < reach_m):
            return False
    return True


def _score(scoring: Scoring, query: Query, group: list[IndexedWord], found: list[Mention]) -> None:
    whole = {form for word in query.text.telling.tokens for form in (word.bare, word.stem)}
    exact = {word.id for word in group if word.text in whole}
    grades: dict[int, int] = {}
    for each in found:
        grade = 2 * each.field + (each.word not in exact)
        grades[each.number] = min(grade, grades.get(each.number, grade))
    offers = offers_of(filter_of(query), ((each.cell, each.number) for each in found))
    scoring.take(offers, [grades[offer.number] for offer in offers])
