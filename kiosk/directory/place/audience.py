"""Who may come: audiences, and how a place welcomes them."""

import json
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Any

from kiosk.caches import read_once


class Welcome(StrEnum):
    """How a place chooses among those who come."""

    UNCONDITIONAL = "unconditional"
    """Everyone."""
    PREFERENTIAL = "preferential"
    """Everyone, but made for some."""
    EXCLUSIVE = "exclusive"
    """Only some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who a place or a service is for.

    Attributes:
        welcome: None when nobody said.
        kinds: Ids of ``audiences.json``; none of a group means no restriction in that group.
        youngest: Lowest age in years, or None.
        oldest: Highest age in years, or None.
        detail: What the source adds, in the source's language.
    """

    welcome: Welcome | None = None
    kinds: tuple[str, ...] = ()
    youngest: int | None = None
    oldest: int | None = None
    detail: str | None = None

    def admits(self, kind: str) -> bool:
        """Whether someone of ``kind`` may come.

        Only an exclusive welcome turns people away, and only within the groups that it names:
        "women" says nothing about papers.
        """
        if self.welcome is not Welcome.EXCLUSIVE:
            return True
        group = group_of(kind)
        named = [each for each in self.kinds if group_of(each) == group]
        return not named or kind in named


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceKind:
    """An entry of ``audiences.json``; ``label`` is an English msgid.

    ``openstreetmap`` holds values of ``social_facility:for``.
    """

    id: str
    group: str
    label: str
    soliguide: tuple[str, ...]
    data_inclusion: tuple[str, ...]
    openstreetmap: tuple[str, ...]
    sensitive: bool


@read_once
def audience_kinds() -> dict[str, AudienceKind]:
    """Every audience by id, in the order of the data file."""
    return {
        raw["id"]: AudienceKind(
            id=raw["id"],
            group=raw["group"],
            label=raw["label"],
            soliguide=tuple(raw.get("soliguide", ())),
            data_inclusion=tuple(raw.get("data_inclusion", ())),
            openstreetmap=tuple(raw.get("openstreetmap", ())),
            sensitive=bool(raw.get("sensitive")),
        )
        for raw in _data()["audiences"]
    }


def group_of(kind: str) -> str:
    """The group of an audience ("gender", "family", ...); "other" for an unknown one."""
    known = audience_kinds().get(kind)
    return known.group if known else "other"


@read_once
def kinds_of_group(group: str) -> frozenset[str]:
    """Every audience of a group."""
    return frozenset(kind.id for kind in audience_kinds().values() if kind.group == group)


def audience_of_soliguide(value: str) -> str | None:
    """Our id for one of Soliguide's ``publics``, retired spellings included."""
    retired: dict[str, str] = _data().get("retired", {})
    found = retired.get(value, value)
    return found if found in audience_kinds() else None


def audiences_of_data_inclusion(value: str) -> tuple[str, ...] | None:
    """Our ids for one of data·inclusion's ``publics``; None when the value is not in its list."""
    mapping: dict[str, list[str]] = _data()["data_inclusion_publics"]
    return tuple(mapping[value]) if value in mapping else None


@read_once
def _data() -> dict[str, Any]:
    text = files("kiosk.directory.place").joinpath("audiences.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    return data
