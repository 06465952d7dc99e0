"""The style sheet of one box: its millimetres, its columns, its band of reach."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kiosk.box.screen import Screen

SCALES: Final = {"": 1.0, "large": 1.3, "largest": 1.65}
"""Sizes of letters that a visitor can choose, against the smallest that is large enough."""

_SLIDE_S: Final = 7


def stylesheet(screen: Screen, *, bar: int, needs: int, slides: int) -> str:
    """Write it.

    Args:
        screen: As it hangs.
        bar: Buttons in the bar.
        needs: Needs on the first screen.
        slides: Languages of the greeting, which are shown in turn.
    """
    return "@layer kiosk {\n" + "\n".join(_lines(screen, bar, needs, slides)) + "\n}\n"


def _lines(screen: Screen, bar: int, needs: int, slides: int) -> Iterator[str]:
    top_px, height_px = screen.low_band_px
    yield (
        f".kiosk {{ --mm: {screen.px_per_mm:.4f}px; --text: {screen.text_px:.2f}px;"
        f" --low-top: {top_px:.0f}px; --low-size: {height_px:.0f}px; }}"
    )
    yield from _columns(screen, bar, needs)
    # A laptop that shows a screen's pages, or a screen on its side, still gets even rows.
    turned = replace(screen, width_px=screen.height_px, height_px=screen.width_px)
    lying = "landscape" if screen.height_px > screen.width_px else "portrait"
    yield f"@media (orientation: {lying}) {{"
    yield from _columns(turned, bar, needs)
    yield "}"
    yield from _slides(slides)


def _columns(screen: Screen, bar: int, needs: int) -> Iterator[str]:
    yield f".kiosk {{ --bar-columns: {screen.bar_columns(bar)}; }}"
    for name, scale in SCALES.items():
        selector = f".kiosk.text-{name}" if name else ".kiosk"
        columns = screen.tile_columns(needs, scale)
        yield f"{selector} {{ --scale: {scale}; --tile-columns: {columns}; }}"


def _slides(count: int) -> Iterator[str]:
    """One greeting after another; the first alone where motion is not wanted, or just one exists."""
    if count < 2:
        return
    share = 100 / count
    yield (
        f"@keyframes slide {{ 0%, {share:.2f}% {{ visibility: visible; }}"
        f" {share + 0.01:.2f}%, 100% {{ visibility: hidden; }} }}"
    )
    for rank in range(count):
        delay_s = (rank - count) * _SLIDE_S if rank else 0
        yield (
            f".slide:nth-child({rank + 1}) {{ --turn: slide {count * _SLIDE_S}s"
            f" steps(1) {delay_s}s infinite; }}"
        )
