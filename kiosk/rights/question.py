"""What is asked, in which order, and what an answer leaves possible."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from kiosk.caches import read_once

AXES: Final[Mapping[str, tuple[str, ...]]] = {
    "children": ("none", "first", "one", "two", "three", "more"),
    "home": ("alone", "me", "both", "wage", "pension"),
    "income": ("0", "500", "800", "1100", "1400", "1700", "2200", "3000", "more"),
    "ages": ("under3", "school", "both", "neither", "baby"),
    "housing": ("tenant", "hostel", "owner", "hosted", "none"),
    "age": ("18", "25", "62", "65"),
    "work": ("work", "jobseeker", "none", "student", "retired", "unable"),
    "health": ("no", "recognised", "hard"),
    "papers": ("french", "long", "mid", "short", "asylum", "none"),
}
"""What decides, with its levels, in the order in which diagrams are smallest. "500" is income above the level before it, up to 500 euros a month."""

Levels = Mapping[str, frozenset[str]]

DONT_KNOW: Final = ""
"""The answer that leaves everything possible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Euros a month, above ``above`` up to ``upto``; None: no such end. Both 0: nothing."""

    above: int | None
    upto: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A button.

    Attributes:
        id: Sent in forms.
        say: What it says, an English msgid; "" where a band says it.
        band: Money, where the button names it.
        icon: Its picture.
        leaves: The levels that stay possible, for the axes it says something about.
        leads: A page of its own that it leads to; None: to the next question.
    """

    id: str
    say: str
    band: Band | None
    icon: str
    leaves: Levels
    leads: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A screen.

    Attributes:
        id: Sent in forms. Two questions may have the same: what one answered, the other does not ask.
        ask: An English msgid, as ``hint`` and ``why``.
        why: Why a sensitive thing is asked; "" for others.
        private: Not for a loudspeaker; and "I do not want to say" is one of the answers.
        when: Asked only when nothing else than these levels is possible.
        unless: Not asked when nothing else than these is possible.
    """

    id: str
    icon: str
    ask: str
    hint: str
    why: str
    private: bool
    when: Levels
    unless: Levels
    answers: tuple[Answer, ...]

    def answer(self, identifier: str) -> Answer | None:
        """The answer of that name."""
        return next((each for each in self.answers if each.id == identifier), None)


@read_once
def questions() -> tuple[Question, ...]:
    """All of them, in the order in which they are asked."""
    text = files("kiosk.rights").joinpath("questions.toml").read_text("utf-8")
    return tuple(one for raw in tomllib.loads(text)["question"] for one in _questions(raw))


def _questions(raw: dict[str, Any]) -> list[Question]:
    shared = {
        "id": raw["id"],
        "icon": raw["icon"],
        "ask": raw["ask"],
        "hint": raw.get("hint", ""),
        "why": raw.get("why", ""),
        "private": raw.get("private", False),
        "unless": levels_of(raw.get("unless", {})),
    }
    if "steps" not in raw:
        answers = tuple(_answer(each) for each in raw["answers"])
        return [Question(**shared, when=levels_of(raw.get("when", {})), answers=answers)]
    return [
        Question(**shared, when=levels_of(each["when"]), answers=_steps(raw, each["upto"]))
        for each in raw["steps"]
    ]


def _answer(raw: dict[str, Any]) -> Answer:
    return Answer(
        id=raw["id"],
        say=raw["say"],
        band=None,
        icon=raw["icon"],
        leaves=levels_of({axis: raw[axis] for axis in AXES if axis in raw}),
        leads=raw.get("leads"),
    )


def _steps(raw: dict[str, Any], upto: list[str]) -> tuple[Answer, ...]:
    """Bands of money, each up to a level of the axis that has the question's name."""
    axis, answers, done = AXES[raw["id"]], [], 0
    for level in upto:
        end = axis.index(level) + 1
        above = int(axis[done - 1]) if done else None
        band = Band(above=above, upto=None if level == "more" else int(level))
        leaves = {raw["id"]: frozenset(axis[done:end])}
        answers.append(Answer(id=level, say="", band=band, icon=raw["icon"], leaves=leaves))
        done = end
    return tuple(answers)


def levels_of(raw: Mapping[str, list[str]]) -> Levels:
    """Levels by axis, as a file writes them.

    Raises:
        ValueError: There is no such axis or level.
    """
    for axis, levels in raw.items():
        strange = set(levels) - set(AXES.get(axis, ()))
        if axis not in AXES or strange:
            message = f"{axis} has no level {', '.join(sorted(strange))}"
            raise ValueError(message)
    return {axis: frozenset(levels) for axis, levels in raw.items()}
