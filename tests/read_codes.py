"""Codes drawn as a browser draws them, and read by another program."""

import re

import zxingcpp
from PIL import Image, ImageDraw

SCALE = 4


def read(size: int, path: str) -> str:
    """What an independent reader makes of a code, drawn at four pixels a module."""
    image = Image.new("L", (size * SCALE, size * SCALE), 255)
    draw = ImageDraw.Draw(image)
    x = y = 0
    for absolute, row, jump, length in re.findall(r"(?:M(\d+) (\d+)\.5|m(\d+) 0)h(\d+)", path):
        x, y = (int(absolute), int(row)) if absolute else (x + int(jump), y)
        right, foot = x + int(length), y + 1
        draw.rectangle((x * SCALE, y * SCALE, right * SCALE - 1, foot * SCALE - 1), fill=0)
        x = right
    (found,) = zxingcpp.read_barcodes(image)
    return str(found.text)
