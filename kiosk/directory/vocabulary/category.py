"""What is given: categories of service, a graph with some nodes under two parents, and the needs above it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from kiosk.caches import read_once


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """An entry of ``categories.json``; ``label`` is an English msgid.

    The ids are Soliguide's, its spelling mistakes included: they are identifiers; "violence_support" is ours. ``icon``
    names a picture. ``shown_as`` is the category by whose name it is called where nobody chose it: "sexual" stands on no
    card of somebody who asked for help against blows.
    """

    id: str
    icon: str
    label: str
    parents: tuple[str, ...]
    rank: int
    legacy: tuple[str, ...]
    data_inclusion: tuple[str, ...]
    openstreetmap: tuple[str, ...]
    sensitive: bool
    shown_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A tile of the first screen.

    Attributes:
        id: Stands in URLs.
        label: English msgid.
        icon: Name of a symbol of the sprite.
        categories: Every category below it, leaves and nodes.
        first: The categories that answer it best: a meal rather than a fountain.
        choices: The categories offered to narrow the need.
        by_night: It is needed at night: hours until the evening are hardly a wait.
    """

    id: str
    label: str
    icon: str
    categories: frozenset[str]
    first: tuple[str, ...]
    choices: tuple[str, ...]
    by_night: bool


@read_once
def categories() -> dict[str, Category]:
    """Every category by id, in the order of the data file."""
    return {
        raw["id"]: Category(
            id=raw["id"],
            icon=raw["icon"],
            label=raw["label"],
            parents=tuple(raw["parents"]),
            rank=raw["rank"],
            legacy=tuple(raw.get("legacy", ())),
            data_inclusion=tuple(raw.get("data_inclusion", ())),
            openstreetmap=tuple(raw.get("openstreetmap", ())),
            sensitive=bool(raw.get("sensitive")),
            shown_as=raw.get("shown_as", raw["id"]),
        )
        for raw in _data()["categories"]
    }


@read_once
def needs() -> dict[str, Need]:
    """The needs by id, in the order of the tiles."""
    return {
        raw["id"]: Need(
            id=raw["id"],
            label=raw["label"],
            icon=raw["icon"],
            categories=frozenset(each for root in raw["categories"] for each in below(root)),
            first=tuple(raw["first"]),
            choices=tuple(raw.get("refine", ())),
            by_night=bool(raw.get("by_night")),
        )
        for raw in _data()["needs"]
    }


@read_once
def below(category: str) -> frozenset[str]:
    """A category and everything under it, by whatever parent."""
    found = {category}
    for child in _children().get(category, ()):
        found |= below(child)
    return frozenset(found)


@read_once
def ancestors(category: str) -> frozenset[str]:
    """A category and everything above it, by whatever parent."""
    found = {category}
    for parent in categories()[category].parents:
        found |= ancestors(parent)
    return frozenset(found)


@read_once
def resolve(identifier: str) -> str | None:
    """Our id for a current, retired or legacy identifier ("seated_catering", "601", "douche")."""
    if identifier in categories():
        return identifier
    retired: str | None = _data()["retired"].get(identifier)
    return retired or _by_legacy().get(identifier)


def categories_of_theme(theme: str) -> tuple[str, ...] | None:
    """Our categories for a data·inclusion theme ("root--theme", or a root); None when unknown.

    A theme that has no line of its own is taken for its root.
    """
    mapping: dict[str, list[str]] = _data()["data_inclusion_themes"]
    found = mapping.get(theme) or mapping.get(theme.split("--", maxsplit=1)[0])
    return tuple(found) if found else None


def categories_of_digital_service(phrase: str) -> tuple[str, ...] | None:
    """Our categories for a service of the national digital-inclusion schema."""
    mapping: dict[str, list[str]] = _data()["digital_services"]
    return tuple(mapping[phrase]) if phrase in mapping else None


@read_once
def needs_of(category: str) -> tuple[Need, ...]:
    """The needs that ``category`` answers."""
    return tuple(need for need in needs().values() if category in need.categories)


def is_sensitive(ids: Iterable[str]) -> bool:
    """Whether any of these categories must not be read over a shoulder."""
    return any(each in categories() and categories()[each].sensitive for each in ids)


@read_once
def _children() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[Category]] = {}
    for category in categories().values():
        for parent in category.parents:
            found.setdefault(parent, []).append(category)
    return {
        parent: tuple(each.id for each in sorted(children, key=lambda one: one.rank))
        for parent, children in found.items()
    }


@read_once
def _by_legacy() -> dict[str, str]:
    return {old: category.id for category in categories().values() for old in category.legacy}


@read_once
def _data() -> dict[str, Any]:
    text = files("kiosk.directory.vocabulary").joinpath("categories.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    return data
