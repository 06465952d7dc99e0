"""How large things are on the glass of a public screen, and how far apart."""

from playwright.sync_api import Page

from kiosk.box.screen import GAP_MM, TARGET_MM, Screen

CONTROLS = "a[href], button, summary, input:not([type=hidden]), select"


RECTANGLES = """(controls) => [...document.querySelectorAll(controls)].filter(e =>
    e.checkVisibility({visibilityProperty: true}) && !e.matches('.skip')).map(e => {
        const shown = e.matches('.card-name a') ? e.closest('.card') : e.closest('label') ?? e;
        const r = shown.getBoundingClientRect(), main = e.closest('main')?.getBoundingClientRect();
        if (main && (r.bottom > main.bottom || r.top < main.top)) return null;  // Scrolled out, in part.
        return {html: e.outerHTML.slice(0, 100), x: r.x, y: r.y, w: r.width, h: r.height};
    }).filter(e => e)"""


def check_sizes(page: Page, screen: Screen, where: object) -> None:
    found = page.evaluate(RECTANGLES, CONTROLS)
    assert found
    least = TARGET_MM * screen.px_per_mm - 0.5
    small = [each for each in found if min(each["w"], each["h"]) < least]
    assert small == [], where
    gap = GAP_MM * screen.px_per_mm - 0.5
    crowded = [
        (a["html"], b["html"])
        for rank, a in enumerate(found)
        for b in found[rank + 1 :]
        if a["html"] != b["html"] and not _nested(a, b) and _gap(a, b) < gap
    ]
    assert crowded == [], where
    letters = page.evaluate(
        """() => { const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); const found = [];
        while (walker.nextNode()) { const e = walker.currentNode.parentElement;
            if (walker.currentNode.data.trim() && e.checkVisibility({visibilityProperty: true}) && !e.closest('.away, .skip'))
                found.push([parseFloat(getComputedStyle(e).fontSize) * (e.getScreenCTM?.().a ?? 1), e.outerHTML.slice(0, 90)]); }
        return found; }"""
    )
    assert [each for each in letters if each[0] < screen.text_px - 0.2] == [], where
    assert page.evaluate("document.documentElement.scrollWidth") <= screen.width_px, where


def _nested(a: dict[str, float], b: dict[str, float]) -> bool:
    return _within(a, b) or _within(b, a)


def _within(a: dict[str, float], b: dict[str, float]) -> bool:
    ends = a["x"] + a["w"] <= b["x"] + b["w"] + 1 and a["y"] + a["h"] <= b["y"] + b["h"] + 1
    return a["x"] >= b["x"] - 1 and a["y"] >= b["y"] - 1 and ends


def _gap(a: dict[str, float], b: dict[str, float]) -> float:
    across = max(a["x"] - b["x"] - b["w"], b["x"] - a["x"] - a["w"])
    down = max(a["y"] - b["y"] - b["h"], b["y"] - a["y"] - a["h"])
    return max(across, down)
