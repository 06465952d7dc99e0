"""Slips as pictures: read back by others, shaped as raqm shapes, never wider than the paper."""

import re

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFont

from kiosk.config import FONTS
from kiosk.directory.geography.point import Point
from kiosk.directory.geography.way import way_of
from kiosk.receipt.lettering import Letters, draw_line, pieces, width, wrap
from kiosk.receipt.picture import CODE_DOTS, ReceiptPaper, paragraph, picture
from kiosk.receipt.slip import Code, Divider, Line, PrintedSketch, ReceiptLines, Row, Style, TextRun
from tests.thoroughness import examples

pytestmark = pytest.mark.usefixtures("fonts")
LETTERS = Letters(folder=FONTS, size=30)
WIDTHS = (384, 576)
URL = "https://parvis.example.fr/fr/place/123456"
SALAM = "السلام"
ALPHABET = (
    "aàéœßWj.,;:()'’/-–0123456789 \n\u00a0"
    "ЖїщქართულიعربيةپښتوگلادمشҐ،؟ሀላምትግርኛ፡።ወራবাংলাস্ত্রীğşțăñ\u2066\u2069﷽…€"
)
TEXTS = st.text(st.sampled_from(ALPHABET), max_size=80)


def drawn(text: str, *, is_rtl: bool, letters: Letters = LETTERS) -> Image.Image:
    """A line on a large white sheet, cut down to its ink."""
    sheet = Image.new("L", (1_200, 160), 255)
    draw_line(ImageDraw.Draw(sheet), (300, 90), text, letters, is_rtl=is_rtl)
    return inked(sheet)


def inked(sheet: Image.Image) -> Image.Image:
    box = ImageChops.invert(sheet.convert("L")).getbbox()
    return sheet.crop(box) if box else sheet


def is_within(part: Image.Image, whole: Image.Image) -> bool:
    """Whether ``part`` stands somewhere in ``whole``, dot for dot."""
    wide, high = part.size
    return any(
        whole.crop((x, y, x + wide, y + high)).tobytes() == part.tobytes()
        for x in range(whole.width - wide + 1)
        for y in range(whole.height - high + 1)
    )


def test_arabic_is_shaped_as_raqm_shapes_it() -> None:
    font = ImageFont.truetype(FONTS / "NotoSansArabic-Regular.ttf", 30, layout_engine=ImageFont.Layout.RAQM)  # fmt: skip
    sheet = Image.new("L", (1_200, 160), 255)
    ImageDraw.Draw(sheet).text((300, 90), SALAM, fill=0, font=font, anchor="ls", direction="rtl")
    ours = drawn(SALAM, is_rtl=True)
    assert ours.tobytes() == inked(sheet).tobytes()
    apart = drawn("\u200c".join(SALAM), is_rtl=True)
    assert apart.size[0] > ours.size[0]


@pytest.mark.parametrize("piece", ["09:00–17:30", "03 53 01 10 01", "CNI"])
def test_times_phones_and_names_keep_their_order_in_arabic(piece: str) -> None:
    line = drawn(f"من \u2066{piece}\u2069 إلى", is_rtl=True)
    assert is_within(drawn(piece, is_rtl=False), line)
    unmarked = drawn(f"من {piece} إلى", is_rtl=True)
    assert is_within(drawn(piece, is_rtl=False), unmarked)


def runs(text: str, *, is_rtl: bool) -> list[str]:
    """What stands from left to right."""
    return [each.text.strip() for each in pieces(text, is_rtl=is_rtl) if each.text.strip()]


def test_lines_of_both_directions_stand_as_they_are_read() -> None:
    assert runs("من 9 إلى 17 (CNI)", is_rtl=True) == [")", "CNI", "(", "17", "إلى", "9", "من"]
    assert runs("Centre دار 12 بيت, Dijon", is_rtl=False) == ["Centre", "بيت", "12", "دار", ", Dijon"]  # fmt: skip
    assert runs("12 bis rue, 21000 Dijon", is_rtl=True) == ["12 bis rue, 21000 Dijon"]
    times = runs("\u206609:00–12:00\u2069, \u206614:00–17:00\u2069", is_rtl=True)
    assert times == ["14:00–17:00", ",", "09:00–12:00"]


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("Їжа", "NotoSans"), ("ქართული", "NotoSansGeorgian"), ("ትግርኛ", "NotoSansEthiopic"),
        ("বাংলা", "NotoSansBengali"), ("پښتو", "NotoSansArabic"), ("Țară", "NotoSans"),
    ],
)  # fmt: skip
def test_each_script_has_its_font(text: str, font: str) -> None:
    assert {each.font for each in pieces(text, is_rtl=False)} == {font}
    missing = bytes(LETTERS.font(font).getmask("\U000fffff"))
    assert all(bytes(LETTERS.font(font).getmask(char)) != missing for char in text)


