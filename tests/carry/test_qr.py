"""QR codes are read by another program, at any text."""

import re

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from kiosk.carry.qr import QUIET, Qr, qr

SCALE = 4


def read(code: Qr) -> str:
    """What an independent reader makes of the code, drawn at four pixels a module."""
    image = Image.new("L", (code.size * SCALE, code.size * SCALE), 255)
    draw = ImageDraw.Draw(image)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.path):
        left, top = int(x) * SCALE, int(y) * SCALE
        draw.rectangle((left, top, left + int(length) * SCALE - 1, top + SCALE - 1), fill=0)
    (found,) = zxingcpp.read_barcodes(image)
    return found.text


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=120))  # fmt: skip
def test_whatever_goes_in_comes_out(text: str) -> None:
    assert read(qr(text)) == text


def test_a_short_address_is_a_small_code_with_its_quiet_zone() -> None:
    code = qr("https://parvis.example/fr/list/B7K2QD")
    assert code.size <= 33 + 2 * QUIET
    columns = [int(x) for x in re.findall(r"M(\d+) ", code.path)]
    rows = [int(y) for y in re.findall(r"M\d+ (\d+)h", code.path)]
    assert min(columns) == min(rows) == QUIET
    assert max(rows) == code.size - QUIET - 1


def test_too_long_a_text_is_refused() -> None:
    with pytest.raises(ValueError, match="Invalid version"):
        qr("x" * 3_000)
