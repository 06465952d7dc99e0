"""Clauses become OSM rules, each later one right wherever it stands against an earlier one."""

from kiosk.feeds.hours.opening_clause import Clause, Closing, Scope
from kiosk.feeds.hours.opening_items import NotUnderstood
from kiosk.feeds.hours.opening_osm import write_week
from kiosk.feeds.hours.opening_sheet import is_dates
from kiosk.feeds.hours.opening_week import BY_APPOINTMENT, Week
from kiosk.feeds.hours.opening_words import day_list
from kiosk.feeds.hours.season import days_of_season

Weeks = dict[Scope, Week]


def rules_of_clauses(
    clauses: list[Clause], closings: list[Closing], *, otherwise_by_appointment: bool
) -> str:
    """The rules that say what the clauses say.

    Raises:
        NotUnderstood: They contradict one another, or can be joined in two ways.
    """
    if not clauses and (not closings or any(closing.is_exception for closing in closings)):
        raise NotUnderstood
    weeks = _weeks(clauses)
    offs = [rule for closing in closings for rule in _close(closing, weeks, clauses)]
    if not all(week.by_day for week in weeks.values()):
        raise NotUnderstood
    _check_scopes(weeks, clauses)
    offs = sorted(dict.fromkeys(offs), key=lambda rule: rule in {"PH off", "SH off"})
    if not clauses:
        return "; ".join(["unknown", *offs])
    ordered = sorted(weeks, key=_order)
    if all(clause.same_on_holidays for clause in clauses):
        for week in weeks.values():
            week.holidays_are_days |= week.is_every_day_alike
    lasting = [
        rule
        for scope in ordered
        if not is_dates(scope.season)
        for rule in write_week(scope, weeks[scope])
    ]
    dated = [
        rule
        for scope in ordered
        if is_dates(scope.season)
        for rule in write_week(scope, weeks[scope])
    ]
    rules = [*lasting, *_holiday_rules(weeks, clauses, closings, lasting), *dated]
    offs += _outside_term(weeks, clauses, offs)
    if otherwise_by_appointment and offs:
        raise NotUnderstood  # By appointment in August too?
    return "; ".join([*rules, *offs]) + (
        f' || unknown "{BY_APPOINTMENT}"' if otherwise_by_appointment else ""
    )


def _order(scope: Scope) -> tuple[bool, bool, bool]:
    """Usual hours first, then those of some weeks, of school holidays, of a season."""
    return (bool(scope.season), scope.school == "SH", bool(scope.weeks))


def _weeks(clauses: list[Clause]) -> Weeks:
    weeks: Weeks = {}
    for clause in clauses:
        scope = Scope(clause.scope.season, clause.scope.weeks, clause.scope.school)
        week = weeks.setdefault(scope, Week())
        if clause.replaces or clause.until >= 0:
            week.change(clause)
        else:
            week.add(clause)
    for week in weeks.values():
        week.settle()
    return weeks


def _close(closing: Closing, weeks: Weeks, clauses: list[Clause]) -> list[str]:
    """Take a closing out of the weeks, or say it as a rule."""
    offs = ["PH off"] if closing.public_holidays else []
    if closing.school_holidays:
        if any(scope.school for scope in weeks):
            raise NotUnderstood
        return [
            *offs,
            f"SH {day_list(day for day, _ in closing.days)} off" if closing.days else "SH off",
        ]
    if closing.season or closing.weeks or closing.nth:
        rule = _dated_off(closing, weeks, clauses)
        return [*offs, *rule]
    if not (closing.days or closing.spans):
        return offs
    mine = None if closing.of is None else {_plain(each.scope) for each in closing.of}
    changed = [
        week.close(closing) for scope, week in weeks.items() if mine is None or scope in mine
    ]
    if closing.must_hit and not any(changed):
        raise NotUnderstood
    return offs if clauses else [*offs, f"{day_list(day for day, _ in closing.days)} off"]


def _plain(scope: Scope) -> Scope:
    return Scope(scope.season, scope.weeks, scope.school)


