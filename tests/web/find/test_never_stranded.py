"""Whatever is asked, in whatever combination, the page has a place or a way on."""

import re

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.directory.place.audience import audience_kinds
from kiosk.directory.vocabulary.category import categories, needs
from kiosk.search.moment import Open
from tests.thoroughness import examples

pytestmark = pytest.mark.slow

WORDS = st.one_of(
    st.sampled_from(["douche", "manger ce soir", "zzz", "table proche", "médecin paris", "مأوى", '"table"', "à", "?", "115"]),
    st.text(max_size=30),
)  # fmt: skip
PLACES = st.sampled_from(
    [
        "Dijon",
        "21000",
        "47.32,5.04",
        "-20.9,55.5",
        "gare de Dijon",
        "Nulleville",
        "0,0",
        "-13.3,179.9",
    ]
)
ARGUMENTS = st.fixed_dictionaries(
    {},
    optional={
        "need": st.sampled_from([*needs(), "x"]),
        "category": st.sampled_from([*categories(), "x"]),
        "q": WORDS,
        "near": PLACES,
        "radius_m": st.sampled_from(["50", "10000", "200000", "x"]),
        "open": st.sampled_from([*(each.value for each in Open), "2026-01-01", "9999-12-31", "x"]),
        "audience": st.sampled_from([*audience_kinds(), "x"]),
        "language": st.sampled_from(["fr", "ar", "uk", "xx"]),
        "wheelchair": st.sampled_from(["1", "0", "x"]),
        "page": st.sampled_from(["1", "2", "99", "x"]),
    },
)


@settings(max_examples=examples(300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ARGUMENTS, st.sampled_from(["fr", "en", "ar"]))
def test_no_question_leaves_anyone_stranded(
    client: FlaskClient, arguments: dict[str, str], locale: str
) -> None:
    response = client.get(f"/{locale}/search", query_string=arguments)
    assert response.status_code == 200
    cards = response.text.count('class="card"')
    told = re.search(r'role="status">(.*?)</span>', response.text)
    assert told is not None
    # Every need of this town has a place; what it has not is said, with whom to call.
    assert cards or 'class="human"' in response.text
    if not cards:
        assert f'href="/{locale}/help' in response.text[response.text.index('class="human"') :]
    if 'class="note note-warning"' not in response.text and "page" not in arguments:
        assert cards or arguments.get("need") or arguments.get("category") or arguments.get("q")


def test_every_choice_alone_and_in_pairs_finds_a_place(client: FlaskClient) -> None:
    """The buttons that can be pressed: each need with each time, and each audience."""
    for need in ("eat", "sleep", "wash"):  # What the world has.
        for name, values in (
            ("open", [each.value for each in Open][:7]),
            ("audience", list(audience_kinds())),
        ):
            for value in values:
                text = client.get(f"/fr/search?need={need}&{name}={value}").text
                assert 'class="card"' in text, (need, name, value)


def test_behind_the_last_page_stands_the_last(client: FlaskClient) -> None:
    text = client.get("/fr/search?need=eat&page=9").text
    assert 'class="card"' in text
