"""What somebody typed, and where they stand, stands in no log, whatever goes wrong."""

import logging
import re
from pathlib import Path

import pytest
from flask import Flask, request
from sqlalchemy import text

from kiosk.extensions import db
from tests.conftest import load, make_app
from tests.world import world

TYPED = "quiverol"
POINT = "47.12345,5.98765"
TABLES = ("offer", "word", "mention", "place", "schedule", "spelling")


class Broken(Exception):
    """What a room may stumble over."""


def _stumble(**_in_path: object) -> str:
    try:
        raise ValueError(request.full_path)
    except ValueError as error:
        raise Broken(request.full_path) from error


def test_no_room_writes_down_what_was_asked(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = make_app(f"sqlite:///{tmp_path}/town.sqlite")
    app.config["TESTING"] = False
    app.config["PROPAGATE_EXCEPTIONS"] = False
    rules = list(app.url_map.iter_rules())
    app.view_functions = dict.fromkeys(app.view_functions, _stumble)
    with caplog.at_level(logging.DEBUG):
        for rule in rules:
            path = re.sub(r"<locale>", "fr", str(rule))
            path = re.sub(r"<int:\w+>", "4712345", path)
            path = re.sub(r"<[^>]+>", TYPED, path)
            method = "GET" if "GET" in (rule.methods or ()) else "POST"
            answer = app.test_client().open(
                f"{path}?q={TYPED}&near={POINT}", method=method, headers={"Sec-Fetch-Site": "same-origin"}
            )  # fmt: skip
            assert answer.status_code == 500, rule
    assert caplog.text.count("stumbled") == len(rules)
    assert "Broken" in caplog.text
    assert "ValueError" in caplog.text
    for private in (TYPED, "47.12345", "4712345", "5.98765"):
        assert private not in caplog.text


@pytest.fixture
def broken(tmp_path: Path, request: pytest.FixtureRequest) -> Flask:
    app = make_app(f"sqlite:///{tmp_path}/town.sqlite")
    with app.app_context():
        load(world())
        db.session.execute(text(f"DROP TABLE {request.param}"))
        db.session.commit()
    app.config["TESTING"] = False
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.mark.parametrize("broken", TABLES, indirect=True)
def test_no_log_holds_what_was_typed(broken: Flask, caplog: pytest.LogCaptureFixture) -> None:
    client = broken.test_client()
    with caplog.at_level(logging.DEBUG):
        for url in (
            f"/fr/search?q={TYPED}&near={POINT}", f"/fr/suggestions?q={TYPED}&near={POINT}", "/fr/place/1", "/fr/pack.json",
            f"/api/v1/places?q={TYPED}&near={POINT}",
        ):  # fmt: skip
            client.get(url)
    assert TYPED not in caplog.text
    assert POINT.split(",", maxsplit=1)[0] not in caplog.text
    assert "5.98765" not in caplog.text