def _dated_off(closing: Closing, weeks: Weeks, clauses: list[Clause]) -> list[str]:
    if any(part for _, part in closing.days):
        raise NotUnderstood
    days = [*([day_list(day for day, _ in closing.days)] if closing.days else []), *closing.nth]
    if closing.of is not None:
        seasons = (
            {scope.season for scope in weeks} - {each.scope.season for each in closing.of} - {""}
        )
        if closing.season in seasons:
            return []  # "hors juillet-août ; juillet-août : 9h-13h": these hours take its place.
        if closing.season and any(_meet(closing.season, season) for season in seasons):
            raise NotUnderstood
        others = [each for each in clauses if each not in closing.of]
        if others and not days:
            mine = {day for each in closing.of for day, _ in each.days}
            nth = [name for each in closing.of for name in each.nth]
            if nth or mine & {day for each in others for day, _ in each.days}:
                raise NotUnderstood
            days = [day_list(mine)]
    scope = Scope(closing.season, closing.weeks)
    return [f"{scope.osm}{','.join(days)}".strip() + " off"]


def _outside_term(weeks: Weeks, clauses: list[Clause], offs: list[str]) -> list[str]:
    """School holidays are closed for what is said of term only; what else is said must say that it is not."""
    term = {day for scope, week in weeks.items() if scope.school == "term" for day in week.weekdays}
    holidays = {
        day for scope, week in weeks.items() if scope.school == "SH" for day in week.weekdays
    }
    if any(scope.school == "term" and not week.weekdays for scope, week in weeks.items()):
        raise NotUnderstood
    if not term or "SH off" in offs:
        return []
    plain = {day for scope, week in weeks.items() if not scope.school for day in week.weekdays}
    if plain:
        others = [each for each in clauses if not each.scope.school]
        if term & plain or not all(each.all_year for each in others):
            raise NotUnderstood  # "lundi en période scolaire, mercredi 14h-17h": is Wednesday of term too?
        return [f"SH {day_list(term - holidays)} off"] if term - holidays else []
    if not holidays:
        return ["SH off"]
    return [f"SH {day_list(term - holidays)} off"] if term - holidays else []


def _holiday_rules(
    weeks: Weeks, clauses: list[Clause], closings: list[Closing], rules: list[str]
) -> list[str]:
    """What holds on public holidays; where nothing is said, nobody knows."""
    same = {clause.same_on_holidays for clause in clauses}
    if True in same:
        if False in same or any(closing.public_holidays for closing in closings) or len(weeks) > 1:
            raise NotUnderstood
        (week,) = weeks.values()
        return (
            []
            if week.holidays_are_days
            else write_week(*next(iter(weeks.items())), on_holidays=True)
        )
    said = any(week.has_holidays for week in weeks.values()) or any(
        closing.public_holidays for closing in closings
    )
    speaks_of_no_day = not rules or rules == [f'unknown "{BY_APPOINTMENT}"']
    return [] if said or rules == ["24/7"] or speaks_of_no_day else ["PH unknown"]


def _check_scopes(weeks: Weeks, clauses: list[Clause]) -> None:
    """Refuse scopes that meet on a day, unless it is plain which of them holds."""
    scopes = sorted(weeks, key=_order)
    for at, one in enumerate(scopes):
        for other in scopes[at + 1 :]:
            if is_dates(other.season) or not _may_both_hold(one, other):
                continue
            if not weeks[one].weekdays & weeks[other].weekdays:
                continue
            replaces = (
                one == Scope() and not other.weeks and weeks[one].weekdays <= weeks[other].weekdays
            )
            headed = all(each.is_headed for each in clauses if _plain(each.scope) == other)
            if not replaces or not (headed or weeks[one].overlaps(weeks[other])):
                raise NotUnderstood


def _may_both_hold(one: Scope, other: Scope) -> bool:
    if one.weeks and other.weeks and one.weeks != other.weeks:
        return False
    if {one.school, other.school} == {"SH", "term"}:
        return False
    return not (one.season and other.season) or _meet(one.season, other.season)


def _meet(one: str, other: str) -> bool:
    return bool(days_of_season(one) & days_of_season(other))
