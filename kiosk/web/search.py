"""The results: what helps with a need, what is open and near first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from flask import Blueprint, Response, request

from kiosk.directory.audience import AudienceKind, audience_kinds
from kiosk.directory.category import Helpline, Need, is_sensitive, needs
from kiosk.search.find import Found, find, helpline_of
from kiosk.search.moment import Open
from kiosk.search.query import Fault, Query, read_query
from kiosk.web.language import current_locale, settings
from kiosk.web.pages import now
from kiosk.web.render import render

SPOKEN = ("fr", "en", "ar", "fa", "ps", "uk", "ru", "ro", "ka", "es", "pt", "tr", "so", "lsf")
"""Languages offered as a filter: those most asked for at the doors of France."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """The finder and its results.

    Attributes:
        asked: The question, as it was understood.
        found: The answer, of the question or of a wider one.
        faults: Arguments that were left out, with the reason.
        need: The need asked for, or None.
        choices: Categories offered to narrow the need.
        audiences: Audiences offered as a filter.
        languages: Codes offered as a filter.
        helpline: Whom to call.
        sensitive: The title must tell nothing.
        now: The moment of the answer.
    """

    asked: Query
    found: Found
    faults: Mapping[str, Fault]
    need: Need | None
    choices: tuple[str, ...]
    audiences: tuple[AudienceKind, ...]
    languages: tuple[str, ...]
    helpline: Helpline | None
    sensitive: bool
    now: datetime

    def turned_to(self, page: int) -> dict[str, str]:
        """The arguments of another page of the same results."""
        return replace(self.asked, page=page).arguments()


def add_to(blueprint: Blueprint) -> None:
    """Hang the room on the blueprint."""
    blueprint.add_url_rule("/<locale>/search", view_func=search)


def search() -> Response:
    """Find places."""
    asked = read_query(request.args.to_dict(), home=settings().near)
    moment = now()
    found = find(asked.query, moment, current_locale().code)
    query = found.reading.query if found.reading else asked.query
    need = needs().get(query.need or "") or needs().get(helpline_of(query) or "")
    page = SearchPage(
        asked=query,
        found=found,
        faults=asked.faults,
        need=need,
        choices=need.choices if need else (),
        audiences=tuple(each for each in audience_kinds().values() if not each.sensitive),
        languages=SPOKEN,
        helpline=need.helpline if need else None,
        sensitive=is_sensitive([query.category] if query.category else []),
        now=moment,
    )
    return render("search/index.html", fragment="search/_finder.html", page=page, Open=Open)
