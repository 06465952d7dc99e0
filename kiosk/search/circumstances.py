"""When, where and for whom: words of a question that are not what it asks for."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import inf
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.caches import read_once
from kiosk.directory.geography.point import Point, territory_around
from kiosk.directory.vocabulary.spelling import SHORTEST
from kiosk.search.geocode import Location, geocode, is_bare_station, nearest_station
from kiosk.search.moment import Open, When
from kiosk.search.query import Query, without
from kiosk.search.words.known import is_word
from kiosk.search.words.lexicon import lexicons
from kiosk.search.words.meaning import is_known, meanings_of
from kiosk.search.words.otherwise import other_things_in
from kiosk.search.words.text import Text, Token, text_of

_TIME: Final = re.compile(r"\b([01]?\d|2[0-3])\s?(?:[h:]\s?([0-5]\d)|h\b)", re.IGNORECASE)
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOURS: Final = {
    "morning": time(10),
    "noon": time(12, 30),
    "afternoon": time(15),
    "evening": time(19),
}
_LONGEST_TOWN: Final = 5
_LONGEST_NEAR: Final = 3
_LEAST_OF_A_WORD_M: Final = 1_900
"""Reach of a town of some 6,000 people: nobody means a smaller one by a word, unless it is led to by "near"."""

_AT: Final = "a"
"""Behind this word a town is meant, even one that is called as something is that one may ask for."""

_SMALLEST_TOWN: Final = 3
"""Letters: "Y" and "Eu" are towns, but nobody means them; "ሊል" is Lille."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is left of a text without the words for when, where and for whom; and what these say.

    ``town`` is the one that was taken out, ``changed`` whether anything was.
    """

    rest: Text
    query: Query
    town: str | None
    changed: bool


def circumstances_of(query: Query, now: datetime, locale: str) -> Circumstances:
    """Take the words for when, where and for whom out of a question."""
    text, when = query.words, None
    if clock := _TIME.search(text):
        when = time(int(clock.group(1)), int(clock.group(2) or 0))
        text = text[: clock.start()] + " " + text[clock.end() :]
    words, moments = _taken_out(text_of(text), _phrases("moments", locale))
    town = None
    if not meanings_of(words, locale):
        words, town = _without_town(words, query.near, locale)
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
        changed = there(changed, town)
    return Circumstances(
        rest=rest,
        query=without(changed, words=rest.folded),
        town=town.name if town else None,
        changed=rest.folded != query.text.folded,
    )


def _without_fillers(words: Text, locale: str) -> Text:
    """Leave out what says nothing more, and what sounds like it: "gratui"."""
    left, _ = _taken_out(words, _phrases("fillers", locale))
    mute = _mute(locale)
    return Text(
        tuple(
            each
            for each in left.tokens
            if len(each.folded) < SHORTEST or _is_word(each, locale) or each.sound not in mute
        )
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


def _without_town(words: Text, here: Point | None, locale: str) -> tuple[Text, Location | None]:
    """Take a town out: at the end or the beginning, or behind a word such as "near"; or the station, the nearest."""
    near = _phrases("near", locale)
    called = _organised(words, locale) | other_things_in(words)
    for length in range(min(_LONGEST_TOWN, len(words)), 0, -1):
        for start in (len(words) - length, 0, *range(1, len(words) - length)):
            run = words.part(start, start + length)
            name = run.folded
            small = len(name) < _SMALLEST_TOWN and name not in _phrases("towns", locale)
            organised = not called.isdisjoint(range(start, start + length))
            before = words.tokens[start - 1].folded if start else ""
            means = bool(meanings_of(run, locale))
            if small or organised or (means and before != _AT):
                continue
            led, bare = before in near, is_bare_station(name)
            at_an_end = start in {0, len(words) - length}
            if not (led or at_an_end) or (run.tokens[0].folded in near and length > 1):
                continue
            found = nearest_station(here) if bare else geocode(name, locale)
            if found is None:
                continue
            village = (found.reach_m or inf) < _LEAST_OF_A_WORD_M
            # There are villages called Cours, Pauvres and Rougé, and a town called Cannes.
            if village and (means or (length == 1 and not led and _is_word(run.tokens[0], locale))):
                continue
            return words.without(start - _leading(words, start, locale), start + length), found
    return words, None


def _is_word(word: Token, locale: str) -> bool:
    return is_known(word, locale) or is_word(word)


def _leading(words: Text, start: int, locale: str) -> int:
    """How many words before a town lead to it: "près de"."""
    near = _phrases("near", locale)
    lengths = (
        length
        for length in range(min(_LONGEST_NEAR, start), 0, -1)
        if words.part(start - length, start).folded in near
    )
    return next(lengths, 0)


@read_once
def _beginnings(locale: str) -> frozenset[str]:
    """The first words of organisations."""
    return frozenset(name.split()[0] for name in _phrases("organisations", locale))


def _organised(words: Text, locale: str) -> frozenset[int]:
    """Where words stand that are the name of an organisation: no town is in them."""
    names = _phrases("organisations", locale)
    if _beginnings(locale).isdisjoint(each.folded for each in words.tokens):
        return frozenset()
    return frozenset(
        at
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
        if words.part(start, end).folded in names
        for at in range(start, end)
    )


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


@read_once
def _phrases(table: str, locale: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in reversed(lexicons(locale)):
        entries = getattr(each, table)
        found |= entries if isinstance(entries, dict) else dict.fromkeys(entries, "")
    return found


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


def there(query: Query, found: Location) -> Query:
    """The same question, asked somewhere else."""
    return replace(query, near=found.point, near_text=found.name, town_m=found.reach_m)
