"""A place's card and its page say the same of its door, whatever the filter."""

import re

import pytest
from flask.testing import FlaskClient

ASKED = [
    {}, {"need": "eat"}, {"need": "wash"}, {"category": "shower"}, {"q": "table"}, {"q": "douche"}, {"need": "sleep", "audience": "women"},
    {"need": "eat", "audience": "men"}, {"need": "eat", "language": "ar"}, {"category": "hairdresser"}, {"need": "wash", "audience": "men"},
    {"q": "camion"}, {"need": "eat", "open": "now"},
]  # fmt: skip


@pytest.mark.parametrize("asked", ASKED)
def test_the_badge_of_a_card_is_that_of_its_page(
    client: FlaskClient, asked: dict[str, str]
) -> None:
    text = client.get("/fr/search", query_string=asked).text
    cards = re.findall(r'<(?:li|article)[^>]*class="card".*?</(?:li|article)>', text, re.DOTALL)
    assert cards or asked == {"category": "hairdresser"}
    for card in cards:
        url = re.search(r'href="([^"]*/place/[^"]*)"', card)
        badge = re.search(r'<(\w+) class="status.*?</\1>', card, re.DOTALL)
        assert url
        assert badge
        page = client.get(url[1].replace("&amp;", "&")).text
        assert badge[0] in page, (asked, url[1])
