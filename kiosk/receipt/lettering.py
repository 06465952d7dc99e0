"""Letters of every script of the guide, set in lines that are no wider than the paper.

Each script has a font of its own (Debian's fonts-noto-core). Pillow shapes a run of one font with
raqm; which runs a line has, and in which order they stand, is decided here, so that Arabic with a
Latin name, a time or a phone number in it reads as it should.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import Final, Literal, NamedTuple

from PIL import ImageDraw, ImageFont

from kiosk.caches import memoised

Direction = Literal["ltr", "rtl"]

LATIN: Final = "NotoSans"
_SCRIPTS: Final = (
    (0x0530, 0x058F, "NotoSansArmenian"),
    (0x0590, 0x05FF, "NotoSansHebrew"),
    (0x0600, 0x06FF, "NotoSansArabic"),
    (0x0750, 0x077F, "NotoSansArabic"),
    (0x08A0, 0x08FF, "NotoSansArabic"),
    (0x0900, 0x097F, "NotoSansDevanagari"),
    (0x0980, 0x09FF, "NotoSansBengali"),
    (0x0A00, 0x0A7F, "NotoSansGurmukhi"),
    (0x0B80, 0x0BFF, "NotoSansTamil"),
    (0x0D80, 0x0DFF, "NotoSansSinhala"),
    (0x0E00, 0x0E7F, "NotoSansThai"),
    (0x10A0, 0x10FF, "NotoSansGeorgian"),
    (0x1200, 0x139F, "NotoSansEthiopic"),
    (0x1C90, 0x1CBF, "NotoSansGeorgian"),
    (0x25A0, 0x25FF, "NotoSansSymbols2"),
    (0x2D00, 0x2D2F, "NotoSansGeorgian"),
    (0x2D80, 0x2DDF, "NotoSansEthiopic"),
    (0xAB00, 0xAB2F, "NotoSansEthiopic"),
    (0xFB50, 0xFDFF, "NotoSansArabic"),
    (0xFE70, 0xFEFF, "NotoSansArabic"),
)
"""Whatever is not listed is looked for among the Latin, Greek and Cyrillic letters."""

_ISOLATED: Final = re.compile("[\u2066-\u2068]([^\u2066-\u2069]*)\u2069?")
_CONTROLS: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x1f]")
_BREAKS: Final = re.compile(" +")
_BEFORE_MARKS: Final = re.compile(" (?=[?!:;»])")
_RIGHTWARDS: Final = re.compile("I+|(?:D(?:[NS]*D)*S*)?L(?:[NS]*[LD])*|D(?:[NS]*D)*")
"""In a line from right to left: what stands from left to right, names, numbers, isolated times."""

_LEFTWARDS: Final = re.compile("R(?:[DNSI]*R)*")
"""In a line from left to right: what stands from right to left."""

_CUT_SHORT: Final = "…"


class Piece(NamedTuple):
    """A run of one script and direction."""

    text: str
    font: str
    direction: Direction


class Extent(NamedTuple):
    """How far ink and pen go from where a line begins on its base line, in dots; ``top`` is negative."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """Letters of one size, in dots to the em, from a folder of fonts."""

    folder: Path
    size: int
    is_bold: bool = False

    def font(self, name: str) -> ImageFont.FreeTypeFont:
        """The font of a script; that of Latin where it is not installed, or has no bold letters."""
        weights = ("Bold", "Regular") if self.is_bold else ("Regular",)
        for each in (*(f"{name}-{weight}" for weight in weights), f"{LATIN}-{weights[0]}"):
            path = self.folder / f"{each}.ttf"
            if path.exists():
                return _font(path, self.size)
        message = f"there is no font {LATIN}-{weights[0]}.ttf in {self.folder}"
        raise FileNotFoundError(message)


@memoised
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)


def pieces(text: str, *, is_rtl: bool) -> tuple[Piece, ...]:
    """A line in runs, in the order in which they stand from left to right."""
    bare, kinds = _classified(text)
    if not is_rtl:
        found: list[Piece] = []
        for run, kind, backwards in _split(bare, kinds, _LEFTWARDS):
            found += _rightmost_first(run, kind) if backwards else _of_fonts(run, "ltr")
        return tuple(found)
    return tuple(_rightmost_first(bare, kinds))


def _rightmost_first(text: str, kinds: str) -> list[Piece]:
    """Runs of a text that is read from right to left, as they stand from left to right."""
    found: list[Piece] = []
    for run, _, forwards in _split(text, kinds, _RIGHTWARDS):
        found = [*(_of_fonts(run, "ltr") if forwards else _of_fonts(run, "rtl")[::-1]), *found]
    return found


def _split(text: str, kinds: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, str, bool]]:
    """Parts of a text with their kinds, and whether they match."""
    at = 0
    for match in pattern.finditer(kinds):
        start, end = match.span()
        if at < start:
            yield text[at:start], kinds[at:start], False
        yield text[start:end], kinds[start:end], True
        at = end
    if at < len(text):
        yield text[at:], kinds[at:], False


def _classified(text: str) -> tuple[str, str]:
    """A text without controls; and for each of its characters a kind.

    L and R: letters from left to right, or from right to left. D: a digit. S: a space, N: a mark;
    they go with their neighbours. I: isolated, from left to right.
    """
    bare, kinds, at = [], [], 0
    for match in [*_ISOLATED.finditer(text), None]:
        outside = _CONTROLS.sub("", text[at : match.start() if match else len(text)])
        bare.append(outside)
        kinds.append(_kinds(outside))
        if match:
            inside = _CONTROLS.sub("", match.group(1))
            bare.append(inside)
            kinds.append(("R" if "R" in _kinds(inside) else "I") * len(inside))
            at = match.end()
    return "".join(bare), "".join(kinds)


def _kinds(text: str) -> str:
    kinds: list[str] = []
    for char in text:
        kind = _KINDS.get(unicodedata.bidirectional(char), "N")
        if kind == "before":
            kind = kinds[-1] if kinds else "N"
        kinds.append("R" if char == "،" else kind)
    return "".join(kinds)


_KINDS: Final = {
    "L": "L",
    "R": "R",
    "AL": "R",
    "EN": "D",
    "AN": "D",
    "WS": "S",
    "NSM": "before",
    "": "L",
}


def _of_fonts(text: str, direction: Direction) -> list[Piece]:
    """Runs of one font, in the order of reading. Spaces and marks stay with what stands before."""
    fonts: list[str] = []
    for char in text:
        stays = char.isspace() or unicodedata.category(char) in {"Mn", "Mc", "Me", "Cf"}
        fonts.append(fonts[-1] if stays and fonts else _script(char))
    found, at = [], 0
    for font, run in groupby(fonts):
        length = len(list(run))
        found.append(Piece(text[at : at + length], font, direction))
        at += length
    return found


@memoised
def _script(char: str) -> str:
    code = ord(char)
    return next((font for first, last, font in _SCRIPTS if first <= code <= last), LATIN)


@memoised
def extent(text: str, letters: Letters, *, is_rtl: bool) -> Extent:
    """How much room a line takes."""
    found = Extent(0, 0, 0, 0)
    for pen, piece, font in _placed(text, letters, is_rtl=is_rtl):
        left, top, right, bottom = font.getbbox(piece.text, direction=piece.direction, anchor="ls")
        length = font.getlength(piece.text, direction=piece.direction)
        found = Extent(
            min(found.left, pen + int(left)),
            min(found.top, int(top)),
            max(found.right, pen + ceil(max(right, length))),
            max(found.bottom, int(bottom)),
        )
    return found


def _placed(
    text: str, letters: Letters, *, is_rtl: bool
) -> Iterator[tuple[int, Piece, ImageFont.FreeTypeFont]]:
    """Runs and where the pen stands for each: on a whole dot, so that equal times look equal."""
    pen = 0
    for piece in pieces(text, is_rtl=is_rtl):
        font = letters.font(piece.font)
        yield pen, piece, font
        pen += ceil(font.getlength(piece.text, direction=piece.direction))


def width(text: str, letters: Letters, *, is_rtl: bool) -> int:
    """Dots from the first to the last that a line needs."""
    room = extent(text, letters, is_rtl=is_rtl)
    return room.right - room.left


def draw_line(
    draw: ImageDraw.ImageDraw, at: tuple[int, int], text: str, letters: Letters, *, is_rtl: bool
) -> None:
    """Draw a line whose room begins at ``at``: left edge, base line."""
    left = at[0] - extent(text, letters, is_rtl=is_rtl).left
    for pen, piece, font in _placed(text, letters, is_rtl=is_rtl):
        place = (left + pen, at[1])
        draw.text(place, piece.text, fill=0, font=font, anchor="ls", direction=piece.direction)


def wrap(text: str, letters: Letters, room: int, *, is_rtl: bool) -> list[str]:
    """Cut a text into lines of at most ``room`` dots: between words, within a word only if it must be."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in _BREAKS.split(_kept_together(paragraph).strip()):
            longer = f"{line} {word}" if line else word
            if width(longer, letters, is_rtl=is_rtl) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            *whole, line = _broken(word, letters, room, is_rtl=is_rtl)
            lines += whole
        if line:
            lines.append(line)
    return lines


