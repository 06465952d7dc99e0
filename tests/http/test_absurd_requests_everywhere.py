"""Every address bears every absurdity: it answers, in bounds, without stumbling and without a cookie."""

import logging
import random

import pytest
from flask import Flask

from tests.conftest import load, make_app
from tests.http.absurd import absurd_requests
from tests.thoroughness import examples
from tests.world import world

pytestmark = pytest.mark.slow

REQUESTS = 2_000
LARGEST = 600_000


@pytest.fixture(params=[False, True], ids=["phone", "screen"])
def answering(request: pytest.FixtureRequest, tmp_path: object) -> Flask:
    app = make_app(f"sqlite:///{tmp_path}/town.sqlite", kiosk_mode=request.param)
    with app.app_context():
        load(world())
    app.config["TESTING"] = False
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


def test_no_request_makes_a_door_stumble(
    answering: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    seed = random.randrange(2**32)  # Of this run's seed: it comes back with it.
    client = answering.test_client()
    with caplog.at_level(logging.ERROR):
        for each in absurd_requests(answering, seed, examples(REQUESTS) // 2):
            answer = client.open(**each.arguments())
            said = f"seed {seed}: {each}: {answer.status}"
            assert answer.status_code < 500 or answer.status_code == 503, said
            assert "Set-Cookie" not in answer.headers, said
            assert len(answer.data) < LARGEST, said
            assert "html" not in (answer.mimetype or "") or b'"><script>' not in answer.data, said
            for name, value in answer.headers:
                assert "\n" not in name + value, said
    assert not caplog.records, (seed, [each.getMessage() for each in caplog.records][:3])
