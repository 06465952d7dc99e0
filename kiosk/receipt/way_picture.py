"""The way to a place, drawn for paper."""

from dataclasses import replace
from typing import Final

from PIL import Image, ImageDraw

from kiosk.directory.geography.way import Way
from kiosk.receipt.lettering import Letters, draw_line, extent

_INSET: Final = 0.93
"""The drawing leaves room for an N above it."""

_FINER: Final = 4
"""Drawn so much larger first: circles and slanted lines come out even."""


def draw_way(way: Way, side: int, letters: Letters) -> Image.Image:
    """A square of ``side`` dots: rings, where one stands, an arrow to the place, where north is."""
    way, large = _inset(way), side * _FINER
    image = Image.new("L", (large, large), 255)
    draw = ImageDraw.Draw(image)
    for ring in way.rings:
        _circle(draw, way.here, ring.radius, large, width=2 * _FINER)
    _arrow(draw, way, large)
    _circle(draw, way.here, 0.035, large)
    drawn = image.resize((side, side), Image.Resampling.LANCZOS)
    _write(ImageDraw.Draw(drawn), way, side, letters)
    return drawn


def _inset(way: Way) -> Way:
    x, y = (0.5 + (each - 0.5) * _INSET for each in way.there)
    rings = tuple(replace(each, radius=each.radius * _INSET) for each in way.rings)
    return replace(way, there=(x, y), rings=rings)


def _circle(
    draw: ImageDraw.ImageDraw, middle: tuple[float, float], radius: float, side: int, width: int = 0
) -> None:
    x, y = middle
    edges = [(x - radius) * side, (y - radius) * side, (x + radius) * side, (y + radius) * side]
    draw.ellipse(edges, outline=0, width=width, fill=None if width else 0)


def _arrow(draw: ImageDraw.ImageDraw, way: Way, side: int) -> None:
    """A thick line with a head at the place."""
    (x0, y0), (x1, y1) = way.here, way.there
    length = max(1e-9, ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)
    along, across = ((x1 - x0) / length, (y1 - y0) / length), (-(y1 - y0) / length, (x1 - x0) / length)  # fmt: skip
    neck = max(0.0, length - 0.09)
    foot = (x0 + along[0] * neck, y0 + along[1] * neck)
    draw.line([x0 * side, y0 * side, foot[0] * side, foot[1] * side], fill=0, width=side // 36)
    corners = [way.there] + [
        (foot[0] + across[0] * half, foot[1] + across[1] * half) for half in (0.055, -0.055)
    ]
    draw.polygon([(x * side, y * side) for x, y in corners], fill=0)


def _write(draw: ImageDraw.ImageDraw, way: Way, side: int, letters: Letters) -> None:
    """Minutes on each ring, on the side that the arrow leaves free; north at the top."""
    x, y = way.there
    # The arrow goes up: straight below. Down: aslant, where it does not lean; the top is north's.
    aslant = 0.7 if x <= way.here[0] else -0.7
    east, south = (0, 1) if y <= way.here[1] else (aslant, -0.7)
    for ring in way.rings:
        text = f"{ring.minutes} min" if ring is way.rings[-1] else f"{ring.minutes}"
        at = (0.5 + east * ring.radius, 0.5 + south * ring.radius)
        _label(draw, text, at, side, letters)
    _label(draw, "N", (0.5, 0), side, letters)


def _label(
    draw: ImageDraw.ImageDraw, text: str, at: tuple[float, float], side: int, letters: Letters
) -> None:
    """Letters on a white ground, centred; never beyond the edge."""
    room = extent(text, letters, is_rtl=False)
    wide, high = room.right - room.left, room.bottom - room.top
    x = min(max(2, round(at[0] * side - wide / 2)), side - wide - 3)
    y = min(max(2, round(at[1] * side - high / 2)), side - high - 3)
    draw.rectangle((x - 3, y - 1, x + wide + 2, y + high), fill=255)
    draw_line(draw, (x, y - room.top), text, letters, is_rtl=False)
