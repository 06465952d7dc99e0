"""What a text of hours says, clause by clause, and the OSM rules that say the same."""

from dataclasses import dataclass, field
from typing import Final

from kiosk.feeds.hours.opening_words import day_list

_MORNING_ENDS: Final = 13 * 60
_AFTERNOON_BEGINS: Final = 12 * 60
_EVERY_DAY: Final = tuple(range(7))

Span = tuple[int, int]
"""Minutes of a day, from and to; a night ends before it begins."""


class NotUnderstood(Exception):
    """Something in the text has no meaning for us: then none of it is used."""


@dataclass(slots=True)
class Clause:
    """Days, and what happens on them."""

    days: list[int] = field(default_factory=list)
    nth: list[str] = field(default_factory=list)
    prefix: str = ""
    spans: list[Span] = field(default_factory=list)
    closed: bool = False
    part: str = ""
    holidays: list[str] = field(default_factory=list)
    appointment: bool = False
    times_first: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said yet."""
        return not (self.days or self.nth or self.spans or self.holidays or self.appointment)


def rules_of_clauses(clauses: list[Clause]) -> str:
    """The rules of all clauses; closed days are taken out of the open ones."""
    opens = [clause for clause in clauses if not clause.closed]
    closes = [clause for clause in clauses if clause.closed]
    opens = _with_days_of_the_one_before(opens)
    rules = [rule for clause in opens for rule in _openrules_of_clauses(clause, closes)]
    if not rules:
        return ""
    rules += [f"{holiday} off" for clause in closes for holiday in dict.fromkeys(clause.holidays)]
    return "; ".join(rules)


def _with_days_of_the_one_before(opens: list[Clause]) -> list[Clause]:
    """Give times without days to the days before them: "lundi : 9h-12h ; 14h-17h"."""
    merged: list[Clause] = []
    for clause in opens:
        bare = not (clause.days or clause.nth or clause.prefix)
        if bare and merged:
            merged[-1].spans += clause.spans
            merged[-1].appointment |= clause.appointment
        elif not clause.spans and not clause.appointment:
            raise NotUnderstood
        else:
            merged.append(clause)
    return merged


def _openrules_of_clauses(clause: Clause, closes: list[Clause]) -> list[str]:
    comment = ' "sur rendez-vous"' if clause.appointment else ""
    prefix = f"{clause.prefix} " if clause.prefix else ""
    if not clause.spans:
        days = day_list(clause.days)
        return [f"{prefix}{f'{days} ' if days else ''}unknown{comment}"]
    if clause.nth:
        if clause.days:
            raise NotUnderstood
        return [f"{prefix}{','.join(clause.nth)} {_span_text(clause.spans)}{comment}"]
    by_times: dict[str, list[int]] = {}
    for day in clause.days or _EVERY_DAY:
        if text := _span_text(_left(clause.spans, day, closes)):
            by_times.setdefault(text, []).append(day)
    if by_times == {"00:00-24:00": list(_EVERY_DAY)} and not prefix and not comment:
        return ["24/7"]
    return [f"{prefix}{day_list(days)} {text}{comment}" for text, days in by_times.items()]


def _left(spans: list[Span], day: int, closes: list[Clause]) -> list[Span]:
    """What is open on ``day`` once the closed parts are taken out."""
    left = list(spans)
    for close in closes:
        if day not in close.days:
            continue
        if close.part == "morning":
            left = [span for span in left if span[1] > _MORNING_ENDS]
        elif close.part in {"afternoon", "evening"}:
            left = [span for span in left if span[0] < _AFTERNOON_BEGINS]
        else:
            left = []
        if any(span[0] < _AFTERNOON_BEGINS and span[1] > 14 * 60 for span in left) and close.part:
            raise NotUnderstood  # A day without a break: nobody knows when its half ends.
    return left


def _span_text(spans: list[Span]) -> str:
    return ",".join(
        f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
        for start, end in dict.fromkeys(spans)
    )