def must_break_words(text: str, letters: Letters, room: int, *, is_rtl: bool) -> bool:
    """Whether a word of ``text`` is wider than ``room`` dots."""
    words = _BREAKS.split(_kept_together(text).replace("\n", " ").strip())
    return any(width(each, letters, is_rtl=is_rtl) > room for each in words)


def _kept_together(text: str) -> str:
    """What is isolated does not break at its spaces, nor does a line begin with French punctuation."""
    text = _BEFORE_MARKS.sub("\u00a0", text)
    return _ISOLATED.sub(lambda match: match.group().replace(" ", "\u00a0"), text)


def _broken(word: str, letters: Letters, room: int, *, is_rtl: bool) -> list[str]:
    """A word in parts that fit; what fits nowhere becomes a mark."""
    parts = [""]
    for cluster in _clusters(word):
        if width(parts[-1] + cluster, letters, is_rtl=is_rtl) <= room:
            parts[-1] += cluster
        elif width(cluster, letters, is_rtl=is_rtl) <= room:
            parts.append(cluster)
        elif parts[-1] != _CUT_SHORT:
            parts.append(_CUT_SHORT)
    return parts if parts[0] or len(parts) == 1 else parts[1:]


def _clusters(word: str) -> Iterator[str]:
    """Letters with their marks."""
    cluster = ""
    for char in word:
        joins = unicodedata.category(char) in {"Mn", "Mc", "Me", "Cf"}
        if cluster and not joins and unicodedata.combining(cluster[-1]) != _VIRAMA:
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


_VIRAMA: Final = 9
"""Combining class of what binds a consonant to the next."""
