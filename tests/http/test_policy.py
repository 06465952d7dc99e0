"""What a page lets a browser do: load from us alone, and stand in nobody's frame."""

import pytest
from flask.testing import FlaskClient

CLOSED = ("default-src", "base-uri", "frame-ancestors")
OURS = {"'self'", "blob:"}


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "none"}], ids=["from within", "first"])
@pytest.mark.parametrize("path", ["/", "/fr/search?need=eat", "/fr/rights", "/fr/nothing"])
def test_a_page_trusts_nobody_else(client: FlaskClient, path: str, headers: dict[str, str]) -> None:
    answer = client.get(path, headers=headers)
    directives = answer.headers["Content-Security-Policy"].split(";")
    policy = {name: set(sources) for name, *sources in (each.split() for each in directives)}
    for name in CLOSED:
        assert policy.pop(name) == {"'none'"}, name
    assert policy.pop("form-action") == {"'self'"}
    for name, sources in policy.items():
        foreign = {each for each in sources - OURS if not each.startswith("'sha256-")}
        assert not foreign, name
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
