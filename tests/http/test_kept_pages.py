"""A kept page belongs to its question: whoever asks otherwise never gets it."""

import re

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.http.page_cache import PAGES, _key
from kiosk.state import state_of

PAIRS = st.sampled_from(
    ["need=eat", "need=sleep", "need=", "need", "near=Paris", "near=Paris=", "near=Dijon", "near=", "near=&near=Lyon", "open=now", "open=", "=", "", "page=2"]
)  # fmt: skip
QUERIES = st.lists(PAIRS, max_size=4).map("&".join)
PATHS = st.sampled_from(["/fr/search", "/fr/place/1", "/fr/"])


def key_of(path: str, query: str) -> str:
    return _key({"QUERY_STRING": query, "PATH_INFO": path, "REQUEST_METHOD": "GET"})


def page(app: Flask, path: str, query: str) -> tuple[int, str]:
    """The page as it is when nothing was kept."""
    state_of(app).cache(PAGES)._pages.clear()
    answer = app.test_client().get(f"{path}?{query}")
    return answer.status_code, re.sub(r"\?([^\"]*)\"", _sorted, answer.text)


def _sorted(found: re.Match[str]) -> str:
    """Links to this page in other languages keep the order of the arguments."""
    return "?" + "&".join(sorted(found[1].replace("&amp;", "&").split("&"))) + '"'


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(PATHS, QUERIES, st.randoms())
def test_two_spellings_share_a_key_only_if_they_give_the_same_page(
    town: Flask, path: str, query: str, dice: object
) -> None:
    parts = query.split("&")
    dice.shuffle(parts)  # type: ignore[attr-defined]
    other = "&".join(part for part in parts if part)
    if key_of(path, query) == key_of(path, other):
        assert page(town, path, query) == page(town, path, other), (query, other)


def test_one_request_does_not_change_what_others_see(town: Flask) -> None:
    client = town.test_client()
    state_of(town).cache(PAGES)._pages.clear()
    client.get("/fr/search?need=sleep&near=Paris=")
    client.get("/fr/search?need=sleep&near=Paris&near=")
    assert "Paris" not in client.get("/fr/search?need=sleep&near=").text
    assert "Paris" not in client.get("/fr/search?need=sleep").text
