"""The managed policy of the box, in Debian's own Chromium: every row is taken, nothing else opens."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, Playwright

from kiosk.wording.language import LOCALES
from tests.browser.conftest import FLAGS

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
POLICY = json.loads((ROOT / "deploy" / "chromium-policy.json").read_text("utf-8"))
UNWATCHED = {"RemoteDebuggingAllowed", "DeveloperToolsAvailability"}
"""These two keep out whoever would look, this test included: they have tests of their own."""
LOOKED_AT = ["about:blank", "chrome://policy"]
ROWS = """() => {
    const rows = {};
    const walk = root => {
        for (const e of root.querySelectorAll('*')) {
            if (e.localName === 'policy-row') {
                const said = name => (e.shadowRoot ?? e).querySelector(`.policy.row .${name}`)?.textContent.trim();
                if (said('name')) rows[said('name')] = said('messages');
            }
            if (e.shadowRoot) walk(e.shadowRoot);
        }
    };
    walk(document);
    return rows;
}"""


@pytest.fixture
def launcher(tmp_path: Path, chromium: str) -> Callable[[dict[str, object]], Path]:
    """Write a command that starts Chromium with a policy of its own, seen by no other process."""

    def write(policy: dict[str, object]) -> Path:
        etc = tmp_path / "etc"
        (etc / "policies" / "managed").mkdir(parents=True)
        if Path("/etc/chromium").is_dir():
            shutil.copytree("/etc/chromium", etc, dirs_exist_ok=True)
        (etc / "policies" / "managed" / "kiosk.json").write_text(json.dumps(policy))
        command = tmp_path / "chromium"
        alone = "unshare -m" if os.geteuid() == 0 else "unshare -rm"
        command.write_text(
            f'#!/bin/sh\nexec {alone} sh -c \'mount --bind {etc} /etc/chromium && exec {chromium} "$@"\' sh "$@"\n'
        )
        command.chmod(0o755)
        return command

    return write


@contextmanager
def _page(playwright: Playwright, command: Path) -> Iterator[Page]:
    browser = playwright.chromium.launch(executable_path=command, args=FLAGS, timeout=60_000)
    try:
        yield browser.new_page()
    finally:
        browser.close()


def test_every_row_of_the_policy_is_taken(
    playwright: Playwright, launcher: Callable[[dict[str, object]], Path]
) -> None:
    watched = {name: value for name, value in POLICY.items() if name not in UNWATCHED}
    watched["URLAllowlist"] = [*POLICY["URLAllowlist"], *LOOKED_AT]
    with _page(playwright, launcher(watched)) as page:
        page.goto("chrome://policy")
        page.wait_for_function(f"({ROWS})().URLBlocklist")
        rows = page.evaluate(ROWS)
        assert {name: rows.get(name) for name in watched} == dict.fromkeys(watched, "OK")
        for address in (
            "file:///etc/passwd", "data:text/html,hello", "view-source:http://127.0.0.1:8400/", "http://127.0.0.1:8401/",
            "https://exemple.invalid/", "chrome://version/", "chrome://downloads/", "javascript:alert(1)",
        ):  # fmt: skip
            with pytest.raises(Error):
                page.goto(address)
            assert page.url in {*LOOKED_AT, "chrome://policy/", "chrome-error://chromewebdata/"}, (
                address
            )


def test_the_guide_itself_opens(
    playwright: Playwright,
    launcher: Callable[[dict[str, object]], Path],
    box_site: Callable[..., object],
) -> None:
    site = box_site()
    watched = {name: value for name, value in POLICY.items() if name not in UNWATCHED}
    watched["URLAllowlist"] = [f"127.0.0.1:{site.port}", *LOOKED_AT]  # type: ignore[attr-defined]
    with _page(playwright, launcher(watched)) as page:
        page.goto(site.address)  # type: ignore[attr-defined]
        assert page.locator(".language").count() == len(LOCALES)


def test_nobody_looks_into_the_browser(
    launcher: Callable[[dict[str, object]], Path], tmp_path: Path
) -> None:
    command = launcher({"RemoteDebuggingAllowed": POLICY["RemoteDebuggingAllowed"]})
    profile = tmp_path / "profile"
    with subprocess.Popen(
        [command, *FLAGS, "--headless", f"--user-data-dir={profile}", "--remote-debugging-port=0", "about:blank"],
        stderr=subprocess.PIPE,
        text=True,
    ) as chromium:  # fmt: skip
        assert chromium.stderr is not None
        said = next(line for line in chromium.stderr if "DevTools" in line)
        chromium.terminate()
    assert "disallowed by the system admin" in said


def test_nobody_opens_the_tools_of_developers(
    playwright: Playwright, launcher: Callable[[dict[str, object]], Path]
) -> None:
    command = launcher({"DeveloperToolsAvailability": POLICY["DeveloperToolsAvailability"]})
    with pytest.raises(Error, match="new_page"), _page(playwright, command):
        pass
