"""Slips as one picture, black on white, as wide as the paper: printers know few scripts, and no shaping.

Everything is measured in dots of a thermal printer, eight to the millimetre (203 dpi).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from kiosk.codes.qr import QUIET, modules
from kiosk.receipt.lettering import Letters, draw_line, extent, must_break_words, width, wrap
from kiosk.receipt.slip import Code, Divider, Line, PrintedSketch, ReceiptLines, Row, Style, TextRun
from kiosk.receipt.way_picture import draw_way

DOTS_PER_MM: Final = 8
MODULE_DOTS: Final = 6
"""At least, of a code: 0.75 mm, which any phone reads from a hand's length."""

CODE_DOTS: Final = 50 * DOTS_PER_MM
"""So wide is a code where the roll is: 50 mm are read from half a metre, by old phones too."""

_WIDE: Final = 480
"""From here on two languages stand beside each other."""

_GAP: Final = 16
_PADDING: Final = 2
_THRESHOLD: Final = 170
"""Darker is black: a little bolder than drawn, because thermal paper fades."""

_SIZES: Final[dict[Style, tuple[int, ...]]] = {
    Style.HEADING: (30, 26),
    Style.NAME: (52, 44, 38, 32),
    Style.ADDRESS: (36, 32, 28),
    Style.LABEL: (24, 21),
    Style.STRONG: (27, 24),
    Style.TEXT: (25,),
    Style.SMALL: (22,),
}
"""Of letters, in dots to the em; a smaller one where a word would have to be broken."""

_LEAD: Final = 5
"""Between lines; at least, for marks above and below letters take the room they need."""

_BEFORE: Final = {Style.HEADING: 10, Style.LABEL: 8}
_LONG: Final = 30
"""Letters of what stands in a column of a table; more is a sentence, and gets a line."""

_THIN: Final = frozenset({Style.TEXT, Style.SMALL})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPaper:
    """A roll: how many dots are printed across it, and where its letters come from."""

    width: int
    fonts: Path

    @property
    def is_wide(self) -> bool:
        """Whether two languages stand beside each other."""
        return self.width >= _WIDE


def picture(leaves: Sequence[ReceiptLines], paper: ReceiptPaper) -> Image.Image:
    """All leaves below each other, as one picture of one bit, ``paper.width`` dots wide.

    Raises:
        FileNotFoundError: Not even the Latin font is there.
    """
    blocks = [_block(each, paper) for leaf in leaves for each in leaf]
    whole = _stacked(blocks, paper.width)
    return whole.point([0] * _THRESHOLD + [255] * (256 - _THRESHOLD)).convert("1")


def _block(each: Line | Row | PrintedSketch | Code | Divider, paper: ReceiptPaper) -> Image.Image:
    match each:
        case Line():
            return _line(each, paper.width, paper)
        case Row():
            return _row(each, paper)
        case PrintedSketch():
            return _sketch(each, paper)
        case Code():
            return _code(each, paper)
        case Divider():
            return _rule(each, paper)


