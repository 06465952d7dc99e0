"""Items become clauses: what a text opens, and what it closes."""

from collections.abc import Callable
from copy import copy
from typing import Final

from kiosk.feeds.hours.opening_clause import Clause, Closing, Scope
from kiosk.feeds.hours.opening_closing import closings_of, ends_sooner
from kiosk.feeds.hours.opening_items import Gap, Item, NotUnderstood
from kiosk.feeds.hours.opening_sheet import CONDITIONS, TIMES, ClauseSheet, needs_dates
from kiosk.feeds.hours.opening_times import conform

_ALONE: Final = CONDITIONS | {"season_name", "all_year", "only"}


class ClauseReader(ClauseSheet):
    """Reads items into ``clauses`` and ``closings``."""

    def __init__(self, items: list[Item]) -> None:
        """The items of a whole text."""
        super().__init__()
        self.otherwise_by_appointment = False
        self._items = items
        self._closing_at_hand = ""

    def read(self) -> None:
        """Read all items.

        Raises:
            NotUnderstood: Two readings stand, or none.
        """
        sentences = _sentences(self._items)
        for at, sentence in enumerate(sentences):
            if all(item.kind in _ALONE for item in sentence):
                self.conditions_alone(sentence, is_last=at == len(sentences) - 1)
            else:
                self._sentence(sentence)
        heads_nothing = len(self.clauses) == self.heads_from and self.header != Scope()
        if heads_nothing or (
            not self.clauses
            and (self.header_appointment or (self.closings and self.only_by_appointment))
        ):
            raise NotUnderstood  # A condition that nothing stands under.

    def _sentence(self, sentence: list[Item]) -> None:
        self.begin_sentence()
        at = 0
        while at < len(sentence):
            at = self._step(sentence, at)
        self.end()

    def _step(self, sentence: list[Item], at: int) -> int:
        """Read the item at ``at``; returns where to go on."""
        item = sentence[at]
        following = sentence[at + 1] if at + 1 < len(sentence) else None
        if item.kind in TIMES:
            self._closing_at_hand = ""
            self._times(item)
        elif self._is_of_half_a_day(item, following) and following is not None:
            self._appointment_of_half(item, following)
            return at + 2
        elif item.kind in CONDITIONS:
            self.condition(sentence, at)
        elif reading := self._LONG.get(item.kind):
            return reading(self, sentence, at)
        elif read_one := self._SHORT.get(item.kind):
            read_one(self, item, following)
        elif item.kind == "season_name":
            needs_dates(sentence, at)
        return at + 1

    def _days(self, item: Item, following: Item | None) -> None:
        if following and following.kind == "including" and item.holidays and not item.days:
            return  # "jours fériés inclus": read with the word behind.
        if self.clause.has_days and self.clause.has_times:
            self.next_clause()
        elif self.clause.has_days:
            raise NotUnderstood
        self.clause.add_days(item)

    def _times(self, item: Item) -> None:
        clause = self.clause
        if clause.has_times and (
            (clause.times_first and clause.has_days) or item.kind != "times" or not clause.spans
        ):
            self.next_clause()
            clause = self.clause
        elif clause.has_times and clause.has_days and clause.appointment != self.header_appointment:
            self._other_times(clause)
            clause = self.clause
        if item.kind == "time" and not item.in_brackets:
            raise NotUnderstood
        clause.times_first |= not clause.has_days
        if item.kind == "times":
            if clause.part and not conform(item.spans, clause.part):
                raise NotUnderstood
            clause.part = ""
            clause.spans += item.spans
        elif item.kind == "since":
            clause.since = item.minutes
        else:
            clause.until = item.minutes

    def _other_times(self, before: Clause) -> None:
        """Read "lundi 9h-12h sans rendez-vous, 14h-17h sur rendez-vous"."""
        self.next_clause()
        self.clause.days, self.clause.nth = list(before.days), list(before.nth)
        self.clause.scope, self.clause.must_say = before.scope, True

    def _part(self, item: Item, following: Item | None) -> None:
        clause = self.clause
        is_label = (
            following is not None
            and following.kind == "times"
            and (following.gap is Gap.NONE or item.has_colon)
        )
        if clause.part:
            raise NotUnderstood
        if is_label or not (clause.has_days or clause.has_times):
            clause.part = item.value
        elif not clause.spans or not conform(clause.spans[-1:], item.value):
            raise NotUnderstood

    def _is_of_half_a_day(self, item: Item, following: Item | None) -> bool:
        """Whether "l'après-midi sur rendez-vous" stands behind times."""
        if following is None or following.gap is not Gap.NONE or not self.clause.spans:
            return False
        kinds = {item.kind, following.kind}
        return "part" in kinds and bool(kinds & {"appointment", "walk_in", "only_appointment"})

    def _appointment_of_half(self, one: Item, other: Item) -> None:
        part, condition = (one, other) if one.kind == "part" else (other, one)
        clause = self.clause
        inside = [span for span in clause.spans if conform([span], part.value)]
        outside = [span for span in clause.spans if span not in inside]
        if not inside or not clause.has_days or clause.appointment is not None:
            raise NotUnderstood
        if condition.kind == "walk_in":
            return
        if not outside:
            raise NotUnderstood
        half = copy(clause)
        half.spans, half.appointment = inside, True
        clause.spans = outside
        self.clauses.append(half)

    def _all_year(self, _: Item, __: Item | None) -> None:
        if self.header != Scope():
            raise NotUnderstood
        self.clause.all_year = True

    def _or_appointment(self, item: Item, _: Item | None) -> None:
        """Read "lundi 9h-12h ou sur rendez-vous": at other times one may ask for an appointment."""
        said = any(each.appointment is not None for each in [*self.clauses, self.clause])
        if item is not self._items[-1] or said or not (self.clauses or self.clause.has_times):
            raise NotUnderstood
        self.otherwise_by_appointment = True

    def _night(self, _: Item, following: Item | None) -> None:
        spans = self.clause.spans[-1:] or (following.spans if following else ())
        if not any(end <= start for start, end in spans):
            raise NotUnderstood

    def _including(self, sentence: list[Item], at: int) -> int:
        """Read "y compris les jours fériés", "jours fériés inclus"."""
        clause = self.clause
        before = sentence[at - 1] if at else None
        following = sentence[at + 1] if at + 1 < len(sentence) else None
        if (
            following
            and following.kind == "days"
            and {day for day, _ in following.days} <= {day for day, _ in clause.days}
        ):
            clause.same_on_holidays |= following.holidays
            at += 1
        elif following and following.kind in {"school", "season"} and following.value != "term":
            at += 1
        elif before and before.kind == "days" and before.holidays:
            clause.same_on_holidays |= not before.days
        else:
            raise NotUnderstood
        if not (clause.has_days or clause.has_times):
            raise NotUnderstood
        return at + 1

    def _closing(self, sentence: list[Item], at: int) -> int:
        """Read what a word such as "fermé" or "sauf" takes away."""
        clause, marker = self.clause, sentence[at]
        before, self._closing_at_hand = self._closing_at_hand, marker.kind
        if marker.kind == "except" and (before == "closed" or (before and marker.gap is Gap.NONE)):
            raise NotUnderstood  # "fermé le lundi sauf en août": then it is open in August.
        if marker.kind == "closed" and self._is_closed_behind(sentence, at):
            self._close_clause(clause)
            if not clause.has_days:
                self.reset_header()  # "août : fermé", and no more than that.
            self.begin()
            return at + 1
        waits_for_times = clause.has_days and not clause.has_times
        if not (marker.in_brackets or waits_for_times):
            self.next_clause()
        here = [self.clause] if self.clause.has_days or self.clause.has_times else []
        end = _end_of_closing(sentence, at, waits_for_times=waits_for_times)
        mine = [*self.clauses[self.sentence_begins :], *here]
        if marker.in_brackets and here:
            mine = here
        inside = sentence[at + 1 : end]
        if marker.kind == "except" and (sooner := ends_sooner(inside, mine)):
            self.clauses.append(sooner)
            return end
        self.closings += closings_of(marker, inside, mine, header=self.header)
        return end

    def _is_closed_behind(self, sentence: list[Item], at: int) -> bool:
        """Whether the word stands behind what it closes: "mardi : fermé", "août : fermé"."""
        clause = self.clause
        if clause.has_days or clause.has_times:
            return not clause.has_times
        is_last = at + 1 == len(sentence) or sentence[at + 1].gap > Gap.NONE
        if not is_last or clause.scope == Scope():
            return False
        if len(self.clauses) > self.heads_from:
            raise NotUnderstood  # "juillet : mardi 9h-12h ; fermé": closed when?
        return True

    def _close_clause(self, clause: Clause) -> None:
        """Read "mardi : fermé", "août : fermé"."""
        school = clause.scope.school == "SH" and not (
            clause.has_days or clause.scope.season or clause.scope.weeks
        )
        if (clause.scope.school and not school) or clause.scope.sometimes or clause.appointment or (
            clause.holidays and clause.scope != Scope()
        ):  # fmt: skip
            raise NotUnderstood
        self.closings.append(
            Closing(
                days=clause.days,
                nth=clause.nth,
                public_holidays=clause.holidays,
                school_holidays=school,
                season=clause.scope.season,
                weeks=clause.scope.weeks,
                of=None
                if self.header == Scope()
                else [each for each in self.clauses if each.scope == self.header],
            )
        )

    _LONG: Final[dict[str, Callable[["ClauseReader", list[Item], int], int]]] = {
        "closed": _closing, "except": _closing, "including": _including,
    }  # fmt: skip
    """Readings of more than one item; they return where to go on."""

    _SHORT: Final[dict[str, Callable[["ClauseReader", Item, Item | None], None]]] = {
        "days": _days, "part": _part, "night": _night, "or_appointment": _or_appointment, "all_year": _all_year,
    }  # fmt: skip


def _sentences(items: list[Item]) -> list[list[Item]]:
    found: list[list[Item]] = []
    for item in items:
        if item.gap is Gap.STOP or not found:
            found.append([])
        found[-1].append(item)
    return found


def _end_of_closing(sentence: list[Item], at: int, *, waits_for_times: bool) -> int:
    """Where what a closing word speaks of ends: with the brackets, the sentence, or the next such word."""
    marker, end = sentence[at], at + 1
    while end < len(sentence) and sentence[end].in_brackets == marker.in_brackets:
        item = sentence[end]
        if item.kind in {"closed", "except"} or (waits_for_times and item.kind in TIMES):
            break
        end += 1
    return end
