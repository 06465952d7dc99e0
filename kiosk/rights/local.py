"""What a town says of rights: its own rules and words for some of them, and the doors that it names itself."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kiosk.rights.diagram import Builder, Diagram
from kiosk.rights.question import Levels
from kiosk.rights.right import clauses_of, rights


class LocalError(ValueError):
    """A file that cannot be used; the message says where and what to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalRight:
    """A town's own words and rules for a right.

    Attributes:
        title: As it is called there; "" as everywhere.
        text: A sentence by language, shown beside ours: what it is called, where it is asked for.
        likely: Clauses of answers; with ``maybe`` they take the place of our rules, if there are any.
        maybe: The same for who may have it.
    """

    title: str
    text: Mapping[str, str]
    likely: tuple[Levels, ...]
    maybe: tuple[Levels, ...]

    def said(self, locale: str) -> tuple[str, str] | None:
        """Its sentence and the language of it: in ``locale``, else in French, else in any."""
        for code in (locale, "fr", *self.text):
            if code in self.text:
                return self.text[code], code
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """All that a town says.

    Attributes:
        rights: By right.
        doors: Numbers of places by right, the first named first.
    """

    rights: Mapping[str, LocalRight]
    doors: Mapping[str, tuple[int, ...]]

    def diagrams(self) -> dict[str, Diagram]:
        """The diagrams of rights that follow the town's own rules."""
        found: dict[str, Diagram] = {}
        for name, own in self.rights.items():
            if own.likely or own.maybe:
                builder = Builder()
                found[name] = builder.diagram(builder.of_clauses(own.likely, own.maybe))
        return found


NOTHING_LOCAL: Final = Local(rights={}, doors={})


def read_local(path: Path) -> Local:
    """Read the file of a town: docs/rights.md says how it is written.

    Raises:
        LocalError: It cannot be read, or names what there is not.
    """
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path}: {error}"
        raise LocalError(message) from error
    strange = set(raw) - {"right", "door"}
    if strange:
        message = f"{path}: there is no [[{min(strange)}]]; write [[right]] or [[door]]"
        raise LocalError(message)
    own: dict[str, LocalRight] = {}
    for number, each in enumerate(_tables(path, raw, "right"), 1):
        own[_known(each.get("id"), f"{path}: [[right]] {number}, id")] = _right(
            each, f"{path}: [[right]] {number}"
        )
    doors: dict[str, tuple[int, ...]] = {}
    for number, each in enumerate(_tables(path, raw, "door"), 1):
        where = f"{path}: [[door]] {number}"
        place = each.get("place")
        if not isinstance(place, int) or isinstance(place, bool) or place < 1:
            message = (
                f"{where}, place is {place!r}; write the number at the end of the place's address"
            )
            raise LocalError(message)
        for name in _list(each.get("rights"), f"{where}, rights"):
            known = _known(name, f"{where}, rights")
            doors[known] = (*doors.get(known, ()), place)
    return Local(rights=own, doors=doors)


def _tables(path: Path, raw: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = raw.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        message = f"{path}: write [[{name}]] with two brackets"
        raise LocalError(message)
    return found


def _right(raw: dict[str, Any], where: str) -> LocalRight:
    strange = set(raw) - {"id", "title", "text", "likely", "maybe"}
    if strange:
        message = f"{where}: there is no {min(strange)}; write id, title, text, likely or maybe"
        raise LocalError(message)
    text = raw.get("text", {})
    if not isinstance(text, dict) or not all(isinstance(each, str) for each in text.values()):
        message = f'{where}, text: write a sentence for each language, such as text.fr = "..."'
        raise LocalError(message)
    try:
        likely, maybe = (clauses_of(raw.get(name, [])) for name in ("likely", "maybe"))
    except (ValueError, TypeError, AttributeError) as error:
        message = f"{where}: {error}; docs/rights.md lists what clauses may name"
        raise LocalError(message) from error
    return LocalRight(title=str(raw.get("title", "")), text=text, likely=likely, maybe=maybe)


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        message = f'{where} is {value!r}; write a list such as ["rsa", "ppa"]'
        raise LocalError(message)
    return value


def _known(name: Any, where: str) -> str:
    if name not in rights():
        message = f"{where} is {name!r}; there are: {', '.join(rights())}"
        raise LocalError(message)
    return str(name)
