"""How words are read: what is wanted, when, where, for whom; and what is only a name.

A text has several readings. They are tried from the surest to the boldest, and the first that
finds something is taken: exact meaning, names, meaning with a town or a time beside it, meaning
with slips, words of descriptions, words with slips.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.caches import read_once
from kiosk.directory.geography.point import territory_around
from kiosk.directory.vocabulary.spelling import SHORTEST
from kiosk.search.geocode import Location, geocode, geocode_with_slips
from kiosk.search.lexicon import Meaning, lexicons
from kiosk.search.meaning import Guess, audience_of, guess, is_known, meanings_of, others_of
from kiosk.search.moment import Open, When
from kiosk.search.named import Look
from kiosk.search.query import Query, without
from kiosk.search.text import Text, Token, joined, text_of

_QUOTED: Final = re.compile(r"^\s*[\"“«](.+)[\"”»]\s*$")
_TIME: Final = re.compile(r"\b([01]?\d|2[0-3])\s?(?:[h:]\s?([0-5]\d)|h\b)", re.IGNORECASE)
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOURS: Final = {
    "morning": time(10),
    "noon": time(12, 30),
    "afternoon": time(15),
    "evening": time(19),
}
_LONGEST_TOWN: Final = 5
_SMALLEST_TOWN: Final = 3
"""Letters: "Y" and "Eu" are towns, but nobody means them; "ሊል" is Lille."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stripped:
    """What is left of a text without the words for when, where and for whom."""

    rest: Text
    query: Query
    town: str | None
    changed: bool


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
    stripped = _strip(query, now, locale)
    if stripped.changed:
        if not stripped.rest.telling:
            yield Reading(query=replace(stripped.query, words=""), town=stripped.town)
            return
        if meanings_of(stripped.rest, locale):
            yield _meant(stripped.query, stripped.rest, locale, town=stripped.town)
            return
        yield Reading(query=stripped.query, look=Look.NAMES, town=stripped.town)
    yield from _bolder(query, stripped, locale)


def _bolder(asked: Query, stripped: _Stripped, locale: str) -> Iterator[Reading]:
    rest, query, town = stripped.rest, stripped.query, stripped.town
    guessed = guess(rest, locale)
    if guessed is not None:
        corrected = text_of(guessed.words)
        yield _meant(query, corrected, locale, town=town, guessed=guessed)
    if stripped.changed:
        yield Reading(query=asked, look=Look.NAMES_WITH_SLIPS)
    yield Reading(query=query, look=Look.NAMES_WITH_SLIPS, town=town)
    part = _part(rest, locale)
    beside = _part(part[1], locale) if part else None
    others = meanings_of(part[1], locale)[:1] or ((beside[0],) if beside else ()) if part else ()
    if part is not None and part[1] and not others:
        yield replace(_taken(query, part[0], town), query=_narrowed(query, part[0], part[1].bare))
    yield Reading(query=query, town=town)
    if somewhere_near := _misspelt_town(rest, locale):
        meaning, found = somewhere_near
        yield _taken(_there(query, found), meaning, found.name)
    if part is not None:
        yield replace(_taken(query, part[0], town), others=others)
    elif bold := _bold_part(rest, locale):
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


def _there(query: Query, found: Location) -> Query:
    return replace(query, near=found.point, near_text=found.name, town_m=found.reach_m)


def _narrowed(query: Query, meaning: Meaning, words: str) -> Query:
    return replace(query, words=words, **{meaning.kind: meaning.id})  # type: ignore[arg-type]


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
    found = geocode_with_slips(part[1].bare) if part else None
    return (part[0], found) if part and found else None


def _strip(query: Query, now: datetime, locale: str) -> _Stripped:
    text, when = query.words, None
    if clock := _TIME.search(text):
        when = time(int(clock.group(1)), int(clock.group(2) or 0))
        text = text[: clock.start()] + " " + text[clock.end() :]
    words, moments = _taken_out(text_of(text), _phrases("moments", locale))
    town = None
    if not meanings_of(words, locale):
        words, town = _without_town(words, locale)
    words, audiences = _without_audience(words, locale)
    bare = _without_fillers(words, locale)
    understood = bool(moments or when or audiences or town)
    rest = bare if understood or bare.telling else words
    changed = query
    if moments or when:
        local = now.astimezone(_zone(query))
        changed = replace(changed, open=_when(moments, when, local) or changed.open)
    if audiences and not query.audience:
        changed = replace(changed, audience=audiences[0])
    if town is not None and query.near_text is None:
        changed = _there(changed, town)
    return _Stripped(
        rest=rest,
        query=without(changed, words=rest.folded),
        town=town.name if town else None,
        changed=rest.folded != query.text.folded,
    )


