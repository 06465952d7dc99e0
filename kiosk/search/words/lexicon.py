"""The words of each language: what people call needs, categories, times and people.

One file per language stands in ``synonyms/``; its form is explained in docs/synonyms.md. All of
them are read, so that Arabic words on a French screen are understood; the screen's own come first.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final, NamedTuple

from kiosk.caches import read_once
from kiosk.directory.vocabulary.category import categories, needs
from kiosk.directory.vocabulary.fold import fold
from kiosk.search.words.text import Key, text_of

SECOND: Final = "~"
"""Before a phrase: another meaning, never the first."""


class Meaning(NamedTuple):
    """A need or a category."""

    kind: str
    id: str

    @property
    def is_need(self) -> bool:
        """Whether it is a need."""
        return self.kind == "need"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one language.

    Attributes:
        first: What a phrase means.
        second: What else it may mean.
        moments: Folded phrases to ids such as "tonight" or "monday".
        audiences: Folded phrases to audiences.
        fillers: Folded phrases that say nothing more.
        near: Folded words that stand before a town.
        organisations: Folded names of organisations that are known everywhere.
        otherwise: Phrases in which a word of ours means something else.
        towns: Folded names of towns in this language, to their French names.
    """

    first: dict[Key, Meaning]
    second: dict[Key, tuple[Meaning, ...]]
    moments: dict[str, str]
    audiences: dict[str, str]
    fillers: frozenset[str]
    near: frozenset[str]
    organisations: frozenset[str]
    otherwise: frozenset[str]
    towns: dict[str, str]


@read_once
def lexicons(locale: str) -> tuple[Lexicon, ...]:
    """The lexicons of every language, that of ``locale`` first."""
    names = sorted(written(), key=lambda name: (name != locale, name != "fr", name != "en", name))
    return tuple(lexicon(name) for name in names)


def written() -> tuple[str, ...]:
    """The languages that have a file."""
    return tuple(_files())


@read_once
def lexicon(locale: str) -> Lexicon:
    """The words of one language; of English for one that has no file."""
    raw = _files().get(locale, _files()["en"])
    first: dict[Key, Meaning] = {}
    second: dict[Key, tuple[Meaning, ...]] = {}
    for meaning, phrase in _entries(raw):
        key = text_of(phrase.removeprefix(SECOND)).key
        if not phrase.startswith(SECOND):
            first.setdefault(key, meaning)
        second[key] = (*second.get(key, ()), meaning)
    fillers = raw.get("fillers", {})
    return Lexicon(
        first=first,
        second=second,
        moments=_folded(raw.get("moments", {})),
        audiences=_folded(raw.get("audiences", {})),
        fillers=frozenset(map(fold, fillers.get("words", ()))),
        near=frozenset(map(fold, fillers.get("near", ()))),
        organisations=frozenset(map(fold, raw.get("organisations", {}).get("names", ()))),
        otherwise=frozenset(raw.get("otherwise", {}).get("phrases", ())),
        towns=_folded(raw.get("towns", {})),
    )


def _entries(raw: dict[str, Any]) -> Iterator[tuple[Meaning, str]]:
    for table, kind, known in (
        ("needs", "need", needs()),
        ("categories", "category", categories()),
    ):
        for id_ in known:
            for phrase in raw[table].get(id_, ()):
                yield Meaning(kind, id_), phrase


def _folded(table: dict[str, list[str]]) -> dict[str, str]:
    return {fold(phrase): id_ for id_, phrases in table.items() for phrase in phrases}


def phrases_of(locale: str, *, seconds: bool = False) -> Iterator[tuple[Meaning, str]]:
    """Every phrase of a language with its first meaning, in the order of the file; English for others.

    Args:
        locale: The language.
        seconds: Whether those are among them that are another meaning only.
    """
    raw = _files().get(locale, _files()["en"])
    for meaning, phrase in _entries(raw):
        if not phrase.startswith(SECOND):
            yield meaning, phrase
        elif seconds:
            yield meaning, phrase.removeprefix(SECOND)


@read_once
def _files() -> dict[str, dict[str, Any]]:
    folder = files("kiosk.search.words").joinpath("synonyms")
    return {
        each.name.removesuffix(".toml"): tomllib.loads(each.read_text("utf-8"))
        for each in folder.iterdir()
        if each.name.endswith(".toml")
    }
