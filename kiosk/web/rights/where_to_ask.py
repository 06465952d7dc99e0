"""Where one asks for a right: the doors that the town names itself, else the nearest that help with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask_babel import gettext
from markupsafe import Markup

from kiosk.directory.place.place import Place
from kiosk.http.clock import clock_is_believable
from kiosk.rights.local import Local, LocalRight
from kiosk.rights.right import Right
from kiosk.rights.table import RightsTable
from kiosk.search.find import Widening, find
from kiosk.search.query import Query
from kiosk.search.rank import Hit, hit_of
from kiosk.state import Slot, settings, state
from kiosk.store.places import place_of_number
from kiosk.web.parts.cards import status_badge, untimely
from kiosk.wording.language import current_locale

DOORS: Final = 2
"""Named for each right: more would hide the rights."""

WALK: Final = 45
"""Minutes on foot, beyond which a second door is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The check as this town has it; ``version`` changes with the table."""

    table: RightsTable
    local: Local
    script: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereToAsk:
    """A place where one asks."""

    place: Place
    status: Markup
    hit: Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class RightView:
    """A right as it is shown; ``local`` is what the town says of it, and in which language."""

    right: Right
    title: str
    local: tuple[str, str] | None
    doors: tuple[WhereToAsk, ...]

    @property
    def named(self) -> str:
        """Its title, where the label does not say it already."""
        return "" if self.title.lower() in gettext(self.right.label).lower() else self.title


CHECK: Final[Slot[Check]] = Slot("check_of_rights")


def check_of_rights() -> Check:
    """The check as this town has it."""
    return state().get(CHECK)


class Doors:
    """Where one asks for rights, looked up once for each kind of place."""

    def __init__(self, moment: datetime) -> None:
        """At a moment (aware)."""
        self._moment = moment
        self._known: dict[str, tuple[WhereToAsk, ...]] = {}

    def view(self, right: Right) -> RightView:
        """A right with its doors: those that the town names, else the nearest of the first kind there is."""
        local = check_of_rights().local
        own: LocalRight | None = local.rights.get(right.id)
        named = local.doors.get(right.id, ())
        near = next((doors for each in right.where if (doors := self._near(each))), ())
        others = (door for door in near if door.place.number not in named)
        return RightView(
            right=right,
            title=(own.title if own else "") or right.title,
            local=own.said(current_locale().code) if own else None,
            doors=(*self._named(named), *others)[:DOORS],
        )

    def _named(self, numbers: Iterable[int]) -> tuple[WhereToAsk, ...]:
        places = [one for number in numbers if (one := place_of_number(number))]
        return self._shown(hit_of(one, (), settings().near, self._moment) for one in places)

    def _near(self, category: str) -> tuple[WhereToAsk, ...]:
        if category not in self._known:
            query = Query(category=category, near=settings().near)
            found = find(query, self._moment, current_locale().code)
            fits = not set(found.widened) - {Widening.RADIUS}
            hits = found.hits[:DOORS] if fits else ()
            near = (hit for hit in hits[1:] if (hit.walking_minutes or 0) <= WALK)
            self._known[category] = self._shown((*hits[:1], *near))
        return self._known[category]

    def _shown(self, hits: Iterable[Hit]) -> tuple[WhereToAsk, ...]:
        shown = tuple(hits) if clock_is_believable() else untimely(hits)
        return tuple(
            WhereToAsk(place=each.place, status=status_badge(each, self._moment), hit=each)
            for each in shown
        )
