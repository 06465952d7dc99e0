"""A week as OSM rules; the last step of reading everyday hours."""

from typing import Final

from kiosk.feeds.hours.opening_clause import Scope
from kiosk.feeds.hours.opening_items import EVERY_DAY
from kiosk.feeds.hours.opening_times import DAY
from kiosk.feeds.hours.opening_week import DATED, HOLIDAY, SURE, Day, Opening, Week
from kiosk.feeds.hours.opening_words import day_list

_ALWAYS: Final[Opening] = (SURE, ((0, DAY),))


def write_week(scope: Scope, week: Week, *, on_holidays: bool = False) -> list[str]:
    """The rules of a week, days with the same hours together."""
    groups: dict[tuple[Opening, ...], list[Day]] = {}
    for day, kinds in week.by_day.items():
        openings = ((kind, tuple(spans)) for kind, spans in kinds.items())
        key = tuple(
            sorted(openings, key=lambda opening: (not opening[0].is_sure, opening[0].comment))
        )
        groups.setdefault(key, []).append(day)
    if not on_holidays and scope == Scope() and not week.has_holidays:
        if groups == {((SURE, ((0, DAY),)),): list(EVERY_DAY)}:
            return ["24/7"]
        if week.is_every_day_alike and not next(iter(groups))[0][1]:
            return [_state(next(iter(groups))[0]).strip()]
    rules = [
        (selector, _rules(scope, selector, openings, on_holidays=on_holidays))
        for openings, days in groups.items()
        for selector in _selectors(days, with_holidays=week.holidays_are_days)
    ]
    # What speaks of less must come behind what it is a part of.
    return [
        text for _, text in sorted(rules, key=lambda rule: ("[" in rule[0], HOLIDAY in rule[0]))
    ]


def _rules(scope: Scope, selector: str, openings: tuple[Opening, ...], *, on_holidays: bool) -> str:
    days = f"{scope.osm}{'PH ' if on_holidays else ''}{selector}".strip()
    return ", ".join(f"{days} {_state(opening)}".strip() for opening in openings)


def _state(opening: Opening) -> str:
    kind, spans = opening
    times = ",".join(f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in spans)
    # A comment alone is "open" to some programs and "unknown" to others: so the state is always said.
    state = "" if kind == SURE else " open" if kind.is_sure else " unknown"
    comment = f' "{kind.comment}"' if kind.comment else ""
    return f"{times}{state}{comment}"


def _selectors(days: list[Day], *, with_holidays: bool) -> list[str]:
    """Days as OSM writes them; those of a rank apart, so that they stand behind the others."""
    plain = day_list(day for day in days if isinstance(day, int))
    if plain and (with_holidays or HOLIDAY in days):
        plain += ",PH"
    elif HOLIDAY in days:
        plain = HOLIDAY
    ranks: dict[str, list[str]] = {}
    for day in days:
        if isinstance(day, str) and "[" in day:
            ranks.setdefault(day[:2], []).append(day[3:-1])
    dated = [DATED] if DATED in days else []
    return (
        [each for each in (plain,) if each]
        + dated
        + [f"{day}[{','.join(found)}]" for day, found in ranks.items()]
    )
