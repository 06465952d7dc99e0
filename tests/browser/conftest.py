"""A real server and Debian's Chromium. Skipped only where there is no Chromium, and loudly."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from waitress import create_server

from kiosk.cli.demo_command import DIJON, load_demo
from kiosk.extensions import db
from tests.conftest import make_app

CHROMIUM = shutil.which("chromium")
NO_CHROMIUM = "Chromium is not installed: the browser tests did NOT run (apt install chromium)"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        sys.__stderr__.write(f"\n*** {NO_CHROMIUM} ***\n")
        pytest.skip(NO_CHROMIUM)
    subprocess.run([CHROMIUM, "--version"], check=True, capture_output=True)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


def serve(app: Flask) -> Iterator[str]:
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session", params=[False, True], ids=["phone", "kiosk"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo town, served for phones and as a kiosk."""
    folder = tmp_path_factory.mktemp("site")
    app = make_app(
        f"sqlite:///{folder}/site.sqlite", kiosk_mode=request.param, demo=True, near=DIJON
    )
    with app.app_context():
        load_demo(datetime.now(UTC))
    yield from serve(app)


@pytest.fixture(params=[True, False], ids=["script", "noscript"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A touch screen, with and without JavaScript; any error on its console fails the test."""
    context = browser.new_context(
        viewport={"width": 1080, "height": 1920}, has_touch=True, java_script_enabled=request.param
    )
    errors: list[str] = []
    one = context.new_page()
    one.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    one.on("pageerror", lambda error: errors.append(str(error)))
    yield one
    context.close()
    assert errors == []
