"""How large things are on a screen, in millimetres, and which of them a hand reaches."""

import math
from dataclasses import dataclass
from typing import Final

MM_PER_INCH: Final = 25.4
TARGET_MM: Final = 20
"""Of a target's shorter side: a gloved finger, a trembling hand."""

GAP_MM: Final = 2.5
_CAPITAL_PER_DISTANCE: Final = math.tan(math.radians(0.7))
"""A capital letter subtends 0.7 degrees (EN 301 549, 5.1.4)."""

_CAPITAL_PER_EM: Final = 0.7
"""Of the fonts the sheet names, none has lower capitals."""

REACH_FROM_MM: Final = 900
REACH_TO_MM: Final = 1_200
"""Above the floor: what French building rules, EN 301 549 and seated reach have in common."""

_BAR_ITEM_EM: Final = 6.4
_TILE_EM: Final = 8.2


class ScreenError(ValueError):
    """A screen that cannot be; the message names the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A screen as it hangs.

    Attributes:
        diagonal_inches: Of what lights up, not of the frame.
        width_px: In CSS pixels, as the browser sees it: after turning and scaling.
        height_px: Likewise.
        lower_edge_mm: From the floor to the lowest row of pixels.
        reading_distance_mm: From which the text shall be read.
    """

    diagonal_inches: float = 21.5
    width_px: int = 1080
    height_px: int = 1920
    lower_edge_mm: float = 850
    reading_distance_mm: float = 500

    @property
    def px_per_mm(self) -> float:
        """CSS pixels in a millimetre of glass."""
        return math.hypot(self.width_px, self.height_px) / (self.diagonal_inches * MM_PER_INCH)

    @property
    def text_px(self) -> float:
        """The smallest size of letters whose capitals are large enough at the reading distance."""
        capital_mm = _CAPITAL_PER_DISTANCE * self.reading_distance_mm
        return capital_mm / _CAPITAL_PER_EM * self.px_per_mm

    @property
    def upper_edge_mm(self) -> float:
        """From the floor to the highest row of pixels."""
        return self.lower_edge_mm + self.height_px / self.px_per_mm

    @property
    def is_all_in_reach(self) -> bool:
        """Whether nobody needs the low mode."""
        return self.lower_edge_mm >= REACH_FROM_MM and self.upper_edge_mm <= REACH_TO_MM

    @property
    def low_band_px(self) -> tuple[float, float]:
        """Where the low mode begins, from the top, and how high it is; both in CSS pixels.

        It is the part of the screen within reach of everyone. Of a screen that hangs wholly above
        or below that band, the nearest half.
        """
        top_mm = max(0.0, self.upper_edge_mm - REACH_TO_MM)
        foot_mm = max(0.0, REACH_FROM_MM - self.lower_edge_mm)
        height_mm = self.upper_edge_mm - self.lower_edge_mm
        if height_mm - top_mm - foot_mm < height_mm / 8:
            above = self.lower_edge_mm + height_mm / 2 > REACH_TO_MM
            top_mm, foot_mm = (height_mm / 2, 0.0) if above else (0.0, height_mm / 2)
        return top_mm * self.px_per_mm, (height_mm - top_mm - foot_mm) * self.px_per_mm

    def columns(self, count: int, em: float, scale: float = 1.0) -> int:
        """In how many columns ``count`` equal things of ``em`` letters stand in even rows."""
        gap_px = GAP_MM * self.px_per_mm
        each_px = max(em * self.text_px * scale, TARGET_MM * self.px_per_mm) + gap_px
        at_most = max(1, int((self.width_px + gap_px) / each_px))
        rows = math.ceil(count / at_most)
        return math.ceil(count / rows)

    def bar_columns(self, count: int) -> int:
        """Of the bar at the foot, with ``count`` buttons, whose letters stay as they are."""
        return self.columns(count, _BAR_ITEM_EM)

    def tile_columns(self, count: int, scale: float = 1.0) -> int:
        """Of the needs."""
        return min(3, self.columns(count, _TILE_EM, scale))

    def __post_init__(self) -> None:
        """Refuse what no installer has.

        Raises:
            ScreenError: A figure is out of all bounds.
        """
        for name, low, high in (
            ("diagonal_inches", 7, 110),
            ("width_px", 480, 8_000),
            ("height_px", 480, 8_000),
            ("lower_edge_mm", 0, 2_000),
            ("reading_distance_mm", 250, 3_000),
        ):
            value = getattr(self, name)
            if not low <= value <= high:
                message = f"{name} is {value}; write a number from {low} to {high}"
                raise ScreenError(message)
