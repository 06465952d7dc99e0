"""A first visit on a phone, as Lighthouse sees it: our pages beside a bare static page, in one run.

npm install --prefix DIR lighthouse@12
python -m bench.lighthouse DIR/node_modules/.bin/lighthouse

Slow 4G is Lighthouse's mobile preset; slow 3G is 400 kbit/s, 400 ms, and a processor six times slower. The median of three.
Lighthouse loads a page without a brake and reckons what a slow network would have made of it, taking for needed whatever
happened to arrive before the largest text was drawn; "held back" is the same network, really slowed down in the browser.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

RUNS = 3
PAGES = {
    "home": "/fr/",
    "results": "/fr/search?need=eat",
    "place": "/fr/place/1",
    "list": "/fr/list/005N",
}
CATEGORIES = ("performance", "accessibility", "best-practices")
SLOW_3G = [
    "--throttling.rttMs=400", "--throttling.throughputKbps=400", "--throttling.requestLatencyMs=400",
    "--throttling.downloadThroughputKbps=400", "--throttling.uploadThroughputKbps=400",
    "--throttling.cpuSlowdownMultiplier=6",
]  # fmt: skip
NETWORKS = {
    "slow 4G": [],
    "slow 3G": SLOW_3G,
    "slow 3G, held back": ["--throttling-method=devtools", *SLOW_3G],
}
STATIC = (
    "<!doctype html><html lang=fr><meta charset=utf-8><meta name=viewport content='width=device-width'>"
    "<title>Page</title><style>body{font:1.1rem sans-serif;margin:1rem}</style><h1>De quoi avez-vous besoin ?</h1>"
)


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def static_page() -> Iterator[str]:
    """Ten kilobytes of text, their style within."""
    with tempfile.TemporaryDirectory() as folder:
        text = STATIC + "".join(
            f"<p>Un lieu, le numéro {each}, ouvert jusqu'à 17:00.</p>" for each in range(180)
        )
        (Path(folder) / "index.html").write_text(text)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


@contextmanager
def guide() -> Iterator[str]:
    """The demo town, as it is served."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "KIOSK_DATABASE_URI": f"sqlite:///{folder}/demo.sqlite"}
        command = [Path(sys.executable).with_name("kiosk"), "demo", "--port", "0"]
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, text=True
        ) as server:
            assert server.stdout is not None
            line = next(each for each in server.stdout if "http://" in each)
            try:
                yield "http://" + line.partition("http://")[2].split()[0].rstrip("/")
            finally:
                server.terminate()


def visit(lighthouse: str, url: str, throttling: list[str]) -> dict[str, float]:
    """One first visit: scores out of a hundred, seconds, kilobytes."""
    flags = "--headless --no-sandbox --disable-gpu --disable-quic --disable-background-networking"
    command = [lighthouse, url, "--quiet", "--output=json", f"--chrome-flags={flags}",
               f"--only-categories={','.join(CATEGORIES)}", *throttling]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or "chromium"}
    told = json.loads(
        subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    )
    audits = told["audits"]
    return {
        **{each: told["categories"][each]["score"] * 100 for each in CATEGORIES},
        "lcp": audits["largest-contentful-paint"]["numericValue"] / 1000,
        "first": audits["first-contentful-paint"]["numericValue"] / 1000,
        "interactive": audits["interactive"]["numericValue"] / 1000,
        "bytes": audits["total-byte-weight"]["numericValue"] / 1024,
    }


def main(lighthouse: str) -> None:
    """Print the table."""
    print(
        "| page | network | performance | accessibility | best practices | first paint s | LCP s | ratio | interactive s | KB |"
    )
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with static_page() as bare, guide() as town:
        for network, throttling in NETWORKS.items():
            base = None
            for name, url in {
                "a static page": bare,
                **{k: town + v for k, v in PAGES.items()},
            }.items():
                runs = [visit(lighthouse, url, throttling) for _ in range(RUNS)]
                found = {key: statistics.median(each[key] for each in runs) for key in runs[0]}
                base = base or found["lcp"]
                scores = " | ".join(f"{found[each]:.0f}" for each in CATEGORIES)
                print(
                    f"| {name} | {network} | {scores} | {found['first']:.1f} | {found['lcp']:.1f} | x{found['lcp'] / base:.1f}"
                    f" | {found['interactive']:.1f} | {found['bytes']:.0f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main(sys.argv[1])
