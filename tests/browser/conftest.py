"""A real server and Debian's Chromium. Skipped only where there is no Chromium, and loudly."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from werkzeug.serving import make_server

from kiosk import create_public
from kiosk.box.settings import Box
from kiosk.cli.demo_command import DIJON
from kiosk.config import Settings
from kiosk.state import state_of
from kiosk.store.engine import close_connections
from tests.conftest import not_here

CHROMIUM = shutil.which("chromium")
NO_CHROMIUM = "Chromium is not installed: the browser tests did NOT run (apt install chromium)"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip

# No test depends on how fast the machine is.
expect.set_options(timeout=60_000)
PATIENT = "AbortSignal.timeout = () => new AbortController().signal;"
"""On a busy machine an answer is late, and no line is cut: a screen would say so, and take the focus.
How long a screen waits is tested with a held clock, in test_without_a_network."""


@pytest.fixture(scope="session")
def chromium(fonts: Path) -> str:
    """The browser, which needs letters to show."""
    if CHROMIUM is None:
        not_here(NO_CHROMIUM)
    return CHROMIUM


@pytest.fixture(scope="session")
def playwright(chromium: str) -> Iterator[Playwright]:
    subprocess.run([chromium, "--version"], check=True, capture_output=True)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield found
    found.close()


@pytest.fixture(scope="session", params=["0", "1"], ids=["phone", "kiosk"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo town as ``kiosk demo`` serves it, for phones and as a kiosk."""
    folder = tmp_path_factory.mktemp("site")
    settings = {
        "KIOSK_DATABASE_URI": f"sqlite:///{folder}/site.sqlite",
        "KIOSK_MODE": request.param,
    }
    command = Path(sys.executable).with_name("kiosk")
    with subprocess.Popen(
        [command, "demo", "--port", "0"],
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        said = iter(server.stdout.readline, "")
        found = (re.search(r"http://\S+:\d+", line) for line in said)
        address = next(each.group() for each in found if each)
        _wait_for(f"{address}/healthz")
        yield address
        server.terminate()


def _wait_for(url: str) -> None:
    """Until the server listens: it says its address just before."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)


def hold_clock(page: Page) -> None:
    """From the next page on, time goes on only when the test says so; so do the limits of what is fetched."""
    page.clock.install(time=0)
    page.clock.pause_at(1_000)


def until(page: Page, condition: str) -> None:
    """Wait until an expression holds. Playwright's own waiting evaluates text in the page, which the policy forbids."""
    for _ in range(2_400):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(25)
    raise TimeoutError(condition)


class Site:
    """The demo town, served from this process; it can be cut off and come back."""

    def __init__(self, uri: str, **settings: object) -> None:
        """Serve at once."""
        given = {"near": DIJON, "near_name": "Dijon", **settings}
        self.app = create_public(Settings(database_uri=uri, **given))  # type: ignore[arg-type]
        self._server = make_server("127.0.0.1", 0, self.app, threaded=True)
        self.port = self._server.port
        self.address = f"http://127.0.0.1:{self.port}"
        self._thread = self._run()

    def _run(self) -> Thread:
        thread = Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        return thread

    def cut(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def close(self) -> None:
        """Stop for good, and let the database go."""
        self.cut()
        close_connections(self.app)

    def mend(self) -> None:
        """Answer again, at the same address."""
        self._server = make_server("127.0.0.1", self.port, self.app, threaded=True)
        self._thread = self._run()

    @contextmanager
    def hangs(self, path: str) -> Iterator[None]:
        """Take what is asked at this path, and answer it only afterwards."""
        answer, released = self.app.wsgi_app, Event()

        def late(environ: dict[str, str], start: object) -> object:
            if environ["PATH_INFO"] == path:
                released.wait()
            return answer(environ, start)  # type: ignore[arg-type]

        self.app.wsgi_app = late  # type: ignore[method-assign,assignment]
        try:
            yield
        finally:
            self.app.wsgi_app = answer  # type: ignore[method-assign]
            released.set()


class BoxSite(Site):
    """As one box shows it."""

    def __init__(self, uri: str, box: Box, **settings: object) -> None:
        """Serve at once."""
        super().__init__(uri, kiosk_mode=True, box=box, **settings)


Serve = Callable[..., BoxSite]
"""As the fixture ``box_site`` gives it."""

SCREEN_PAGES = ("/", "/{}/", "/{}/search?need=health", "/{}/search?category=addictions", "/{}/place/x-1", "/{}/place/x-6",
                "/{}/list/005N", "/{}/place/x-1/take?as=contact", "/{}/help", "/{}/nothing", "/staff")  # fmt: skip
"""A page of each kind that a public screen shows."""


@pytest.fixture(scope="session")
def demo_uri(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database that holds the demo town."""
    uri = f"sqlite:///{tmp_path_factory.mktemp('demo')}/demo.sqlite"
    command = [Path(sys.executable).with_name("kiosk"), "demo", "--load-only"]
    environment = {**os.environ, "KIOSK_DATABASE_URI": uri}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return uri


@pytest.fixture
def box_site(demo_uri: str) -> Iterator[Callable[..., BoxSite]]:
    """Serve the demo town on a box that is described by the arguments."""
    sites = []

    def serve(
        public_url: str | None = None, speech: Path | None = None, **described: object
    ) -> BoxSite:
        box = Box(**described)  # type: ignore[arg-type]
        sites.append(BoxSite(demo_uri, box, public_url=public_url, speech=speech))
        return sites[-1]

    yield serve
    for each in sites:
        each.close()


@pytest.fixture
def phone_site(demo_uri: str) -> Iterator[Callable[..., Site]]:
    """Serve the demo town for phones, with these settings."""
    sites = []

    def serve(**settings: object) -> Site:
        sites.append(Site(demo_uri, **settings))
        return sites[-1]

    yield serve
    for each in sites:
        each.close()


@pytest.fixture
def screen_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A page on a screen of some size, by touch; any error on its console fails the test."""
    contexts, errors = [], []

    def open_page(
        site: BoxSite, path: str = "/", *, patient: bool = True, **options: object
    ) -> Page:
        screen = state_of(site.app).settings.box.screen
        size = {"width": screen.width_px, "height": screen.height_px}
        context = browser.new_context(viewport=size, has_touch=True, **options)  # type: ignore[arg-type]
        if patient:
            context.add_init_script(PATIENT)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(site.address + path)
        return page

    yield open_page
    for each in contexts:
        each.close()
    assert errors == []


Look = Callable[..., tuple[Site, Page]]
"""As the fixtures ``look_at_screen`` and ``look_at_phone`` give it."""


@pytest.fixture(scope="module")
def _kept_pages() -> Iterator[dict[str, tuple[Site, Page, list[str]]]]:
    """Most of what a page costs is the browser's getting ready for it: tests of one module share it."""
    kept: dict[str, tuple[Site, Page, list[str]]] = {}
    yield kept
    for site, page, _ in kept.values():
        page.context.close()
        site.close()


@pytest.fixture
def _look(
    browser: Browser, _kept_pages: dict[str, tuple[Site, Page, list[str]]]
) -> Iterator[Callable[..., tuple[Site, Page]]]:
    def look(key: str, make: Callable[[], Site], **options: object) -> tuple[Site, Page]:
        if key not in _kept_pages:
            context = browser.new_context(service_workers="block", **options)  # type: ignore[arg-type]
            context.add_init_script(PATIENT)
            page, errors = context.new_page(), []
            page.on("pageerror", lambda error: errors.append(str(error)))
            _kept_pages[key] = make(), page, errors
        return _kept_pages[key][:2]

    yield look
    for _, _, errors in _kept_pages.values():
        assert errors == []


@pytest.fixture
def look_at_screen(_look: Callable[..., tuple[Site, Page]], demo_uri: str) -> Look:
    """A page of a public screen, for tests that only open pages and look at them: others had it open before."""

    def look(public_url: str | None = None, **described: object) -> tuple[Site, Page]:
        box = Box(**described)  # type: ignore[arg-type]
        size = {"width": box.screen.width_px, "height": box.screen.height_px}
        return _look(
            f"{public_url} {box}",
            lambda: BoxSite(demo_uri, box, public_url=public_url),
            viewport=size,
            has_touch=True,
        )

    return look


@pytest.fixture
def look_at_phone(_look: Callable[..., tuple[Site, Page]], demo_uri: str) -> Look:
    """The same of a phone of this size."""

    def look(width: int, height: int) -> tuple[Site, Page]:
        size = {"width": width, "height": height}
        return _look(f"phone {size}", lambda: Site(demo_uri), viewport=size)

    return look


@pytest.fixture(params=[True, False], ids=["script", "noscript"])
def script(request: pytest.FixtureRequest) -> bool:
    """Whether there is JavaScript."""
    has_script: bool = request.param
    return has_script


@pytest.fixture
def page(script: bool, browser: Browser) -> Iterator[Page]:
    """A touch screen, with and without JavaScript; any error on its console fails the test."""
    context = browser.new_context(
        viewport={"width": 1080, "height": 1920}, has_touch=True, java_script_enabled=script
    )
    context.add_init_script(PATIENT)
    errors: list[str] = []

    def note(kind: str, text: str) -> None:
        # A question that a newer one replaces is given up: htmx calls that an error, and it depends on the hands and the machine.
        if kind == "error" and not text.startswith("htmx:sendAbort"):
            errors.append(text)

    one = context.new_page()
    one.on("console", lambda message: note(message.type, message.text))
    one.on("pageerror", lambda error: errors.append(str(error)))
    yield one
    context.close()
    assert errors == []
