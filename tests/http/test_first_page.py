"""A page that is opened from elsewhere brings its style, and no more of it than it uses."""

import base64
import hashlib
import re

import pytest
from flask.testing import FlaskClient

from kiosk.http.bundles import content_of
from kiosk.http.first_page import STYLE as STYLE_FILE
from kiosk.http.first_page import rules_of

ELSEWHERE = {"Sec-Fetch-Site": "none"}
STYLE = re.compile(r'<style data-file="(/static/css/parvis\.css[^"]*)">(.*?)</style>', re.DOTALL)
PATHS = ("/fr/", "/ar/search?need=eat", "/fr/place/1", "/fr/help", "/fr/nothing")


@pytest.mark.parametrize("path", PATHS)
def test_its_style_stands_within_and_nothing_else_is_allowed(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path, headers=ELSEWHERE)
    found = STYLE.search(answer.text)
    assert found
    digest = base64.b64encode(hashlib.sha256(found[2].encode()).digest()).decode()
    policy = answer.headers["Content-Security-Policy"]
    assert f"style-src 'self' 'sha256-{digest}';" in policy
    assert "unsafe" not in policy
    assert client.get(found[1]).status_code == 200
    assert answer.text.count("<style") == 1
    assert "parvis.css" not in answer.text.replace(found[0], "")


def test_a_page_from_within_asks_for_the_file(client: FlaskClient) -> None:
    for headers in ({}, {"Sec-Fetch-Site": "same-origin"}):
        answer = client.get("/fr/place/1", headers=headers)
        assert "<style" not in answer.text
        assert '<link rel="stylesheet" href="/static/css/parvis.css' in answer.text
        assert "style-src 'self' ;" in answer.headers["Content-Security-Policy"]


def test_it_brings_what_it_uses(client: FlaskClient) -> None:
    style = STYLE.search(client.get("/fr/", headers=ELSEWHERE).text)
    assert style
    assert ".tile" in style[2]
    assert ".week th" not in style[2]
    assert "@media" in style[2]
    assert style[2].startswith("@layer reset,")


def test_no_rule_is_lost_when_a_style_is_read() -> None:
    text = content_of(STYLE_FILE).decode()

    def whole(rules: object) -> str:
        return "".join(
            each.text if each.rules is None else f"{each.text}{{{whole(each.rules)}}}"
            for each in rules  # type: ignore[attr-defined]
        )

    assert whole(rules_of(text)) == text


@pytest.mark.parametrize(
    ("rule", "needs"),
    [
        (".a{}", [{"a"}]),
        (".a .b,p{}", [{"a", "b"}, set()]),
        (".a:not(.b):has(> .c:is(.d,.e)){}", [{"a"}]),
        ('[class~="x"] svg{}', [set()]),
        ("@page{margin:0}", []),
    ],
)
def test_which_classes_a_rule_needs(rule: str, needs: list[set[str]]) -> None:
    (read,) = rules_of(rule)
    assert [set(each) for each in read.needs] == needs
