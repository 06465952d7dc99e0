"""The results: what helps with a need, what is open and near first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import Blueprint, Response, request
from markupsafe import Markup

from kiosk.directory.geography.point import Point
from kiosk.directory.geography.town import Town
from kiosk.directory.vocabulary.category import Need, is_sensitive, needs, needs_of
from kiosk.directory.vocabulary.number import situations
from kiosk.http.clock import clock_is_believable, now, today
from kiosk.http.page_cache import cache_for
from kiosk.http.render import render
from kiosk.rights import right as of_rights
from kiosk.search.find import SearchResult, find
from kiosk.search.geocode import towns_beginning
from kiosk.search.moment import ANY, Open, When
from kiosk.search.named import are_called
from kiosk.search.query import MAX_TEXT, Fault, ParsedQuery, Query, read_query, without
from kiosk.search.suggest import SHORTEST, Suggestions, suggest
from kiosk.search.words.lexicon import Meaning
from kiosk.search.words.urgent import situation_of
from kiosk.state import settings
from kiosk.web.parts.answer_words import audience_choices, language_choices, later_choices
from kiosk.web.parts.cards import cards_of, untimely
from kiosk.wording.explained import Term, asked_for, of_category
from kiosk.wording.language import current_locale
from kiosk.wording.numbers import CallFirst, NumberToCall, call_first, helpline_of, numbers_to_call

TIMES = tuple(When(each) for each in (Open.ANY, Open.NOW, Open.TODAY, Open.TONIGHT, Open.TOMORROW))
"""Offered as buttons; other days and hours as a list."""

TOWNS = 4
"""Offered while one is being written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """The finder and its results.

    Attributes:
        asked: The question, as it was understood.
        found: The answer, of the question or of a wider one.
        faults: Arguments that were left out, with the reason.
        need: The need asked for, or None.
        choices: Categories offered to narrow the need.
        times: Times offered as buttons, the asked one among them.
        later: Days and hours offered as a list.
        audiences: Audiences offered as a filter.
        languages: Codes offered as a filter.
        call: The number to call before anything else.
        helpline: Whom else to call where little was found.
        instead: Needs to choose from where the words found nothing.
        sensitive: The title must tell nothing.
        terms: Words of institutions to explain: that was searched, or that the category is called by.
        right: The right that was searched by its name.
        leads_to_rights: Whether who asks this may want to know their rights.
        typed: Words that were taken for a need or category, and stand in names too; else None.
    """

    asked: Query
    found: SearchResult
    cards: tuple[Markup, ...]
    faults: Mapping[str, Fault]
    need: Need | None
    choices: tuple[str, ...]
    times: tuple[When, ...]
    later: Markup
    audiences: Markup
    languages: Markup
    call: CallFirst | None
    helpline: NumberToCall | None
    instead: tuple[str, ...]
    sensitive: bool
    typed: str | None
    terms: tuple[Term, ...]
    right: of_rights.Right | None
    leads_to_rights: bool

    def turned_to(self, page: int) -> dict[str, str]:
        """The arguments of another page of the same results."""
        return replace(self.asked, page=page).arguments()

    def meaning(self, meaning: Meaning) -> dict[str, str]:
        """The arguments of the same question for another need or category."""
        other: dict[str, str | None] = {"need": None, "category": None, meaning.kind: meaning.id}
        return without(self.asked, words="", **other).arguments()

    def by_name(self) -> dict[str, str]:
        """The arguments to look for the typed words in names instead."""
        return without(self.asked, words=f'"{self.typed}"', need=None, category=None).arguments()


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionsPage:
    """What the letters may become."""

    found: Suggestions


@dataclass(frozen=True, slots=True, kw_only=True)
class TownsPage:
    """Towns, each with the arguments of the same question there."""

    towns: tuple[tuple[Town, dict[str, str]], ...]


def add_to(blueprint: Blueprint) -> None:
    """Hang the rooms of this module on the blueprint."""
    blueprint.add_url_rule("/<locale>/search", view_func=search)
    blueprint.add_url_rule("/<locale>/suggestions", view_func=suggestions)
    blueprint.add_url_rule("/<locale>/towns", view_func=towns)


