"""Keys that only keypads have."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from tests.browser.conftest import until


@contextmanager
def keypad(page: Page) -> Iterator[Callable[[str], None]]:
    """What presses a key, again and again."""
    devtools = page.context.new_cdp_session(page)

    def press(code: str) -> None:
        key = {"key": code, "code": code, "windowsVirtualKeyCode": 111 + int(code[1:])}
        devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", **key})
        devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})

    yield press
    devtools.detach()


def press(page: Page, code: str) -> None:
    """Press one key once."""
    with keypad(page) as press_key:
        press_key(code)


def walk_to(page: Page, name: str) -> None:
    until(page, "globalThis.parvis?.visit && document.readyState === 'complete'")
    with keypad(page) as press_key:
        for _ in range(300):
            press_key("F13")
            if page.evaluate("parvis.speech.log.at(-1)?.text ?? ''").startswith(name):
                return
    raise AssertionError(name)
