"""What a phone needs to find and to order as the search does, without a network: worked out ahead.

It looks up which question a phrase asks, which places answer it, and when their doors are open; what
it compares are the minutes of :mod:`kiosk.search.rank`, whose parts stand here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kiosk.caches import read_once
from kiosk.directory.geography.point import Point, on_foot
from kiosk.directory.hours.outlook import (
    A_DAY,
    CLOSES_BEFORE,
    EVERY_DAY_MORE,
    LONGEST,
    waiting_minutes,
)
from kiosk.directory.hours.schedule import OpeningStatus, Schedule
from kiosk.directory.place.listing import (
    MICRO,
    Field,
    Offer,
    Trait,
    audience_bit,
    listing_of,
    topic_key,
)
from kiosk.directory.place.place import Place
from kiosk.directory.vocabulary.category import categories, needs
from kiosk.search.query import DEFAULT_RADIUS_M, Query
from kiosk.search.rank import BY_NIGHT, penalty_minutes
from kiosk.search.score import metres_from
from kiosk.search.words.forms import EXACT, same_stem
from kiosk.search.words.lexicon import Meaning, phrases_of
from kiosk.search.words.meaning import audience_of, is_private, meanings_of
from kiosk.search.words.text import text_of

ANYTHING: Final = "any"
_LONGEST_WAIT: Final = A_DAY + (LONGEST - A_DAY) / EVERY_DAY_MORE * A_DAY
_DIGITS: Final = 2
"""Of a minute: two places nearer to each other than that may stand in any order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a phone may be asked: a need or a category, or anything; ``audience`` when the words say for whom."""

    meaning: Meaning | None = None
    audience: str | None = None

    @property
    def topic(self) -> str:
        """What it is listed under: "need:eat", "category:shower", "any"."""
        return ":".join(self.meaning) if self.meaning else ANYTHING

    @property
    def id(self) -> str:
        """Its name in what a phone keeps: "category:asylum+refugees"."""
        return f"{self.topic}+{self.audience}" if self.audience else self.topic

    @property
    def patience(self) -> float:
        """What a minute of waiting counts."""
        asked = {self.meaning.kind: self.meaning.id} if self.meaning else {}
        return BY_NIGHT if Query(**asked).by_night else 1.0  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAhead:
    """One thing that a place gives at one door.

    Attributes:
        walk: Minutes on foot; None for what stands behind all others, by number.
        schedule: When.
        by_appointment: What is not known of its hours is by appointment.
        burdens: Questions that it answers, with the minutes that make it a worse bet there.
    """

    walk: float | None
    schedule: Schedule
    by_appointment: bool
    burdens: Mapping[str, int]


def questions_in(locale: str) -> tuple[Question, ...]:
    """Every question that a page or the words of a language ask."""
    asked = (*_questions(), *(question for question, _ in _phrases(locale)))
    return tuple(dict.fromkeys(asked))


def questions_of(places: Iterable[Place], locale: str) -> tuple[Question, ...]:
    """Those that some of these places answer."""
    listed = {
        topic
        for place in places
        for offer in listing_of(place, None).offers
        for topic, _ in offer.topics
    }
    return tuple(each for each in questions_in(locale) if topic_key(each.topic) in listed)


def phrases_for(
    questions: Iterable[Question], locale: str, labels: Iterable[str]
) -> dict[str, list[str]]:
    """What a language calls these questions: phrases as they are compared, words in order of letters.

    Args:
        questions: Those that a phone can answer.
        locale: The language.
        labels: What stands on buttons, which may be typed too.
    """
    found: dict[str, list[str]] = {each.id: [] for each in questions}
    asking = {phrase: question for question, phrase in _phrases(locale)}
    asking |= {
        key: _question_of(each, locale)
        for each in labels
        if meanings_of(text_of(each), locale)
        for key in _keys(each, locale)
    }
    for phrase, question in asking.items():
        if question.id in found:
            found[question.id].append(phrase)
    return {id_: phrases for id_, phrases in found.items() if phrases}


def offers_ahead(
    place: Place, questions: Iterable[Question], near: Point | None, today: date
) -> Iterator[OfferAhead]:
    """What a place gives, for a phone that stands at ``near``."""
    asked, offers = tuple(questions), listing_of(place, None).offers
    away = [_away(each, near) for each in offers]
    reach_m = max(DEFAULT_RADIUS_M, min(away, default=0.0))
    for offer, metres in zip(offers, away, strict=True):
        if metres > reach_m:
            continue  # A stop of a round that passes nearer by.
        burdens = dict(_burdens(place, offer, asked, today))
        if burdens:
            yield OfferAhead(
                walk=None if offer.traits & Trait.UNLOCATED else round(on_foot(metres), _DIGITS),
                schedule=offer.schedule,
                by_appointment=bool(offer.traits & Trait.APPOINTMENT),
                burdens=burdens,
            )


def names_of(place: Place) -> tuple[str, str]:
    """The words of its name, and those of its organisation, as they are compared."""
    words = listing_of(place, None).words.items()
    return tuple(  # type: ignore[return-value]
        " ".join(word for word, stands in words if stands is field)
        for field in (Field.NAME, Field.ORGANISATION)
    )


def waits(statuses: Iterable[OpeningStatus]) -> dict[str, Any]:
    """What waiting is worth: :func:`kiosk.directory.hours.outlook.waiting_minutes` as numbers to look up.

    ``most`` by status, where no opening is known, or it is later than that is worth; ``curve``: points
    between which it rises evenly, by the minutes from when one is there until it opens.
    """
    ends = (0, A_DAY, _LONGEST_WAIT)
    return {
        "too_late": CLOSES_BEFORE,
        "most": [waiting_minutes(each, None, None, 0) for each in statuses],
        "curve": [[end, waiting_minutes(OpeningStatus.CLOSED, None, end, 0)] for end in ends],
    }


@read_once
def _questions() -> tuple[Question, ...]:
    meanings = [Meaning("need", each) for each in needs()]
    meanings += [Meaning("category", each) for each in categories()]
    return (Question(), *(Question(meaning=each) for each in meanings))


@read_once
def _phrases(locale: str) -> tuple[tuple[Question, str], ...]:
    """Each phrase of a language with the question that it asks, by its first meaning."""
    found: dict[str, Question] = {}
    for _, phrase in phrases_of(locale):
        question = _question_of(phrase, locale)
        for key in _keys(phrase, locale):
            found.setdefault(key, question)
    return tuple((question, phrase) for phrase, question in found.items())


def _keys(phrase: str, locale: str) -> Iterator[str]:
    """What a phone looks a phrase up by: its stems; each form of a single word for what is private as it is written."""
    read = text_of(phrase)
    words, meaning = read.telling.tokens or read.tokens, meanings_of(read, locale)[0]
    if len(words) > 1 or not is_private(meaning):
        yield " ".join(read.key)
        return
    for form in same_stem(words[0]):
        if meaning in meanings_of(text_of(form.folded), locale)[:1]:
            yield f"{EXACT}{form.bare or form.folded}"


def _question_of(text: str, locale: str) -> Question:
    read = text_of(text)
    meaning, *_ = meanings_of(read, locale)
    return Question(meaning=meaning, audience=audience_of(read, locale))


def _away(offer: Offer, near: Point | None) -> float:
    """Metres, from positions as the index has them."""
    if near is None or offer.point is None:
        return 0.0
    lat, lon = round(offer.point.lat * MICRO), round(offer.point.lon * MICRO)
    return metres_from(near)(lat, lon)


def _burdens(
    place: Place, offer: Offer, questions: Iterable[Question], today: date
) -> Iterator[tuple[str, int]]:
    age_days = (today - place.confirmed_on).days if place.confirmed_on else None
    asides = dict(offer.topics)
    for each in questions:
        aside = asides.get(topic_key(each.topic))
        wanted = audience_bit(each.audience) if each.audience else 0
        if aside is None or offer.refuses & wanted:
            continue
        for_others = not offer.meant_for & wanted and bool(wanted or offer.meant_for)
        yield (
            each.id,
            penalty_minutes(offer.traits, offer.fullness, aside, age_days, for_others=for_others),
        )
