"""The days of a week with what is open on each; part of reading everyday hours."""

from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Final, NamedTuple

from kiosk.feeds.hours.opening_clause import Clause, Closing
from kiosk.feeds.hours.opening_items import EVERY_DAY, NotUnderstood
from kiosk.feeds.hours.opening_phrase import NOT_EVERY_WEEK
from kiosk.feeds.hours.opening_times import (
    DAY,
    MORNING_ENDS,
    NOON,
    Span,
    clock_text,
    conform,
    is_plausible,
)
from kiosk.feeds.hours.opening_words import WEEK

BY_APPOINTMENT: Final = "sur rendez-vous"
_MORNING_AT_MOST: Final = 14 * 60
"""A morning may last so long where hours of the afternoon stand beside it."""

HOLIDAY: Final = "PH"
DATED: Final = ""
"""The days of a scope of single dates, which need no day of the week."""

Day = int | str
"""0-6, "Tu[1]", "PH", or of no week: ""."""


class Kind(NamedTuple):
    """How it is open: surely or perhaps, with a comment or without."""

    is_sure: bool
    comment: str


SURE: Final = Kind(is_sure=True, comment="")

Opening = tuple[Kind, tuple[Span, ...]]
"""Spans of one kind; no span: some time of the day."""


@dataclass(slots=True)
class Week:
    """What is open on each day of one scope."""

    by_day: dict[Day, dict[Kind, list[Span]]] = field(default_factory=dict)
    holidays_are_days: bool = False
    _breadth: dict[Day, int] = field(default_factory=dict)
    """To how many days the clause spoke that spoke first of a day."""

    @property
    def weekdays(self) -> set[int]:
        """The days of the week that it speaks of, those of "Tu[1]" too."""
        return {
            day if isinstance(day, int) else WEEK.index(day[:2])
            for day in self.by_day
            if day not in (HOLIDAY, DATED)
        }

    @property
    def has_holidays(self) -> bool:
        """Whether it speaks of public holidays."""
        return HOLIDAY in self.by_day or self.holidays_are_days

    def add(self, clause: Clause) -> None:
        """Add what a clause opens; the same day twice is both."""
        kind, spans = _kind(clause), list(clause.spans)
        if clause.since >= 0:
            if spans or kind.comment:
                raise NotUnderstood
            kind, spans = (
                Kind(is_sure=False, comment=f"à partir de {clock_text(clause.since)}"),
                [(clause.since, DAY)],
            )
        of_rank = {_weekday(day) for day in clause.nth}
        if (not spans and any(part for _, part in clause.days)) or of_rank & {
            day for day, _ in clause.days
        }:
            raise NotUnderstood
        for day, of_day in _by_day(clause, spans).items():
            kinds = self.by_day.setdefault(day, {})
            may_replace = len(clause.days) < self._breadth.get(day, 0)
            kinds[kind] = _joined(kinds.get(kind, []), of_day, may_replace=may_replace)
            self._breadth.setdefault(day, len(clause.days))
        if not (clause.has_days or spans):
            self.by_day |= {day: {kind: []} for day in EVERY_DAY}

    def change(self, clause: Clause) -> None:
        """Other hours than were said of some days: "jusqu'à 16h30 le vendredi"."""
        if clause.appointment is not None or clause.scope.sometimes:
            raise NotUnderstood  # Is Friday by appointment, or the whole week?
        days: list[Day] = [*(day for day, _ in clause.days), *_ranks(clause.nth)]
        for day in days:
            before = self.by_day.get(day if day in self.by_day else _weekday(day))
            if before is None or len(before) != 1 or any(part for _, part in clause.days):
                raise NotUnderstood
            ((kind, spans),) = before.items()
            self.by_day[day] = {kind: list(clause.spans) or _ending(spans, clause.until)}

    def settle(self) -> None:
        """Join "1er mardi" with what is said of every Tuesday; refuse what overlaps with another condition."""
        ranked = [day for day in self.by_day if isinstance(day, str) and "[" in day]
        for day in ranked:
            usual, here = self.by_day.get(WEEK.index(day[:2]), {}), self.by_day[day]
            for kind, spans in usual.items():
                here[kind] = _joined(spans, here.get(kind, []), may_replace=True)
        for kinds in self.by_day.values():
            spans = sorted(span for each in kinds.values() for span in each)
            if any(end > start for (_, end), (start, _) in pairwise(map(_unwrapped, spans))):
                raise NotUnderstood
            if len(kinds) > 1 and not all(kinds.values()):
                raise NotUnderstood
        holidays = self.by_day.get(HOLIDAY)
        if holidays is not None and all(self.by_day.get(day) == holidays for day in EVERY_DAY):
            del self.by_day[HOLIDAY]
            self.holidays_are_days = True
        if set(self.by_day) == {HOLIDAY}:
            raise NotUnderstood  # "jours fériés 9h-12h", and the other days?

    @property
    def is_every_day_alike(self) -> bool:
        """Whether it has one row of hours for all seven days."""
        return set(self.by_day) == set(EVERY_DAY) and all(
            each == self.by_day[0] for each in self.by_day.values()
        )

    def close(self, closing: Closing) -> bool:
        """Take out closed days, halves of days or times; returns whether it changed anything."""
        changed = False
        for day, part in closing.days or [(day, "") for day in self.weekdays]:
            if any(isinstance(other, str) and other[:2] == WEEK[day] for other in self.by_day):
                raise NotUnderstood
            before = self.by_day.get(day)
            if before is None:
                continue
            after = {kind: _without(spans, part, closing.spans) for kind, spans in before.items()}
            changed |= after != before
            self.by_day[day] = {kind: spans for kind, spans in after.items() if spans}
            if not self.by_day[day]:
                del self.by_day[day]
        return changed

    def overlaps(self, other: "Week") -> bool:
        """Whether on a common day both are open at one time."""
        return any(
            a < d and c < b
            for day in self.by_day.keys() & other.by_day.keys()
            for a, b in map(_unwrapped, chain(*self.by_day[day].values()))
            for c, d in map(_unwrapped, chain(*other.by_day[day].values()))
        )