@read_once
def _phrases(table: str, locale: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in reversed(lexicons(locale)):
        entries = getattr(each, table)
        found |= entries if isinstance(entries, dict) else dict.fromkeys(entries, "")
    return found


def _taken_out(words: Text, phrases: dict[str, str]) -> tuple[Text, list[str]]:
    """The words without these phrases, the longest first; and what the phrases stand for."""
    left: list[Token] = []
    found: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(4, len(words) - at), 0, -1):
            phrase = words.part(at, at + length).folded
            if phrase in phrases:
                found.append(phrases[phrase])
                at += length
                break
        else:
            left.append(words.tokens[at])
            at += 1
    return Text(tuple(left)), found


def _without_fillers(words: Text, locale: str) -> Text:
    """Leave out what says nothing more, and what sounds like it: "gratui"."""
    left, _ = _taken_out(words, _phrases("fillers", locale))
    mute = _mute(locale)
    return Text(
        tuple(each for each in left.tokens if len(each.folded) < SHORTEST or each.sound not in mute)
    )


@read_once
def _mute(locale: str) -> frozenset[str]:
    words = (each for each in _phrases("fillers", locale) if " " not in each)
    return frozenset(
        token.sound for each in words if len(each) > SHORTEST for token in text_of(each).tokens
    )


def _without_audience(words: Text, locale: str) -> tuple[Text, list[str]]:
    """Take out for whom it is; what is itself a subject, such as asylum, stays if it stands alone."""
    left, audiences = _taken_out(words, _phrases("audiences", locale))
    if not left.telling and meanings_of(words, locale):
        return words, []
    return left, audiences


def _without_town(words: Text, locale: str) -> tuple[Text, Location | None]:
    """Take a town out: at the end or the beginning, or behind a word such as "near"."""
    near = frozenset(word for each in lexicons(locale) for word in each.near)
    for length in range(min(_LONGEST_TOWN, len(words)), 0, -1):
        for start in (len(words) - length, 0, *range(1, len(words) - length)):
            run = words.part(start, start + length)
            name = run.folded
            small = len(name) < _SMALLEST_TOWN and name not in _phrases("towns", locale)
            if small or meanings_of(run, locale):
                continue
            led = start > 0 and words.tokens[start - 1].folded in near
            if length == 1 and not led and is_known(run.tokens[0], locale):
                continue  # There is a town called Cours.
            at_an_end = start in {0, len(words) - length}
            if not (led or at_an_end) or (run.tokens[0].folded in near and length > 1):
                continue
            if found := geocode(name, locale):
                return words.without(start - led, start + length), found
    return words, None


def _when(moments: list[str], clock: time | None, now: datetime) -> When | None:
    """The time to come that some words name."""
    day = next((_next_day(each, now.date()) for each in moments if each in _DAYS), None)
    hour = clock or next((_HOURS[each] for each in moments if each in _HOURS), None)
    words = [each for each in moments if each in set(Open)]
    if moments == ["evening"] and clock is None:
        return When(Open.TONIGHT)
    if day is not None:
        return When(Open.MOMENT, day, hour) if hour else When(Open.DAY, day)
    if hour is not None and (clock or not words):
        tomorrow = any(each.startswith("tomorrow") for each in words) or hour < now.time()
        return When(Open.MOMENT, now.date() + timedelta(days=tomorrow), hour)
    if "tomorrow" in words and "morning" in moments:
        return When(Open.TOMORROW_MORNING)
    return When(Open(words[0])) if words else None


def _zone(query: Query) -> ZoneInfo:
    territory = territory_around(query.near, ("fr", "es", "ad")) if query.near else None
    return ZoneInfo(territory.time_zone if territory else "Europe/Paris")


def _next_day(name: str, today: date) -> date:
    return today + timedelta(days=(_DAYS.index(name) - today.weekday()) % 7)
