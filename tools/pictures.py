"""Draw the pictures of the installed guide: icons from the sprite, screenshots from a running demo.

python tools/pictures.py icons
kiosk demo --port 8000 & python tools/pictures.py screenshots http://127.0.0.1:8000
"""

import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ICONS = Path(__file__).parent.parent / "static" / "icons"
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
