"""What "fermé" and "sauf" take away."""

from typing import Final

from kiosk.feeds.hours.opening_clause import Clause, Closing, Scope
from kiosk.feeds.hours.opening_items import Gap, Item, NotUnderstood
from kiosk.feeds.hours.opening_times import Span

_USED: Final = frozenset({"days", "season", "school", "weeks", "times", "only", "season_name"})


def closings_of(
    marker: Item, items: list[Item], mine: list[Clause], *, header: Scope
) -> list[Closing]:
    """Read what stands behind a closing word.

    Args:
        marker: "closed", which speaks of the place, or "except", which speaks of its own sentence.
        items: What stands behind it.
        mine: The clauses of its sentence.
        header: The condition that holds for the sentence.

    Raises:
        NotUnderstood: It says nothing, or two readings stand.
    """
    found: list[Closing] = []
    for group in _groups(items):
        closing = _closing(group)
        everywhere = closing.public_holidays or closing.school_holidays
        if marker.kind == "except" and not everywhere and mine:
            if closing.season and len(mine) > 1:
                raise NotUnderstood  # "lundi 9h-12h, samedi 10h-12h sauf en août": both?
            closing.of = mine
        elif header != Scope() and not (everywhere or (closing.season and not closing.days)):
            if not mine:
                raise NotUnderstood  # Closed in that season only, or at all?
            closing.of = mine
        closing.is_exception = marker.kind == "except"
        closing.must_hit = bool(closing.spans) or (closing.is_exception and not everywhere)
        if closing.spans and found:
            raise NotUnderstood  # "fermé en août, samedi 10h-12h": is that open?
        found.append(closing)
    if not found:
        raise NotUnderstood
    return found


def ends_sooner(items: list[Item], mine: list[Clause]) -> Clause | None:
    """Read "sauf le vendredi jusqu'à 16h30", "sauf mercredi : 9h-12h": other hours on these days."""
    if len(items) != 2 or items[0].kind != "days" or items[0].is_list:
        return None
    days, times = items
    scope = mine[0].scope if mine else Scope()
    if any(each.scope != scope for each in mine):
        return None
    if times.kind in {"until", "time"}:
        return Clause(
            days=list(days.days),
            nth=list(days.nth),
            until=times.minutes,
            scope=scope,
            replaces=True,
        )
    if times.kind == "times" and (days.has_colon or not _are_within(times.spans, mine)):
        return Clause(
            days=list(days.days),
            nth=list(days.nth),
            spans=list(times.spans),
            scope=scope,
            replaces=True,
        )
    if times.kind == "times":
        raise NotUnderstood  # "9h-17h sauf mercredi 9h-12h": open then, or closed then?
    return None


def _are_within(spans: tuple[Span, ...], mine: list[Clause]) -> bool:
    opens = [span for clause in mine for span in clause.spans]
    return all(any(start <= a and b <= end for start, end in opens) for a, b in spans)


def _groups(items: list[Item]) -> list[list[Item]]:
    """Items without anything between them belong together: "le samedi en août"."""
    groups: list[list[Item]] = []
    for item in items:
        if item.kind == "including" and groups and groups[-1][-1].kind == "season":
            continue  # "du 3 au 17 août inclus"
        if item.kind not in _USED:
            raise NotUnderstood
        if not groups or item.gap > Gap.NONE:
            groups.append([])
        groups[-1].append(item)
    return groups


def _closing(group: list[Item]) -> Closing:
    said = {item.kind: item for item in group}
    if len(said) < len(group):
        raise NotUnderstood
    nothing = Item("nothing")
    days = said.get("days", nothing)
    closing = Closing(
        days=list(days.days),
        nth=list(days.nth),
        public_holidays=days.holidays,
        school_holidays="school" in said,
        spans=list(said.get("times", nothing).spans),
        season=said.get("season", nothing).value,
        weeks=said.get("weeks", nothing).value,
    )
    if said.get("school", nothing).value == "term" or (
        "season_name" in said and not closing.season
    ):
        raise NotUnderstood
    if any(end <= start for start, end in closing.spans):
        raise NotUnderstood
    _one_reading(closing, group)
    return closing


def _one_reading(closing: Closing, group: list[Item]) -> None:
    """Refuse what can be read in two ways."""
    lists = any(item.is_list for item in group)
    narrow = bool(closing.season or closing.weeks or closing.spans or closing.school_holidays)
    if closing.public_holidays and narrow:
        raise NotUnderstood
    if closing.spans and (lists or closing.season or closing.weeks or closing.school_holidays):
        raise NotUnderstood  # "fermé le mercredi, samedi 9h-12h": open on Saturday?
    if closing.school_holidays and (closing.season or closing.weeks or closing.nth):
        raise NotUnderstood
    if not (closing.days or closing.nth or closing.public_holidays or narrow):
        raise NotUnderstood
