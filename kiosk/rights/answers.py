"""What one visitor answered so far, and what is asked next. It lives as long as a request."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from kiosk.rights.question import AXES, DONT_KNOW, Answer, Levels, Question, questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Answers by question, in the order in which they were given; DONT_KNOW where there is none."""

    given: Mapping[str, str]

    @classmethod
    def read(cls, sent: Iterable[tuple[str, str]]) -> Self:
        """From a form, in its order: what answers no question that would be asked is dropped."""
        answers = cls(given={})
        for identifier, said in sent:
            question = next((each for each in answers._open() if each.id == identifier), None)
            if question:
                answer = question.answer(said)
                told = answer.id if answer else DONT_KNOW
                answers = cls(given={**answers.given, identifier: told})
        return answers

    @property
    def chosen(self) -> tuple[Answer, ...]:
        """The answers that say something."""
        return tuple(
            answer
            for identifier, said in self.given.items()
            for question in questions()
            if question.id == identifier and (answer := question.answer(said))
        )

    @property
    def possible(self) -> Levels:
        """The levels of each axis that are left."""
        left = {axis: frozenset(levels) for axis, levels in AXES.items()}
        for axis, levels in ((a, b) for each in self.chosen for a, b in each.leaves.items()):
            left[axis] &= levels
        return left

    @property
    def next_question(self) -> Question | None:
        """The next one; None when nothing more is to be asked."""
        return next(iter(self._open()), None)

    @property
    def most_to_come(self) -> int:
        """How many questions may still come: those too that only some answers to others lead to."""
        return len({each.id for each in self._open(surely=False)})

    def without_last(self) -> Self:
        """One question back."""
        return type(self)(given=dict(list(self.given.items())[:-1]))

    def _open(self, *, surely: bool = True) -> list[Question]:
        possible = self.possible
        return [
            each
            for each in questions()
            if each.id not in self.given
            and _holds(each.when, possible, surely=surely)
            and not (each.unless and _holds(each.unless, possible, surely=True))
        ]


def _holds(levels: Levels, possible: Levels, *, surely: bool) -> bool:
    if surely:
        return all(possible[axis] <= wanted for axis, wanted in levels.items())
    return all(possible[axis] & wanted for axis, wanted in levels.items())