def search() -> Response:
    """Find places."""
    asked = read_query(arguments(), today=today(), home=settings().near)
    moment = now()
    timely = clock_is_believable()
    asked_now = asked.query if timely else replace(asked.query, open=ANY)
    found = find(asked_now, moment, current_locale().code)
    query = found.reading.query if found.reading else asked.query
    query = replace(query, page=found.query.page)
    need = needs().get(query.need or "") or next(iter(needs_of(query.category or "")), None)
    reading = found.reading
    typed = reading.words if reading else ""
    right = of_rights.asked_for(asked.query.words)
    page = SearchPage(
        asked=query,
        found=found,
        cards=cards_of(
            found.hits if timely else untimely(found.hits), _answered(query, found), moment
        ),
        faults=asked.faults,
        need=need,
        # Who asks for help against blows is not offered "sexual health" beside it.
        choices=need.choices if need and not _is_violence(query.category) else (),
        times=_times(query) if timely else (),
        later=later_choices(today(), chips=settings().kiosk_mode),
        audiences=audience_choices(query.audience, chips=settings().kiosk_mode),
        languages=language_choices(query.language, chips=settings().kiosk_mode),
        call=call_first(
            situation_of(asked.query.words, query.need, query.category),
            settings(),
            typed=asked.query.words,
        ),
        helpline=_helpline(need, found),
        instead=() if found.total or not found.query.words else tuple(needs()),
        sensitive=is_sensitive([query.category] if query.category else []),
        typed=typed if typed and are_called(without(query, words=typed)) else None,
        terms=()
        if right
        else tuple(
            each for each in (asked_for(asked.query.words) or of_category(query.category),) if each
        ),
        right=right,
        leads_to_rights=of_rights.asks_for_rights(asked.query.words)
        or query.need in of_rights.NEEDS_OF_RIGHTS
        or query.category in of_rights.DOORS_OF_RIGHTS,
    )
    if timely and not page.sensitive and _is_anyones(asked):
        cache_for(60)
    return render("find/search.html", page, fragment="find/_finder.html", is_whole=True)


def _answered(query: Query, found: SearchResult) -> Query:
    """The question with which the cards lead to their pages: what was answered in the end, which may be wider."""
    answered = found.query
    return replace(
        query,
        need=answered.need,
        category=answered.category,
        audience=answered.audience,
        language=answered.language,
    )


def _helpline(need: Need | None, found: SearchResult) -> NumberToCall | None:
    """Whom to call where little was found; where nothing was, and nobody knows what for, in any emergency."""
    if need:
        return helpline_of(need.id, settings())
    return None if found.total else next(iter(numbers_to_call(settings())), None)


def _is_violence(category: str | None) -> bool:
    return category in situations()["violence"].categories


def _times(query: Query) -> tuple[When, ...]:
    return TIMES if query.open in TIMES else (*TIMES, query.open)


def _is_anyones(asked: ParsedQuery) -> bool:
    """Whether others may ask just so: nothing was typed but the name of a town."""
    typed = asked.faults or asked.query.words or Point.parse(asked.query.near_text or "")
    return not typed


def suggestions() -> Response:
    """Complete what is being written, as links; a fragment and a page of its own alike."""
    asked = read_query(arguments(), today=today(), home=settings().near).query
    found: Suggestions = suggest(asked, now(), current_locale().code)
    return render(
        "find/suggestions.html", SuggestionsPage(found=found), fragment="find/_suggestions.html"
    )


def towns() -> Response:
    """Complete the town that is being written, as links to the same question there."""
    given = arguments()
    letters = given.pop("near", "")[:MAX_TEXT]
    asked = read_query(given, today=today(), home=settings().near).query
    found = towns_beginning(letters, limit=TOWNS) if len(letters) >= SHORTEST else []
    there = [(town, replace(asked, near_text=_named(town), page=1).arguments()) for town in found]
    return render("find/towns.html", TownsPage(towns=tuple(there)), fragment="find/_towns.html")


def _named(town: Town) -> str:
    return f"{town.name} {town.postal_codes[0]}" if town.postal_codes else town.name


def arguments() -> dict[str, str]:
    """The arguments of this request: of one given twice, the last that says something."""
    return {
        name: given[-1]
        for name, all_ in request.args.lists()
        if (given := list(filter(None, all_)))
    }
