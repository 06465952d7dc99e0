"""Results as cards: every word in its place, so that the template only writes them down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from kiosk.directory.schedule import Opening
from kiosk.directory.service import Saturation
from kiosk.search.query import Query
from kiosk.search.rank import Hit
from kiosk.web import answer_words, words
from kiosk.web.links import links_to_places
from kiosk.web.pages import today
from kiosk.web.phrases import remembered
from kiosk.web.templating import template_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A result as it is shown.

    Attributes:
        url: Of its page, the question kept.
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
    """

    url: str
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


def cards_of(hits: Iterable[Hit], asked: Query, now: datetime) -> tuple[Card, ...]:
    """The cards of some hits, in their order."""
    url_of, here_today = links_to_places(asked.arguments()), today()
    return tuple(_card(hit, url_of(hit.place.slug or ""), now, here_today) for hit in hits)


def status_badge(opening: Opening, now: datetime) -> Markup:
    """Whether the door is open, as a badge, and when it opens next."""
    zoned = opening.next_opening
    return _badge(opening, now.astimezone(zoned.tzinfo).date() if zoned else now.date())


@remembered
def _badge(opening: Opening, today: date) -> Markup:
    components: Any = template_of("components/status.html").module
    badge: Markup = components.status(opening, today)
    return badge


def _card(hit: Hit, url: str, now: datetime, here_today: date) -> Card:
    place = hit.place
    address = (place.address.street, place.address.town) if place.address.town else ()
    audience = next((each.audience for each in hit.services if each.audience), place.audience)
    return Card(
        url=url,
        language=place.language,
        name=place.name,
        what=tuple(words.category_label(each) for each in _categories(hit)),
        status=status_badge(hit.opening, now),
        then=answer_words.then_words(hit, now),
        referral_only=place.referral_only,
        way=None if hit.distance_m is None else _way(hit.walking_minutes or 0, hit.distance_m),
        where=hit.stop.name if hit.stop else ", ".join(filter(None, address)) or None,
        who=words.who_words(audience),
        full=any(each.saturation is Saturation.HIGH for each in hit.services),
        confirmed=words.confirmed_words(place.confirmed_on, here_today),
        reason=answer_words.reason_words(hit),
    )


def _categories(hit: Hit) -> dict[str | None, None]:
    return dict.fromkeys(each.category for each in hit.services)


@remembered
def _way(minutes: int, metres: int) -> Markup:
    return Markup("{} · {}").format(words.walking_words(minutes), words.distance_words(metres))