@settings(max_examples=examples(150))
@given(TEXTS, st.booleans(), st.sampled_from((150, 200, 384, 576)), st.sampled_from(Style))
def test_no_line_is_wider_than_its_room(text: str, is_rtl: bool, room: int, style: Style) -> None:
    for line in wrap(text, LETTERS, room, is_rtl=is_rtl):
        assert width(line, LETTERS, is_rtl=is_rtl) <= room
    for align in ("start", "centre", "end"):
        image = paragraph(TextRun(text=text, is_rtl=is_rtl), style, room, FONTS, align)
        assert image.width == room
        for x in (0, room - 1):
            edge = image.crop((x, 0, x + 1, image.height))
            assert edge.getextrema()[0] > 128, "ink touches the edge: something may be cut off"


@settings(max_examples=examples(60))
@given(TEXTS, st.sampled_from((200, 384)))
def test_nothing_is_lost_when_lines_are_cut(text: str, room: int) -> None:
    kept = "".join(wrap(text, LETTERS, room, is_rtl=True))
    assert bare(kept) == bare(text)


def bare(text: str) -> str:
    """Without spaces and signs of direction; and without the one letter that is wider than paper, and its marks."""
    unsigned = re.sub("[\u2066\u2069]", "", text)
    narrow = re.sub(r"\u09cd*﷽[\u0981-\u0983\u09be-\u09cd]*", "", unsigned)
    return re.sub("[ \n\u00a0…]", "", narrow)


def leaf(url: str = URL) -> ReceiptLines:
    both = (TextRun(text=SALAM, is_rtl=True), TextRun(text="Bonjour"))
    return (
        Line(style=Style.NAME, says=(TextRun(text="Hébergement-accompagnement intercommunautaire"),)),
        Line(style=Style.LABEL, says=both),
        PrintedSketch(way=way_of(Point(47.3220, 5.0415), Point(47.33, 5.05)), says=(Line(style=Style.STRONG, says=both),)),
        Row(names=both, says=(TextRun(text="\u206609:00–17:00\u2069"),)),
        Row(names=both, says=(TextRun(text="Fermé"), TextRun(text="مغلق", is_rtl=True))),
        Code(text=url, says=(Line(style=Style.SMALL, says=both),)),
        Divider(is_end=True),
    )  # fmt: skip


@pytest.mark.parametrize("across", WIDTHS)
def test_the_code_is_read_back(across: int) -> None:
    image = picture([leaf()], ReceiptPaper(width=across, fonts=FONTS))
    assert image.mode == "1"
    assert image.width == across
    (found,) = zxingcpp.read_barcodes(image.convert("L"))
    assert found.text == URL
    corners = found.position
    side = abs(corners.top_right.x - corners.top_left.x)
    assert side + 2 >= (CODE_DOTS if across == max(WIDTHS) else 9 * 29)


def test_a_code_that_is_too_wide_is_left_out() -> None:
    image = picture([leaf("https://x.fr/" + "a" * 400)], ReceiptPaper(width=384, fonts=FONTS))
    assert zxingcpp.read_barcodes(image.convert("L")) == []


@pytest.mark.parametrize("across", WIDTHS)
def test_leaves_follow_each_other(across: int) -> None:
    paper = ReceiptPaper(width=across, fonts=FONTS)
    assert picture([leaf(), leaf()], paper).height == 2 * picture([leaf()], paper).height


def test_without_fonts_it_says_so(tmp_path: object) -> None:
    with pytest.raises(FileNotFoundError, match=r"NotoSans-.*\.ttf"):
        picture([leaf()], ReceiptPaper(width=384, fonts=FONTS / "nowhere"))
