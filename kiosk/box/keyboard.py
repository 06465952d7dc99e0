"""The keyboard on the screen: which keys stand where."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Final, NamedTuple

from kiosk.box.screen import GAP_MM, TARGET_MM, Screen
from kiosk.caches import read_once

DIGITS: Final = "1234567890"
_MARGIN_MM: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyboard:
    """The keys of one language on one screen.

    Attributes:
        rows: Of letters, in the order of reading; where they would be too small, in the order of
            the alphabet.
        digits: Rows of figures, shown instead when asked for.
        orders: Keys that give the letter before them its vowel, in Ethiopic; alone they write themselves.
    """

    rows: tuple[str, ...]
    digits: tuple[str, ...]
    orders: str = ""


@read_once
def keyboard(locale: str, screen: Screen) -> Keyboard:
    """The keys for a language; those of English for one that has none of its own."""
    layouts = _layouts()
    layout = layouts.get(locale, layouts["en"])
    rows, at_most = layout.rows, _at_most(screen)
    if max(map(len, rows)) > at_most:
        rows = _cut(layout.alphabet, at_most)
    return Keyboard(rows=rows, digits=_cut(DIGITS, at_most), orders=layout.orders)


@read_once
def keyboard_of(signs: str, screen: Screen) -> Keyboard:
    """Keys for these signs only, in every language: for codes, which are not words."""
    at_most = _at_most(screen)
    return Keyboard(rows=_cut(signs, at_most), digits=_cut(DIGITS, at_most))


def _at_most(screen: Screen) -> int:
    """So many keys stand beside each other."""
    width_mm = screen.width_px / screen.px_per_mm - _MARGIN_MM
    return int((width_mm + GAP_MM) / (TARGET_MM + GAP_MM))


def _cut(keys: str, at_most: int) -> tuple[str, ...]:
    """Even rows of at most so many keys."""
    rows = -(-len(keys) // at_most)
    each = -(-len(keys) // rows)
    return tuple(keys[start : start + each] for start in range(0, len(keys), each))


class _Layout(NamedTuple):
    rows: tuple[str, ...]
    alphabet: str
    orders: str


@read_once
def _layouts() -> dict[str, _Layout]:
    text = files("kiosk.box").joinpath("keyboards.toml").read_text("utf-8")
    return {
        locale: _Layout(tuple(raw["rows"]), raw["alphabet"], raw.get("orders", ""))
        for locale, raw in tomllib.loads(text).items()
    }
