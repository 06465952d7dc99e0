"""A monkey at the screen: it touches anywhere, and types; what must hold while it does."""

import random
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, CDPSession, Error, Page

KEYS = ("F13", "F14", "F15", "F16", "F19", "ArrowDown", "Enter", "Tab")


@dataclass
class Monkey:
    """Touches a page; the same seed touches the same points.

    Attributes:
        faults: What should never have happened, in words.
        visits: How often it came back to the attract screen.
    """

    page: Page
    address: str
    seed: int
    faults: list[str] = field(default_factory=list)
    visits: int = 0

    def __post_init__(self) -> None:
        """Listen to what goes wrong."""
        self._random = random.Random(self.seed)
        self._devtools: CDPSession = self.page.context.new_cdp_session(self.page)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("response", self._note_response)
        self.page.on("framenavigated", self._note_page)
        self.page.on("popup", lambda popup: self.faults.append(f"a new window: {popup.url}"))
        self.page.on("dialog", lambda dialog: self.faults.append(f"a dialog: {dialog.message}"))
        self.page.on("download", lambda file: self.faults.append(f"a download: {file.url}"))

    def _note_response(self, response: object) -> None:
        if response.status >= 500:  # type: ignore[attr-defined]
            self.faults.append(f"{response.status}: {response.url}")  # type: ignore[attr-defined]

    def _note_page(self, frame: object) -> None:
        url = urlsplit(frame.url)  # type: ignore[attr-defined]
        if url.netloc != urlsplit(self.address).netloc:
            self.faults.append(f"outside: {frame.url}")  # type: ignore[attr-defined]
        self.visits += url.path == "/"

    def play(self, touches: int) -> None:
        """Touch so often."""
        size = self.page.viewport_size
        assert size
        for _ in range(touches):
            if self._random.random() < 0.06:
                self._press(self._random.choice(KEYS))
            else:
                self._touch(
                    self._random.randrange(size["width"]), self._random.randrange(size["height"])
                )
            # A touch that is under way while pages change is never answered for.
            settle(self.page)

    def _touch(self, x: int, y: int) -> None:
        point = {"x": x, "y": y}
        self._devtools.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})  # fmt: skip
        self._devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def _press(self, code: str) -> None:
        number = {"Enter": 13, "Tab": 9, "ArrowDown": 40}.get(code) or 111 + int(code[1:])
        key = {"key": code, "code": code, "windowsVirtualKeyCode": number}
        self._devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", **key})
        self._devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})


def settle(page: Page) -> None:
    """Wait until a page stands."""
    while not is_ready(page):
        page.wait_for_timeout(10)


def is_ready(page: Page) -> bool:
    """Whether a page stands, its scripts have run and it is not on its way to another."""
    try:
        return bool(
            page.evaluate(
                "Boolean(globalThis.parvis?.visit && !parvis.visit.isGoing() && document.readyState === 'complete')"
            )
        )
    except Error:  # It went away while it was asked.
        return False


def end(page: Page, address: str) -> None:
    """End the visit as a visitor would, and wait for the attract screen."""
    settle(page)
    page.evaluate("parvis.visit.finish()")
    page.wait_for_url(f"{address}/")
    settle(page)


def left_behind(page: Page, context: BrowserContext) -> dict[str, object]:
    """What a browser keeps after a visit; nothing, if all is well."""
    kept = page.evaluate(
        "async () => ({session: sessionStorage.length, local: localStorage.length, caches: (await caches.keys()).length,"
        " databases: (await indexedDB.databases()).length, inputs: [...document.querySelectorAll('input')].map(e => e.value).join('')})"
    )
    return {name: value for name, value in {**kept, "cookies": context.cookies()}.items() if value}
