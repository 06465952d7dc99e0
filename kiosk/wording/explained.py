"""Words of institutions in plain words: shown where such a word stands, and when it is searched.

What they say promises nothing, and sends to people who know.
"""

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from flask_babel import gettext

from kiosk.caches import read_once
from kiosk.directory.vocabulary.fold import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of institutions.

    Attributes:
        id: Stands in addresses.
        title: As it stands on doors and papers, in French.
        full: What the letters stand for, in French; "" for a word that is no abbreviation.
        words: How it is written in texts and questions, folded.
        categories: Who helps with it.
        meaning: Two to four plain sentences, an English msgid.
    """

    id: str
    title: str
    full: str
    words: tuple[str, ...]
    categories: tuple[str, ...]
    meaning: str

    @property
    def said(self) -> str:
        """What it means, in the language that is spoken now."""
        return gettext(self.meaning)


@read_once
def terms() -> tuple[Term, ...]:
    """All of them, in the order of the page that explains them."""
    text = files("kiosk.wording").joinpath("explained.toml").read_text("utf-8")
    return tuple(
        Term(
            id=raw["id"],
            title=raw["title"],
            full=raw["full"],
            words=tuple(raw["words"]),
            categories=tuple(raw["categories"]),
            meaning=raw["meaning"],
        )
        for raw in tomllib.loads(text)["term"]
    )


_LONG: Final = 8
"""Letters of a word that means nothing else, however it is written."""

_MOST: Final = 4
"""Explained on one page: more would bury what the page is for."""


def explained_in(*texts: str) -> list[Term]:
    """The terms that stand in French texts, in their order here, a few at most.

    Short ones count only as they are written on doors: "AME" is a right, "âme" a soul.
    """
    plain = " ".join(texts)
    folded = f" {fold(plain)} "
    return [term for term in terms() if _stands_in(term, plain, folded)][:_MOST]


def _stands_in(term: Term, plain: str, folded: str) -> bool:
    if re.search(rf"(?<!\w){re.escape(term.title)}(?!\w)", plain):
        return True
    return any(f" {word} " in folded for word in _folded(term) if len(word) >= _LONG)


def asked_for(words: str) -> Term | None:
    """The term that somebody searches for by its name."""
    wanted = fold(words)
    return next((term for term in terms() if wanted and wanted in _folded(term)), None)


def of_category(category: str | None) -> Term | None:
    """The term that a category is named by on doors, if it is not an everyday word."""
    return next((term for term in terms() if term.id == category), None)


@read_once
def _folded(term: Term) -> tuple[str, ...]:
    return tuple(fold(each) for each in (*term.words, term.full) if each)
