"""How words are read: what is wanted, when, where, for whom; and what is only a name.

A text has several readings. They are tried from the surest to the boldest, and the first that
finds something is taken: exact meaning, names, meaning with a town or a time beside it, meaning
with slips, words of descriptions, words with slips.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from kiosk.search.circumstances import Circumstances, circumstances_of, there
from kiosk.search.geocode import Location, geocode_with_slips
from kiosk.search.named import Look
from kiosk.search.query import Query
from kiosk.search.words.guess import Guess, guess
from kiosk.search.words.known import is_word
from kiosk.search.words.lexicon import Meaning
from kiosk.search.words.meaning import audience_of, meanings_of, others_of
from kiosk.search.words.otherwise import without_other_things
from kiosk.search.words.street import without_addresses
from kiosk.search.words.text import Text, joined, text_of

_QUOTED: Final = re.compile(r"^\s*[\"“«](.+)[\"”»]\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read a text.

    Attributes:
        query: The question as read; words that were understood are no longer in it.
        meaning: The need or category that was taken from the words.
        others: What else they may mean.
        look: Where its words may stand.
        words: What the meaning was taken from.
        town: The name of the town that was taken from the words.
        corrected: The words as they were corrected.
    """

    query: Query
    meaning: Meaning | None = None
    others: tuple[Meaning, ...] = ()
    look: Look = Look.TEXTS
    words: str = ""
    town: str | None = None
    corrected: str | None = None


def readings(query: Query, now: datetime, locale: str) -> Iterator[Reading]:
    """The readings of the words of ``query``, in the order in which they are to be tried."""
    if quoted := _QUOTED.match(query.words):
        yield Reading(query=replace(query, words=quoted.group(1)))
        return
    if not query.words or query.need or query.category:
        yield Reading(query=query)
        return
    if meanings_of(query.text, locale):
        yield _meant(query, query.text, locale, words=query.words)
        return
    yield Reading(query=query, look=Look.NAMES)
    if not without_other_things(query.text).telling:
        yield Reading(query=query, look=Look.NAMES_WITH_SLIPS)
        yield Reading(query=query)
        return
    stripped = circumstances_of(query, now, locale)
    if stripped.changed:
        if not stripped.rest.telling:
            yield Reading(query=replace(stripped.query, words=""), town=stripped.town)
            return
        if meanings_of(stripped.rest, locale):
            yield _meant(stripped.query, stripped.rest, locale, town=stripped.town)
            return
        yield Reading(query=stripped.query, look=Look.NAMES, town=stripped.town)
    elsewhere = _meant_by(stripped.rest)
    if len(elsewhere) < len(stripped.rest) and meanings_of(elsewhere, locale):
        yield _meant(stripped.query, elsewhere, locale, town=stripped.town)
        return
    yield from _bolder(query, stripped, locale)


def _bolder(asked: Query, stripped: Circumstances, locale: str) -> Iterator[Reading]:
    rest, query, town = stripped.rest, stripped.query, stripped.town
    guessed = guess(rest, locale)
    if guessed is not None:
        corrected = text_of(guessed.words)
        yield _meant(query, corrected, locale, town=town, guessed=guessed)
    if stripped.changed:
        yield Reading(query=asked, look=Look.NAMES_WITH_SLIPS)
    yield Reading(query=query, look=Look.NAMES_WITH_SLIPS, town=town)
    meant = _meant_by(rest)
    part = _part(meant, locale)
    beside = _part(part[1], locale) if part else None
    others = meanings_of(part[1], locale)[:1] or ((beside[0],) if beside else ()) if part else ()
    if part is not None and part[1] and not others:
        yield replace(_taken(query, part[0], town), query=_narrowed(query, part[0], part[1].bare))
    yield Reading(query=query, town=town)
    if somewhere_near := _misspelt_town(rest, locale):
        meaning, found = somewhere_near
        yield _taken(there(query, found), meaning, found.name)
    if part is not None:
        yield replace(_taken(query, part[0], town), others=others)
    elif bold := _bold_part(meant, locale):
        yield _taken(query, bold, town)


def _meant(
    query: Query,
    text: Text,
    locale: str,
    *,
    words: str | None = None,
    town: str | None = None,
    guessed: Guess | None = None,
) -> Reading:
    """The reading of a text that means something; ``words`` as they were typed, if none was taken out."""
    meaning = guessed.meaning if guessed else meanings_of(text, locale)[0]
    audience = query.audience or audience_of(text, locale)
    return replace(
        _taken(replace(query, audience=audience), meaning, town),
        others=others_of(text, meaning, locale),
        words=text.folded if words is None else words,
        corrected=guessed.words if guessed else None,
    )


def _taken(query: Query, meaning: Meaning, town: str | None) -> Reading:
    return Reading(query=_narrowed(query, meaning, ""), meaning=meaning, town=town)


def _narrowed(query: Query, meaning: Meaning, words: str) -> Query:
    return replace(query, words=words, **{meaning.kind: meaning.id})  # type: ignore[arg-type]


def _meant_by(rest: Text) -> Text:
    """The words that may be what is asked for: no addresses, no phrases that are something else."""
    return without_other_things(without_addresses(rest))


def _part(rest: Text, locale: str) -> tuple[Meaning, Text] | None:
    """The longest run of words that means something, and the words beside it that do not mean it too."""
    words = rest.telling
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            found = meanings_of(words.part(start, start + length), locale)
            if found:
                beside = _one_by_one(words.without(start, start + length))
                return found[0], joined(
                    each for each in beside if found[0] not in meanings_of(each, locale)
                )
    return None


def _one_by_one(text: Text) -> Iterator[Text]:
    return (text.part(at, at + 1) for at in range(len(text)))


def _bold_part(rest: Text, locale: str) -> Meaning | None:
    guesses = [found for word in _one_by_one(rest.telling) if (found := guess(word, locale))]
    return min(guesses, key=lambda each: each.cost).meaning if guesses else None


def _misspelt_town(rest: Text, locale: str) -> tuple[Meaning, Location] | None:
    """A meaning with a misspelt town beside it."""
    part = _part(rest, locale)
    beside = part[1] if part else Text()
    if any(map(is_word, beside.tokens)):
        return None
    found = geocode_with_slips(beside.bare)
    return (part[0], found) if part and found else None
