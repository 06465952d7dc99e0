"""Keys that only keypads have."""

from playwright.sync_api import Page

from tests.browser.conftest import until


def press(page: Page, code: str) -> None:
    """A key that only keypads have."""
    devtools = page.context.new_cdp_session(page)
    key = {"key": code, "code": code, "windowsVirtualKeyCode": 111 + int(code[1:])}
    devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", **key})
    devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    devtools.detach()


def walk_to(page: Page, name: str) -> None:
    until(page, "globalThis.parvis?.visit && document.readyState === 'complete'")
    for _ in range(300):
        press(page, "F13")
        if page.evaluate("parvis.speech.log.at(-1)?.text ?? ''").startswith(name):
            return
    raise AssertionError(name)