def _kind(clause: Clause) -> Kind:
    comments = [BY_APPOINTMENT] if clause.appointment else []
    comments += [NOT_EVERY_WEEK] if clause.scope.sometimes else []
    return Kind(
        is_sure=bool(clause.spans) and not clause.scope.sometimes, comment=", ".join(comments)
    )


def _by_day(clause: Clause, spans: list[Span]) -> dict[Day, list[Span]]:
    """The spans of each day; "lundi matin et mardi après-midi" share them out."""
    parts = {part for _, part in clause.days} - {""}
    if len(parts) == 1 and not all(conform(spans, part) for part in parts):
        raise NotUnderstood
    found: dict[Day, list[Span]] = {}
    for day, part in clause.days:
        mine = (
            spans if len(parts) < 2 else [span for span in spans if part and conform([span], part)]
        )
        if len(parts) > 1 and not mine:
            raise NotUnderstood
        found[day] = [*found.get(day, []), *mine]
    if len(parts) > 1 and any(sum(conform([span], part) for part in parts) != 1 for span in spans):
        raise NotUnderstood
    if len(parts) > 1 and (clause.nth or clause.holidays):
        raise NotUnderstood
    if not clause.has_days and clause.scope.season:
        return {DATED: list(spans)}
    return found | {
        day: list(spans) for day in [*_ranks(clause.nth), *([HOLIDAY] if clause.holidays else [])]
    }


def _ranks(nth: list[str]) -> list[str]:
    """One by one: "Tu[1,3]" is "Tu[1]" and "Tu[3]"."""
    return [f"{each[:2]}[{rank}]" for each in nth for rank in each[3:-1].split(",")]


def _weekday(day: Day) -> Day:
    return WEEK.index(day[:2]) if isinstance(day, str) and day[:2] in WEEK else day


def _unwrapped(span: Span) -> Span:
    start, end = span
    return start, end if end > start else end + DAY


def _joined(said: list[Span], more: list[Span], *, may_replace: bool) -> list[Span]:
    """What is said twice of a day is both, unless the second may take the place of the first.

    When that holds for fewer days and goes further, "jeudi 9h-19h" behind "lun-ven 9h-17h", both come to the same.
    """
    joined = _union([*said, *more])
    apart = len(joined) == len(said) + len(more)
    if (
        not said
        or apart
        or _union(said) == _union(more)
        or (may_replace and joined == _union(more))
    ):
        return joined
    raise NotUnderstood  # "lun-ven 9h-17h, mercredi 9h-12h": on Wednesday, until when?


def _union(spans: list[Span]) -> list[Span]:
    """In order, those that overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(set(map(_unwrapped, spans))):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return [(start, end if end <= DAY else end - DAY) for start, end in joined]


def _ending(spans: list[Span], end: int) -> list[Span]:
    if not spans or end < 0:
        raise NotUnderstood
    start = spans[-1][0]
    if not (is_plausible(start, end) and end > start):
        raise NotUnderstood
    return [*spans[:-1], (start, end)]


def _without(spans: list[Span], part: str, times: list[Span]) -> list[Span]:
    """What is left once half a day, times, or all of it is taken out."""
    if times:
        left = spans
        for closed in times:
            left = [piece for span in left for piece in _cut(span, closed)]
        return left
    if not part:
        return []
    has_break = len(spans) > 1
    longest = _MORNING_AT_MOST if has_break else MORNING_ENDS
    if any(start < NOON and _unwrapped((start, end))[1] > longest for start, end in spans):
        raise NotUnderstood  # A day without a break: nobody knows when its half ends.
    return [span for span in spans if not conform([span], part)]


def _cut(span: Span, closed: Span) -> list[Span]:
    (start, end), (from_, to) = _unwrapped(span), closed
    if to <= start or from_ >= end:
        return [span]
    pieces = [(start, min(from_, end)), (max(to, start), end)]
    return [(a, b if b <= DAY else b - DAY) for a, b in pieces if a < b]
