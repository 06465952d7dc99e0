"""The rights that the check knows: what each is, who helps with it, and the rules that are our own."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, Final

from kiosk.caches import read_once
from kiosk.directory.vocabulary.fold import fold
from kiosk.rights.question import Levels, levels_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A right.

    Attributes:
        id: In tables and templates.
        bit: Its place in the code of a list, for ever.
        title: As it stands on doors and papers, in French.
        label: A short name, an English msgid as ``what`` and ``bring``.
        icon: Its picture.
        engine: The benefit of the engine that decides it; None: only our own rules.
        likely: Clauses of answers, of which one must fit.
        maybe: The same for who may have it.
        only_maybe: Whether the answers asked here can never make it likely.
        where: Categories of places that help with it, the best first.
        ask: Names of what is still to be asked.
        words: How it is searched.
        source: Where the rule stands.
        checked: When it was held against a text; None: never.
    """

    id: str
    bit: int
    title: str
    label: str
    what: str
    bring: str
    icon: str
    engine: str | None
    likely: tuple[Levels, ...]
    maybe: tuple[Levels, ...]
    only_maybe: bool
    where: tuple[str, ...]
    ask: tuple[str, ...]
    words: tuple[str, ...]
    source: str
    checked: date | None


@read_once
def rights() -> Mapping[str, Right]:
    """All of them by name, in the order of a list of results."""
    return {raw["id"]: _right(raw) for raw in _data()["right"]}


HELP_WORDS: Final = frozenset(
    {
        "aide",
        "aides",
        "droit",
        "droits",
        "aide sociale",
        "aides sociales",
        "mes droits",
        "mes aides",
        "aide financiere",
    }
)
"""Who searches these asks for rights, and for none by its name."""


def asked_for(words: str) -> Right | None:
    """The right that somebody searches for by its name."""
    wanted = fold(words)
    return next(
        (each for each in rights().values() if wanted and wanted in map(fold, each.words)), None
    )


def asks_for_rights(words: str) -> bool:
    """Whether somebody searches for help of this kind, or for one by its name."""
    return fold(words) in HELP_WORDS or asked_for(words) is not None


DOORS_OF_RIGHTS: Final = frozenset({
    "administrative_assistance", "social_accompaniment", "health_coverage", "budget_advice", "disability_advice", "domiciliation", "legal_advice",
    "regularization", "access_to_housing", "public_writer",
})  # fmt: skip
"""Categories of places at which people ask for rights: from there, and from what is searched there, a button leads to the check."""

NEEDS_OF_RIGHTS: Final = frozenset({"advice", "health"})


@read_once
def still_to_ask() -> Mapping[str, str]:
    """What whoever helps still has to ask: English msgids by name."""
    found: dict[str, str] = _data()["ask"]
    return found


@read_once
def _data() -> dict[str, Any]:
    return tomllib.loads(files("kiosk.rights").joinpath("rights.toml").read_text("utf-8"))


def _right(raw: dict[str, Any]) -> Right:
    return Right(
        id=raw["id"],
        bit=raw["bit"],
        title=raw["title"],
        label=raw["label"],
        what=raw["what"],
        bring=raw["bring"],
        icon=raw["icon"],
        engine=raw.get("engine"),
        likely=clauses_of(raw.get("likely", [])),
        maybe=clauses_of(raw.get("maybe", [])),
        only_maybe=raw.get("most") == "maybe",
        where=tuple(raw["where"]),
        ask=tuple(raw["ask"]),
        words=tuple(raw["words"]),
        source=raw["source"],
        checked=date.fromisoformat(raw["checked"]) if raw["checked"] else None,
    )


def clauses_of(raw: list[dict[str, list[str]]]) -> tuple[Levels, ...]:
    """Clauses as a file writes them.

    Raises:
        ValueError: One names an axis or a level that there is not.
    """
    return tuple(levels_of(each) for each in raw)
