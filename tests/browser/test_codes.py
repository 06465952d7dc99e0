"""Codes as a phone sees them on the glass: small, blurred, askew, in the dark. Two readers must agree."""

import io
from typing import Literal

import cv2
import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageFilter
from playwright.sync_api import Page

from kiosk.box.screen import Screen
from tests.browser.conftest import Look

pytestmark = pytest.mark.browser
PUBLIC = "https://parvis.exemple-metropole.fr"
PER_MODULE = 4


def picture_of(page: Page) -> tuple[Image.Image, float]:
    """The code with some of the page around it, and how many pixels a module has."""
    box = page.locator(".code .qr").first.bounding_box()
    assert box is not None
    modules = int(page.locator(".code .qr").first.get_attribute("viewBox").split()[2])
    clip = {
        "x": box["x"] - 30,
        "y": box["y"] - 30,
        "width": box["width"] + 60,
        "height": box["height"] + 60,
    }
    data = page.screenshot(clip={**clip, "x": max(0, clip["x"]), "y": max(0, clip["y"])})
    return Image.open(io.BytesIO(data)).convert("L"), box["width"] / modules


def as_seen(image: Image.Image, per_module: float) -> dict[str, Image.Image]:
    """The picture as cameras get it."""
    share = PER_MODULE / per_module
    small = image.resize(
        (round(image.width * share), round(image.height * share)), Image.Resampling.LANCZOS
    )
    blurred = small.filter(ImageFilter.GaussianBlur(1))
    turned = small.rotate(15, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=128)
    return {"small": small, "blurred": blurred, "turned": turned}


def read_by_both(image: Image.Image) -> set[str]:
    """What two readers that know nothing of each other make of it."""
    # OpenCV has two ways to find a code, and one picture can miss a grid that does not fall on whole
    # pixels; a phone tries picture after picture, never twice from quite the same distance.
    found = (
        reader().detectAndDecode(np.array(seen))[0]
        for seen in (image, nearer(image, 1.25), nearer(image, 1.5), nearer(image, 2))
        for reader in (cv2.QRCodeDetectorAruco, cv2.QRCodeDetector)
    )
    return {*(each.text for each in zxingcpp.read_barcodes(image)), next(filter(None, found), "")}


def nearer(image: Image.Image, times: float) -> Image.Image:
    """The same picture from a smaller distance."""
    size = (round(image.width * times), round(image.height * times))
    return image.resize(size, Image.Resampling.BICUBIC)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("/fr/place/1/take?as=link", f"{PUBLIC}/fr/place/1"),
        ("/ar/place/1/take?as=link&contrast=strong", f"{PUBLIC}/ar/place/1"),
        ("/fr/list/005N/take?as=link&text=largest", f"{PUBLIC}/fr/list/005N"),
        ("/fr/place/1/take?as=contact", "BEGIN:VCARD"),
        ("/ar/place/1/take?as=contact", "BEGIN:VCARD"),
        ("/fr/place/1/take?as=calendar", "BEGIN:VCALENDAR"),
    ],
)
def test_two_readers_agree(
    look_at_screen: Look, url: str, text: str, scheme: Literal["light", "dark"]
) -> None:
    site, page = look_at_screen(public_url=PUBLIC)
    page.emulate_media(color_scheme=scheme)
    page.goto(site.address + url)
    image, per_module = picture_of(page)
    for way, seen in as_seen(image, per_module).items():
        said = read_by_both(seen)
        assert len(said) == 1, (way, said)
        assert said.pop().startswith(text)


@pytest.mark.parametrize(
    "screen",
    [
        Screen(),
        Screen(diagonal_inches=32),
        Screen(diagonal_inches=15.6, width_px=1920, height_px=1080),
    ],
)
@pytest.mark.parametrize("way", ["link", "contact"])
def test_it_is_large_enough_to_be_read_half_a_metre_away(
    look_at_screen: Look, screen: Screen, way: str
) -> None:
    site, page = look_at_screen(screen=screen, public_url=PUBLIC)
    page.goto(f"{site.address}/fr/place/1/take?as={way}")
    _image, per_module = picture_of(page)
    box = page.locator(".code .qr").first.bounding_box()
    modules = box["width"] / per_module - 8
    assert modules * per_module / screen.px_per_mm >= 50
    assert per_module / screen.px_per_mm >= 1.5
    assert box["height"] == pytest.approx(box["width"], abs=1)
    assert box["width"] <= screen.width_px
    if way == "link":
        assert modules <= 33  # Version 4.
