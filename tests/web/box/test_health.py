"""Health tells the truth: what cannot search is not well."""

from pathlib import Path

import pytest
from sqlalchemy import text

from kiosk.extensions import db
from tests.conftest import load, make_app
from tests.world import world


def test_a_guide_that_answers_is_well(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/t.sqlite")
    assert app.test_client().get("/healthz").json == {"status": "empty", "places": 0}
    with app.app_context():
        load(world())
    told = app.test_client().get("/healthz?verbose")
    assert told.status_code == 200
    assert told.json == {"status": "ok", "places": 7, "trouble": []}


@pytest.mark.parametrize("table", ["offer", "place", "schedule", "index_state"])
def test_a_guide_without_a_table_is_not(tmp_path: Path, table: str) -> None:
    app = make_app(f"sqlite:///{tmp_path}/t.sqlite")
    with app.app_context():
        load(world())
        db.session.execute(text(f"DROP TABLE {table}"))
        db.session.commit()
    client = app.test_client()
    told = client.get("/healthz?verbose")
    assert told.status_code == 503
    assert told.json["status"] == "broken"
    assert "a table of the database is missing" in told.json["trouble"][0]
    elsewhere = client.get("/healthz?verbose", environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 503
    assert "trouble" not in elsewhere.json


def test_an_index_of_another_version_is_told(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/t.sqlite")
    with app.app_context():
        load(world())
        db.session.execute(text("UPDATE index_state SET version = 'old'"))
        db.session.commit()
    assert app.test_client().get("/healthz").status_code == 503