def paragraph(words: TextRun, style: Style, across: int, fonts: Path, align: str = "start") -> Image.Image:  # fmt: skip
    """A text in lines; ``align`` is start (of reading), centre or end."""
    room, is_rtl = across - 2 * _PADDING, words.is_rtl
    letters = _letters(words, style, room, fonts)
    lines = wrap(words.text, letters, room, is_rtl=is_rtl)
    inks = [extent(line, letters, is_rtl=is_rtl) for line in lines]
    least_top, least_bottom = round(letters.size * 0.78), round(letters.size * 0.26)
    tops = [max(least_top, -ink.top) for ink in inks]
    heights = [top + max(least_bottom, ink.bottom) for top, ink in zip(tops, inks, strict=True)]
    before = _BEFORE.get(style, 0)
    image = _blank(across, before + sum(heights) + _LEAD * len(lines))
    draw, y = ImageDraw.Draw(image), before
    for line, ink, top, height in zip(lines, inks, tops, heights, strict=True):
        left = room - (ink.right - ink.left)
        shift = {"centre": left // 2, "start": left * is_rtl, "end": left * (not is_rtl)}[align]
        draw_line(draw, (_PADDING + shift, y + top), line, letters, is_rtl=is_rtl)
        y += height + _LEAD
    return image


def _letters(words: TextRun, style: Style, room: int, fonts: Path) -> Letters:
    """The largest letters of a style in which no word must be broken; else the smallest."""
    for size in _SIZES[style]:
        letters = Letters(folder=fonts, size=size, is_bold=style not in _THIN)
        if not must_break_words(words.text, letters, room, is_rtl=words.is_rtl):
            break
    return letters


def _line(line: Line, room: int, paper: ReceiptPaper) -> Image.Image:
    if len(line.says) == 1:
        align = "centre" if line.style is Style.HEADING else "start"
        return paragraph(line.says[0], line.style, room, paper.fonts, align)
    if room >= _WIDE or (line.style is Style.LABEL and _fit_beside(line, room, paper)):
        return _beside(_sides(line.says), line.style, room, paper)
    return _stacked([paragraph(each, line.style, room, paper.fonts) for each in line.says], room)


def _fit_beside(line: Line, room: int, paper: ReceiptPaper) -> bool:
    """Whether each language needs no more than one line of half the room."""
    half = (room - _GAP) // 2
    return all(_needs(each, line.style, half, paper.fonts) <= half for each in line.says)


def _sides(says: tuple[TextRun, ...]) -> tuple[TextRun, ...]:
    """The language that is read from right to left stands on the right."""
    return says[::-1] if says[0].is_rtl and not says[-1].is_rtl else says


def _beside(says: tuple[TextRun, ...], style: Style, room: int, paper: ReceiptPaper) -> Image.Image:
    each = (room - _GAP * (len(says) - 1)) // len(says)
    images = [paragraph(words, style, each, paper.fonts) for words in says]
    return _in_columns(images, room, is_level=False)


def _row(row: Row, paper: ReceiptPaper) -> Image.Image:
    """Names at the edges and what is said of them between; or name, then what is said."""
    if any(len(each.text) > _LONG for each in row.says) and len(row.says) > 1:
        lines = [Line(style=Style.TEXT, says=row.names), Line(style=Style.STRONG, says=row.says)]
        return _stacked([_line(each, paper.width, paper) for each in lines], paper.width)
    if paper.is_wide and len(row.names) == 2:
        columns = _name_said_name(row, paper)
    else:
        columns = _name_and_said(row, paper)
    return _stacked([_in_columns(columns, paper.width), _blank(1, _LEAD)], paper.width)


def _name_said_name(row: Row, paper: ReceiptPaper) -> list[Image.Image]:
    left, right = _sides(row.names)
    middle = _room_for_said(row, round(paper.width * 0.4), paper)
    side = (paper.width - middle) // 2 - _GAP
    said = [paragraph(each, row.style, middle, paper.fonts, "centre") for each in row.says]
    return [
        paragraph(left, Style.TEXT, side, paper.fonts),
        _stacked(said, middle),
        paragraph(right, Style.TEXT, side, paper.fonts, "start" if right.is_rtl else "end"),
    ]


def _name_and_said(row: Row, paper: ReceiptPaper) -> list[Image.Image]:
    rest = _room_for_said(row, (paper.width - _GAP) * 54 // 100, paper)
    side = paper.width - _GAP - rest
    names = [paragraph(each, Style.TEXT, side, paper.fonts) for each in row.names]
    said = [
        paragraph(each, row.style, rest, paper.fonts, "start" if each.is_rtl else "end")
        for each in row.says
    ]
    return [_stacked(names, side), _stacked(said, rest)]


def _room_for_said(row: Row, most: int, paper: ReceiptPaper) -> int:
    """What is said takes what it needs: a number little, all else as much as times, in one column."""
    is_number = all(len(each.text) <= 4 for each in row.says)
    texts = row.says if is_number else (*row.says, TextRun(text="00:00–00:00"))
    return min(most, max(_needs(each, row.style, most, paper.fonts) for each in texts))


def _needs(words: TextRun, style: Style, room: int, fonts: Path) -> int:
    letters = _letters(words, style, room, fonts)
    lines = words.text.split("\n")
    return max(width(each, letters, is_rtl=words.is_rtl) for each in lines) + 2 * _PADDING


def _sketch(sketch: PrintedSketch, paper: ReceiptPaper) -> Image.Image:
    side = 256 if paper.is_wide else 184
    letters = Letters(folder=paper.fonts, size=20, is_bold=True)
    drawn = draw_way(sketch.way, side, letters)
    return _with_text_beside(drawn, sketch.says, paper)


def _code(code: Code, paper: ReceiptPaper) -> Image.Image:
    """The code; only its text, where the paper is too narrow for it or no code holds it."""
    only_text = [_line(each, paper.width, paper) for each in code.says]
    try:
        matrix = modules(code.text)
    except ValueError:  # An address that is too long for any code can still be read.
        return _stacked(only_text, paper.width)
    dark = len(matrix) - 2 * QUIET
    module = min(-(-CODE_DOTS // dark), paper.width // len(matrix))
    if module < MODULE_DOTS:
        return _stacked(only_text, paper.width)
    drawn = Image.new("L", (len(matrix), len(matrix)), 255)
    drawn.putdata([0 if dark else 255 for row in matrix for dark in row])
    size = len(matrix) * module
    return _with_text_beside(drawn.resize((size, size), Image.Resampling.NEAREST), code.says, paper)


def _with_text_beside(
    drawn: Image.Image, says: tuple[Line, ...], paper: ReceiptPaper
) -> Image.Image:
    """A drawing on the left, its text on the right; beneath, where that leaves too little room."""
    rest = paper.width - drawn.width - _GAP
    if rest < 180:
        lines = [_line(each, paper.width, paper) for each in says]
        centred = _blank(paper.width, drawn.height)
        centred.paste(drawn, ((paper.width - drawn.width) // 2, 0))
        return _stacked([centred, *lines], paper.width)
    beside = _stacked([_line(each, rest, paper) for each in says], rest)
    return _in_columns([drawn, beside], paper.width)


def _rule(rule: Divider, paper: ReceiptPaper) -> Image.Image:
    image = _blank(paper.width, 26 if rule.is_end else 22)
    draw = ImageDraw.Draw(image)
    if rule.is_end:
        for x in range(0, paper.width, 16):
            draw.rectangle((x, 18, x + 7, 19), fill=0)
    else:
        draw.rectangle((0, 10, paper.width - 1, 11), fill=0)
    return image


def _blank(across: int, height: int) -> Image.Image:
    return Image.new("L", (across, max(1, height)), 255)


def _stacked(images: Sequence[Image.Image], across: int) -> Image.Image:
    whole, y = _blank(across, sum(each.height for each in images)), 0
    for each in images:
        whole.paste(each, (0, y))
        y += each.height
    return whole


def _in_columns(
    images: Sequence[Image.Image], across: int, *, is_level: bool = True
) -> Image.Image:
    """Beside each other from edge to edge: their middles in one line, or their tops."""
    height = max(each.height for each in images)
    whole, x = _blank(across, height), 0
    gap = (across - sum(each.width for each in images)) // max(1, len(images) - 1)
    for each in images:
        whole.paste(each, (x, (height - each.height) // 2 if is_level else 0))
        x += each.width + gap
    return whole
