"""What was read of a text so far: its clauses, and the conditions that hold.

Whoever writes hours puts a condition before or behind what it is for. Where two readings stand, none is taken.
"""

import re
from dataclasses import replace
from typing import Final

from kiosk.feeds.hours.opening_clause import SCOPE_KINDS, Clause, Closing, Scope
from kiosk.feeds.hours.opening_items import EVERY_DAY, Gap, Item, NotUnderstood
from kiosk.feeds.hours.opening_times import DAY

CONDITIONS: Final = frozenset({*SCOPE_KINDS, "appointment", "walk_in", "only_appointment"})
TIMES: Final = frozenset({"times", "until", "since", "time"})
_CONTENT: Final = TIMES | {"days", "part"}
_DATE: Final = re.compile(r"(?:20\d\d )?[A-Z][a-z]{2} \d\d")


class ClauseSheet:
    """Clauses and closings, the clause at hand, and the heading under which it stands."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self.clauses: list[Clause] = []
        self.closings: list[Closing] = []
        self.only_by_appointment = False
        self.clause = Clause()
        self.header = Scope()
        self.header_appointment: bool | None = None
        self.is_headed = False
        self.heads_from = 0
        self.sentence_begins = 0
        self._has_loose_scope = False
        self._said_before: set[str] = set()

    def begin_sentence(self) -> None:
        """What was said before its first clause, and how many clauses there were, counts from here."""
        self.sentence_begins = len(self.clauses)
        self._said_before.clear()
        self.begin()

    def begin(self) -> None:
        """Begin a clause under the heading that holds."""
        self.clause = Clause(
            scope=self.header, appointment=self.header_appointment, is_headed=self.is_headed
        )

    def next_clause(self) -> None:
        """End the clause at hand, begin another."""
        self.end()
        self.begin()
        self._said_before.clear()

    def end(self) -> None:
        """Keep the clause at hand, if anything was said."""
        clause = self.clause
        if not (clause.has_days or clause.has_times):
            if clause.part or (clause.scope, clause.appointment) != (
                self.header,
                self.header_appointment,
            ):
                raise NotUnderstood  # A condition, and nothing that it is for.
            return
        if self._has_loose_scope and clause.scope == Scope():
            raise NotUnderstood  # "en août mardi 14h-17h ; mercredi 9h-12h": in August too?
        if clause.part or not (clause.has_times or clause.appointment):
            raise NotUnderstood
        if clause.must_say and clause.appointment is None:
            raise NotUnderstood  # "lundi 9h-12h sur rendez-vous, 14h-17h": and the afternoon?
        if not self._is_joined_to_the_one_before(clause):
            self.clauses.append(clause)

    def _is_joined_to_the_one_before(self, clause: Clause) -> bool:
        """Give times without days the days that stand before them: "lundi : 9h-12h ; 14h-17h"."""
        if clause.has_days or is_dates(clause.scope.season):
            return False
        last = self.clauses[-1] if self.clauses else None
        if last is None and clause.spans == [(0, DAY)]:
            clause.days = [(day, "") for day in EVERY_DAY]
            return False
        if last and (last.scope, last.appointment) == (clause.scope, clause.appointment):
            if len(self.clauses) > self.sentence_begins or not (clause.spans and last.spans):
                raise NotUnderstood  # "9h-12h lundi, mardi 14h-17h": whose times are these?
            last.spans += clause.spans
            return True
        plain = [each for each in self.clauses if each.scope == Scope()]
        if len(plain) != 1 or plain[0].nth or clause.scope == Scope():
            raise NotUnderstood  # Hours, and nobody says on which days.
        clause.days = [(day, "") for day, _ in plain[0].days]
        return False

    def conditions_alone(self, sentence: list[Item], *, is_last: bool) -> None:
        """Conditions without days or times: they hold for what follows, the last ones for everything."""
        kinds = {item.kind for item in sentence}
        if kinds <= {"only_appointment", "only"}:
            self.only_by_appointment = True
            return
        scope, appointment = Scope(), None
        for at in range(len(sentence)):
            scope, appointment = _with(scope, appointment, sentence, at)
        if not is_last:
            if _kinds_of(self.header) - _kinds_of(scope) and "all_year" not in kinds:
                raise NotUnderstood  # Does the other condition still hold?
            self.header, self.header_appointment, self.is_headed = scope, appointment, True
            self.heads_from = len(self.clauses)
        elif not self.clauses and not self.closings and appointment and scope == Scope():
            self.clauses.append(Clause(appointment=True))
        elif (
            self.clauses
            and appointment is None
            and all(each.scope == Scope() for each in self.clauses)
        ):
            for each in self.clauses:
                each.scope = scope
        else:
            raise NotUnderstood

    def condition(self, sentence: list[Item], at: int) -> None:
        """Read a condition: it is for what stands before it, or for what follows."""
        item = sentence[at]
        following = sentence[at + 1] if at + 1 < len(sentence) else None
        if not self.clause.has_days and not self.clause.has_times:
            self._condition_before(sentence, at)
        elif not self.clause.has_times or item.in_brackets:
            if item.gap > Gap.NONE and (item.gap is Gap.AND or item.kind == "school"):
                raise NotUnderstood  # "mercredi et vacances scolaires": on Wednesdays of them, or on both?
            self._attach(sentence, at)
        elif following is None or following.kind not in _CONTENT:
            if item.gap is Gap.AND:
                raise NotUnderstood  # "lundi 9h-12h et sur rendez-vous": at other times too?
            self._condition_behind(sentence, at)
        elif item.has_colon or (item.gap > Gap.NONE and following.gap is Gap.NONE):
            self.next_clause()
            self._condition_before(sentence, at)
        elif item.gap is Gap.NONE and following.gap > Gap.NONE:
            self._condition_behind(sentence, at)
        else:
            raise NotUnderstood

    def _condition_before(self, sentence: list[Item], at: int) -> None:
        """A condition before its days holds until the next one of its kind."""
        item, clause = sentence[at], self.clause
        kind = item.kind if item.kind in SCOPE_KINDS else "appointment"
        if kind in self._said_before:
            raise NotUnderstood  # "les semaines impaires, semaines paires : jeudi 9h-12h"
        self._said_before.add(kind)
        if item.kind in _kinds_of(self.header) and getattr(clause.scope, item.kind) == getattr(
            self.header, item.kind
        ):
            if item.kind == "season" and len(_kinds_of(self.header)) > 1:
                raise NotUnderstood  # Do the weeks said before still hold?
            clause.scope = replace(clause.scope, **{item.kind: ""})
        elif (
            item.kind in SCOPE_KINDS
            and _kinds_of(self.header)
            and len(self.clauses) > self.heads_from
        ):
            raise NotUnderstood  # "semaines paires : mardi 9h-12h ; en août : lundi 9h-12h": in all weeks?
        elif item.kind not in SCOPE_KINDS and clause.appointment == self.header_appointment:
            clause.appointment = None
        is_first = not self.clauses and not self.closings
        holds_on = item.has_colon or is_first or self.header != Scope()
        self._attach(sentence, at)
        clause.is_headed |= item.has_colon
        if holds_on:
            self.header, self.header_appointment = clause.scope, clause.appointment
            self.is_headed, self.heads_from = clause.is_headed, len(self.clauses)
        else:
            self._has_loose_scope |= item.kind in SCOPE_KINDS

    def _condition_behind(self, sentence: list[Item], at: int) -> None:
        kind = sentence[at].kind
        for earlier in self.clauses[self.sentence_begins :]:
            said = (
                getattr(earlier.scope, kind)
                if kind in SCOPE_KINDS
                else earlier.appointment is not None
            )
            if not said:
                raise NotUnderstood  # "lundi 9h-12h, mardi 14h-17h en août": both, or Tuesday?
        self._attach(sentence, at)

    def _attach(self, sentence: list[Item], at: int) -> None:
        clause = self.clause
        clause.scope, clause.appointment = _with(clause.scope, clause.appointment, sentence, at)

    def reset_header(self) -> None:
        """What follows holds for the whole year again."""
        self.header, self.is_headed = Scope(), False


def is_dates(season: str) -> bool:
    """Whether it is single dates: "Dec 24,Dec 31"."""
    return bool(season) and all(map(_DATE.fullmatch, season.split(",")))


def _kinds_of(scope: Scope) -> set[str]:
    return {kind for kind in SCOPE_KINDS if getattr(scope, kind)}


def _with(
    scope: Scope, appointment: bool | None, sentence: list[Item], at: int
) -> tuple[Scope, bool | None]:
    """The scope and the appointment with one more condition."""
    item = sentence[at]
    if item.kind in SCOPE_KINDS:
        if getattr(scope, item.kind) and item.kind != "sometimes":
            raise NotUnderstood
        return replace(scope, **{item.kind: item.value}), appointment
    if item.kind == "season_name":
        needs_dates(sentence, at)
    elif item.kind in {"appointment", "only_appointment", "walk_in"}:
        if appointment is not None:
            raise NotUnderstood
        return scope, item.kind != "walk_in"
    return scope, appointment


def needs_dates(sentence: list[Item], at: int) -> None:
    """A season's name says nothing without its months beside it."""
    beside = sentence[max(0, at - 1) : at + 2]
    if not any(item.kind == "season" for item in beside):
        raise NotUnderstood
