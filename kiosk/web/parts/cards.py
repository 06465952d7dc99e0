"""Results as cards, each written once and kept: the same few places are shown to everyone who asks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from kiosk.caches import BoundedCache
from kiosk.directory.hours.schedule import Opening, OpeningStatus
from kiosk.directory.place.place import Place
from kiosk.directory.place.service import Saturation
from kiosk.http.clock import today
from kiosk.http.links import link
from kiosk.http.templating import template_of, written_once
from kiosk.search.query import Query
from kiosk.search.rank import Hit, Reason
from kiosk.state import CacheSlot, state
from kiosk.web.parts import answer_words
from kiosk.web.parts.picked import kept_numbers
from kiosk.wording import carry_words, words
from kiosk.wording.language import current_locale

_URL: Final = "/there"
"""Stands for the address in a card that is kept: the address holds the question, which varies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A result as it is shown.

    Attributes:
        language: Of the name.
        name: Of the place.
        what: What is given there, of what was asked.
        status: The badge.
        then: When it is open, at the later time that was asked for.
        referral_only: One must be sent there.
        way: How long and how far, on foot.
        where: A stop of a round, or street and town.
        who: Who may come, when that is not everyone.
        full: Whether it is often full.
        confirmed: How old the information is.
        reason: Why it stands here.
        number: Of the place; 0: it cannot be picked here.
        kept: Whether the visitor picked it.
    """

    language: str
    name: str
    what: tuple[str, ...]
    status: Markup
    then: Markup | None
    referral_only: bool
    way: Markup | None
    where: str | None
    who: str | None
    full: bool
    confirmed: str
    reason: Markup | str
    number: int
    kept: bool


def cards_of(hits: Iterable[Hit], asked: Query, now: datetime) -> tuple[Markup, ...]:
    """The cards of some hits, in their order."""
    written = state().cache(CARDS)
    url_of, here_today, kept = _links_to_places(asked.arguments()), today(), kept_numbers()
    return tuple(
        written.card(
            hit, now, here_today, escape(url_of(hit.place.slug or "")), hit.place.number in kept
        )
        for hit in hits
    )


def _links_to_places(arguments: dict[str, str]) -> Callable[[str], str]:
    """Addresses of places by their slugs, which are plain letters, digits and hyphens."""
    before, after = link("web.place", slug="-", **arguments).split("/place/-", maxsplit=1)
    return lambda slug: f"{before}/place/{slug}{after}"


def untimely(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """As a box shows them that does not know what time it is: neither open nor closed."""
    unknown = Opening(status=OpeningStatus.UNKNOWN)
    return tuple(
        replace(
            each,
            opening=unknown,
            reason=Reason.REFERRAL_ONLY if each.place.referral_only else Reason.UNKNOWN_TIME,
            then=None,
        )
        for each in hits
    )


class CardCache:
    """The cards of a worker, before and after their address."""

    def __init__(self, most: int) -> None:
        """Keep nothing yet, and so many at most."""
        self._cards: BoundedCache[tuple[Any, ...], tuple[Place, str, str]] = BoundedCache(most)

    def card(
        self, hit: Hit, now: datetime, here_today: date, url: Markup, kept: bool = False
    ) -> Markup:
        """The card of ``hit``: as it was written before, if nothing that stands on it changed."""
        day = _day_there(hit.place, now)
        key = (
            current_locale().code,
            hit.place.number,
            tuple(each.id for each in hit.services),
            hit.opening,
            hit.walking_minutes,
            None if hit.distance_m is None else words.shown_metres(hit.distance_m),
            hit.reason,
            hit.then,
            hit.stop,
            day,
            here_today,
            kept,
        )
        known = self._cards.get(key)
        if known is None or known[0] is not hit.place:
            known = self._cards.put(key, (hit.place, *_write(hit, now, day, here_today, kept)))
        _, before, after = known
        return Markup(f"{before}{url}{after}")  # noqa: S704 - of the template, with an escaped address


CARDS: Final = CacheSlot("cards", CardCache)


def saved_card(hit: Hit, now: datetime, status: Markup) -> Markup:
    """A card that a phone keeps: nothing in it hangs on the moment, and ``status`` stands for the badge."""
    card = _card(hit, now, now.date(), now.date(), kept=False)
    card = replace(
        card,
        status=status,
        # Of a round it depends on the hour which stop is meant.
        way=None if hit.stop else card.way,
        where=None if hit.stop else card.where,
        confirmed=carry_words.checked_words(hit.place.confirmed_on),
        reason="",
        number=0,
    )
    return _in_template(card, link("web.place", slug=hit.place.slug))


def status_badge(hit: Hit, now: datetime) -> Markup:
    """Whether the door is open, as a badge, and when it opens next."""
    return badge(hit.opening, _day_there(hit.place, now))


def _day_there(place: Place, now: datetime) -> date:
    """The day on the clock of the place."""
    return now.astimezone(ZoneInfo(place.time_zone)).date()


@written_once
def badge(opening: Opening, today: date) -> Markup:
    """An answer as a badge; ``today`` on the clock of the place."""
    components: Any = template_of("components/status.html").module
    written: Markup = components.status(opening, today)
    return written


def _write(hit: Hit, now: datetime, day: date, here_today: date, kept: bool) -> tuple[str, str]:
    before, after = str(_in_template(_card(hit, now, day, here_today, kept), _URL)).split(_URL, 1)
    return before, after


def _in_template(card: Card, url: str) -> Markup:
    components: Any = template_of("components/place_card.html").module
    written: Markup = components.place_card(card, url)
    return written


def _card(hit: Hit, now: datetime, day: date, here_today: date, kept: bool) -> Card:
    place = hit.place
    address = (place.address.street, place.address.town) if place.address.town else ()
    audience = next((each.audience for each in hit.services if each.audience), place.audience)
    return Card(
        language=place.language,
        name=place.name,
        what=tuple(words.category_label(each) for each in _categories(hit)),
        status=badge(hit.opening, day),
        then=answer_words.then_words(hit, now),
        referral_only=place.referral_only,
        way=None if hit.distance_m is None else _way(hit.walking_minutes or 0, hit.distance_m),
        where=hit.stop.name if hit.stop else ", ".join(filter(None, address)) or None,
        who=words.who_words(audience),
        full=any(each.saturation is Saturation.HIGH for each in hit.services),
        confirmed=words.confirmed_words(place.confirmed_on, here_today),
        reason=answer_words.reason_words(hit),
        number=place.number or 0,
        kept=kept,
    )


def _categories(hit: Hit) -> dict[str | None, None]:
    return dict.fromkeys(each.category for each in hit.services)


def _way(minutes: int, metres: int) -> Markup:
    return Markup("{} · {}").format(words.walking_words(minutes), words.distance_words(metres))
