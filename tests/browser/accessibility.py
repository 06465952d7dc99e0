"""Faults of accessibility that a program can find: axe, on the page as it stands."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
# What passes is not sent back: on a long page that is most of the time.
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice"],
    "resultTypes": ["violations"],
}  # fmt: skip


COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]},
    "resultTypes": ["violations"],
}  # fmt: skip
"""All that a dark page can do wrong that a light one does not: dark changes colours and nothing else, as a house rule holds."""


def finds_no_fault(page: Page, where: object) -> None:
    """Fail with each fault and the first element that has it, in light and in the dark."""
    # A document that was looked through before still holds axe.
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE.axe_script)
    for scheme, options in (("light", OPTIONS), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)
        violations = page.evaluate(
            "async (options) => (await axe.run(options)).violations.map((v) => [v.id, v.nodes[0].html.slice(0, 160)])",
            options,
        )
        assert violations == [], (where, scheme)
    page.emulate_media(color_scheme="light")
