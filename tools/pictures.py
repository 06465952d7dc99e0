"""Draw the pictures of the installed guide: icons from the sprite, screenshots from a running demo, all languages on a sheet.

python tools/pictures.py icons
kiosk demo --port 8000 & python tools/pictures.py screenshots http://127.0.0.1:8000
KIOSK_MODE=1 kiosk demo --port 8000 & python tools/pictures.py languages http://127.0.0.1:8000
"""

import io
import re
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from kiosk.locales import read_locales

ROOT = Path(__file__).parent.parent
ICONS = ROOT / "static" / "icons"
SMALL, COLUMNS = (230, 409), 8
PARVIS = (
    "4 4 24 22",
    '<path d="M6 25h20v-3H6zm3-5h14v-9a7 7 0 0 0-14 0zm3-2v-7a4 4 0 0 1 8 0v7z"/>',
)
LOOKS = {"parvis": (None, "#0f3d4c"), "plain": ("edit_note", "#5b6770")}
SIZES = (192, 512)
SCREENSHOTS = {"needs": "/fr/", "results": "/fr/search?need=eat"}


def drawing(name: str | None) -> tuple[str, str]:
    """The view box and the outline of a symbol of the sprite; of our own sign for None."""
    if name is None:
        return PARVIS
    sprite = (ICONS / "sprite.svg").read_text("utf-8")
    found = re.search(rf'<symbol id="{name}" viewBox="([^"]+)">(.*?)</symbol>', sprite)
    assert found, name
    return found[1], found[2]


def picture(name: str | None, ground: str, size: int, *, maskable: bool) -> str:
    """A page that is one icon: phones cut maskable ones into their own shape, so all matters lies inside."""
    view, outline = drawing(name)
    share, corner = (0.56, 0) if maskable else (0.68, 0.2)
    inner, edge = size * share, size * (1 - share) / 2
    return (
        f'<body style="margin:0;background:transparent"><svg width="{size}" height="{size}">'
        f'<rect width="{size}" height="{size}" rx="{size * corner}" fill="{ground}"/>'
        f'<svg x="{edge}" y="{edge}" width="{inner}" height="{inner}" viewBox="{view}" fill="#fff">'
        f"{outline}</svg></svg></body>"
    )


def languages(browser: Browser, address: str) -> None:
    """The first screen in every language, and a place, side by side."""
    shots = []
    for path in ("/", "/place/1"):
        for code in read_locales(ROOT / "translations"):
            page = browser.new_page(viewport={"width": 1080, "height": 1920})
            page.goto(f"{address}/{code}{path}")
            page.wait_for_timeout(400)
            shots.append(Image.open(io.BytesIO(page.screenshot())).resize(SMALL))
            page.close()
    width, height = SMALL[0] + 6, SMALL[1] + 6
    sheet = Image.new("RGB", (COLUMNS * width, -(-len(shots) // COLUMNS) * height), "#777")
    for number, shot in enumerate(shots):
        sheet.paste(shot, (number % COLUMNS * width, number // COLUMNS * height))
    sheet.convert("RGB").save(ROOT / "docs" / "images" / "languages.jpg", quality=72)


def main(what: str, address: str = "") -> None:
    """Draw them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        if what == "icons":
            for look, (name, ground) in LOOKS.items():
                for size in SIZES:
                    for maskable in (False, True):
                        page = browser.new_page(viewport={"width": size, "height": size})
                        page.set_content(picture(name, ground, size, maskable=maskable))
                        file = f"{look}-{'maskable-' if maskable else ''}{size}.png"
                        page.screenshot(path=ICONS / file, omit_background=True)
                        page.close()
        elif what == "languages":
            languages(browser, address)
        else:
            for name, path in SCREENSHOTS.items():
                page = browser.new_page(
                    viewport={"width": 360, "height": 640}, device_scale_factor=2
                )
                page.goto(address + path)
                page.wait_for_timeout(500)
                page.screenshot(path=ICONS / f"screenshot-{name}.png")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
