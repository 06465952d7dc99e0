"""The file for nginx that a town hall copies: it starts, speaks TLS, waits for the slow, and writes nobody down."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest

from bench.slow_clients import begin
from kiosk.config import ROOT
from tests.conftest import not_here

pytestmark = pytest.mark.slow

SHIPPED = ROOT / "deploy" / "nginx" / "parvis.conf"
NAME = "parvis.example.fr"
HALF_SENT = 150
PATIENCE_S = 60

AROUND = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 2048; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/parvis.conf;
}}
"""


@pytest.fixture(scope="module")
def nginx() -> str:
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None or shutil.which("openssl") is None:
        not_here("nginx and openssl are not installed: the proxy's file was NOT tried (apt install nginx-light openssl)")  # fmt: skip
    return found


@pytest.fixture(scope="module")
def proxy(
    nginx: str, port: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[int, int]]:
    """The ports of HTTP and of TLS: the shipped file, with these ports and a certificate of this test."""
    folder: Path = tmp_path_factory.mktemp("nginx")
    plain, secure = _free_ports(2)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
         "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    text = re.sub(r"(?m)^ *listen \[::\].*\n", "", SHIPPED.read_text("utf-8"))
    for shipped, here in (
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{secure} ssl"),
        ("127.0.0.1:8400", f"127.0.0.1:{port}"),
        (f"/etc/letsencrypt/live/{NAME}", str(folder)),
    ):
        assert shipped in text
        text = text.replace(shipped, here)
    (folder / "parvis.conf").write_text(text, "utf-8")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder), "utf-8")
    with subprocess.Popen([nginx, "-c", folder / "nginx.conf"], stderr=subprocess.PIPE) as running:
        for _ in range(600):
            if running.poll() is not None:
                pytest.fail(running.stderr.read().decode() if running.stderr else "it ended")
            try:
                socket.create_connection(("127.0.0.1", secure)).close()
                break
            except OSError:
                time.sleep(0.1)
        yield plain, secure
        running.terminate()


def _free_ports(how_many: int) -> list[int]:
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(how_many)]
    ports = [each.getsockname()[1] for each in probes]
    for each in probes:
        each.close()
    return ports


def ask(port: int, path: str, **headers: str) -> HTTPResponse:
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    asked = urllib.request.Request(
        f"https://127.0.0.1:{port}{path}", headers={"Host": NAME, **headers}
    )
    return urllib.request.urlopen(asked, timeout=PATIENCE_S, context=trusting)


def test_pages_come_through_it(proxy: tuple[int, int]) -> None:
    answer = ask(proxy[1], "/fr/")
    assert answer.status == 200
    assert "max-age" in answer.headers["Strict-Transport-Security"]
    assert answer.headers["Set-Cookie"] is None
    assert "De quoi avez-vous besoin" in answer.read().decode()


def test_plain_http_leads_to_tls(proxy: tuple[int, int]) -> None:
    with socket.create_connection(("127.0.0.1", proxy[0])) as line:
        line.sendall(f"GET /fr/help HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n".encode())
        told = line.recv(4096).decode()
    assert told.startswith("HTTP/1.1 301")
    assert f"Location: https://{NAME}/fr/help" in told


def test_who_comes_through_it_is_not_of_the_house(proxy: tuple[int, int]) -> None:
    assert b"trouble" not in ask(proxy[1], "/healthz?verbose").read()


def test_a_form_goes_through_and_a_large_one_does_not(proxy: tuple[int, int]) -> None:
    def send(size: int) -> int:
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        form = urllib.request.Request(
            f"https://127.0.0.1:{proxy[1]}/fr/rights", b"a=" + b"b" * size, headers={"Host": NAME, "Sec-Fetch-Site": "same-origin"}
        )  # fmt: skip
        try:
            with urllib.request.urlopen(form, timeout=PATIENCE_S, context=trusting) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    assert send(100) == 200
    assert send(9_000) == 413


def test_half_sent_requests_hold_up_nobody(proxy: tuple[int, int]) -> None:
    held = [begin(proxy[0], "header") for _ in range(HALF_SENT)]
    assert ask(proxy[1], "/ar/search?need=eat").status == 200
    for each in held:
        each.close()


def test_nobody_is_written_down() -> None:
    text = SHIPPED.read_text("utf-8")
    servers = text.count("server {")
    assert servers == text.count("access_log off;") == text.count("error_log /dev/null crit;")
