"""A monkey of many touches and a marathon of many visits at one screen.

python -m bench.marathon --touches 20000 --visits 2000
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.monkey import Monkey, end, left_behind

SCREEN = {"width": 1080, "height": 1920}
MARKS = 8
RIGHTS = "/fr/rights"


def main() -> None:
    """Play, run, and print what was seen."""
    reader = argparse.ArgumentParser(prog="python -m bench.marathon", description=__doc__)
    reader.add_argument("--touches", type=int, default=20_000)
    reader.add_argument("--visits", type=int, default=2_000)
    reader.add_argument("--seed", type=int, default=1)
    asked = reader.parse_args()
    with _site() as (address, process), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        _monkey(browser, address, asked.touches, asked.seed)
        _marathon(browser, address, process, asked.visits)
        browser.close()


@contextmanager
def _site() -> Iterator[tuple[str, int]]:
    with tempfile.TemporaryDirectory() as folder:
        settings = {"KIOSK_DATABASE_URI": f"sqlite:///{folder}/site.sqlite", "KIOSK_MODE": "1"}
        command = [Path(sys.executable).with_name("kiosk"), "demo", "--port", "0"]
        with subprocess.Popen(
            command, env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True
        ) as server:
            assert server.stdout is not None
            found = (re.search(r"http://\S+:\d+", line) for line in iter(server.stdout.readline, ""))  # fmt: skip
            address = next(each.group() for each in found if each)
            time.sleep(2)
            try:
                yield address, server.pid
            finally:
                server.terminate()


def _monkey(browser: Browser, address: str, touches: int, seed: int) -> None:
    context = browser.new_context(viewport=SCREEN, has_touch=True)
    page = context.new_page()
    page.goto(f"{address}/")
    monkey = Monkey(page=page, address=address, seed=seed)
    start = time.perf_counter()
    monkey.play(touches)
    seconds = time.perf_counter() - start
    end(page, address)
    print(f"monkey, seed {seed}: {touches:,} touches in {seconds:.0f} s, {monkey.visits} visits")
    print(f"faults: {monkey.faults or 'none'}; left behind: {left_behind(page, context) or 'nothing'}")  # fmt: skip
    context.close()


def _marathon(browser: Browser, address: str, server: int, visits: int) -> None:
    context = browser.new_context(viewport=SCREEN, has_touch=True)
    page = context.new_page()
    page.goto(f"{address}/")
    devtools = context.new_cdp_session(page)
    print("\n| visits | documents | nodes | listeners | heap MB | server MB | ms a visit |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    since, done = time.perf_counter(), 0
    for mark in range(MARKS + 1):
        upto = visits * mark // MARKS
        for _ in range(upto - done):
            _visit(page, address)
        each_ms = (time.perf_counter() - since) * 1_000 / max(1, upto - done)
        since, done = time.perf_counter(), upto
        devtools.send("HeapProfiler.collectGarbage")
        counted = devtools.send("Memory.getDOMCounters")
        heap = devtools.send("Runtime.getHeapUsage")["usedSize"] / 1e6
        print(
            f"| {upto:,} | {counted['documents']} | {counted['nodes']} | {counted['jsEventListeners']} |"
            f" {heap:.1f} | {_memory_mb(server):.0f} | {each_ms:.0f} |",
            flush=True,
        )
    context.close()


def _visit(page: Page, address: str) -> None:
    """Language, need, a place, the way to the check of rights, its first questions, its results, done."""
    for selector, url in (
        (".language", "**/fr/"),
        (".tile-eat", "**/search?need=eat"),
        (".card-name a", "**/place/**"),
        (".bar [data-do=back]", "**/search?need=eat*"),
        (".bar [data-do=back]", "**/fr/"),
        (f'a[href="{RIGHTS}"]', f"**{RIGHTS}"),
    ):
        page.locator(selector).first.tap()
        page.wait_for_url(url)
    page.locator("main button").first.tap()
    for answer in ("children", "couple", "income"):
        page.locator(f"main button[name={answer}]").first.tap()
        page.locator(f"main button[name={answer}]").first.wait_for(state="detached")
    page.locator("main button[name=show]").tap()
    page.locator("main .rights > li").first.wait_for()
    page.locator(".bar-end").tap()
    page.wait_for_url(f"{address}/")


def _memory_mb(pid: int) -> float:
    """Proportional share of a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    total = 0
    for each in (pid, *map(int, children)):
        rollup = Path(f"/proc/{each}/smaps_rollup").read_text()
        total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1])  # type: ignore[index]
    return total / 1_000


if __name__ == "__main__":
    main()
