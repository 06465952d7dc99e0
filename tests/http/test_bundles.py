"""What is sent as one file, and what is left out of it."""

import os
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.config import STATIC
from kiosk.http import bundles
from kiosk.http.bundles import bare_script, bare_style, content_of, digest, modules_of

VERSIONED = re.compile(r'"(\.{1,2}/[\w./-]+\.js)\?v=([0-9a-f]{12})"')


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("/* a; { */\n.a {\n  color: red;\n}\n", ".a{color:red}"),
        ('.a::before { content: "; /* x */  { : a" / ""; }', '.a::before{content:"; /* x */  { : a" / ""}'),
        (".a :hover,\n.b > .c + p { inset: 0 1px; }", ".a :hover,.b>.c + p{inset:0 1px}"),
        ("@media (min-width: 4rem) {\n  .a { x: calc(1px * (2 + 3)); }\n}", "@media (min-width:4rem){.a{x:calc(1px * (2 + 3))}}"),
        ("@layer a, b;\n/* c */\n@layer a {\n  p { x: y; }\n}\n@layer b {\n  q { x: y; }\n}\n@layer a {\n  r { x: y; }\n}", "@layer a,b;@layer a{p{x:y}r{x:y}}@layer b{q{x:y}}"),
    ],
)  # fmt: skip
def test_a_style_without_what_means_nothing(written: str, sent: str) -> None:
    assert bare_style(written) == sent


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("/* a\n   b */\nf();\n", "f();"),
        ("if (a) {\n  // why\n  b();\n\n  c(); // stays\n}\n", "if (a) {\nb();\nc(); // stays\n}"),
        (
            'const a = "/* x */";\n/* one */ b();\n/* two */\n',
            'const a = "/* x */";\n/* one */ b();',
        ),
    ],
)
def test_a_script_without_comments(written: str, sent: str) -> None:
    assert bare_script(written) == sent


def test_a_digest_covers_what_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "STATIC", tmp_path)
    for name, text in {
        "js/a/top.js": 'import { b } from "../b/mid.js";\nimport "./side.js";\nb();\n',
        "js/a/side.js": "side();\n",
        "js/b/mid.js": 'import { c } from "./low.js";\nexport function b() {\n  c("./low.js");\n}\n',
        "js/b/low.js": "export function c() {}\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    assert modules_of("js/a/top.js") == (
        "js/b/low.js",
        "js/b/mid.js",
        "js/a/side.js",
        "js/a/top.js",
    )
    before = content_of("js/a/top.js").decode()
    assert dict(VERSIONED.findall(before)) == {
        "../b/mid.js": digest(content_of("js/b/mid.js")),
        "./side.js": digest(content_of("js/a/side.js")),
    }
    assert 'c("./low.js")' in content_of("js/b/mid.js").decode()
    (tmp_path / "js/b/low.js").write_text("export function c(a) {}\n", "utf-8")
    assert content_of("js/a/top.js").decode() != before


def test_a_bundle_is_one_file_kept_for_good(client: FlaskClient) -> None:
    for name in bundles.bundles():
        address = f"/static/{name}?v={digest(content_of(name))}"
        answer = client.get(address)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable", name
        assert answer.data == content_of(name)


def test_who_works_on_a_file_sees_it_at_once(
    town: Flask, client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.css").write_text("a { b: c; }", "utf-8")
    monkeypatch.setattr(bundles, "bundles", lambda: {"css/new.css": (str(tmp_path / "one.css"),)})
    monkeypatch.setattr("kiosk.http.assets.bundles", bundles.bundles)
    monkeypatch.setattr(town, "debug", True)
    assert client.get("/static/css/new.css").text == "a{b:c}"
    (tmp_path / "one.css").write_text("a { b: d; }", "utf-8")
    os.utime(tmp_path / "one.css", ns=(1, 1))
    again = client.get("/static/css/new.css")
    assert again.text == "a{b:d}"
    assert again.headers["Cache-Control"] == "no-cache"


def test_every_file_of_a_bundle_is_there() -> None:
    for files in bundles.bundles().values():
        for each in files:
            assert (STATIC / each).is_file(), each
