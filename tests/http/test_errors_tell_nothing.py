"""What somebody typed, and where they stand, stands in no log, whatever goes wrong."""

import logging
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from kiosk.extensions import db
from tests.conftest import load, make_app
from tests.world import world

TYPED = "quiverol"
POINT = "47.12345,5.98765"
TABLES = ("offer", "word", "mention", "place", "schedule", "spelling")


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
