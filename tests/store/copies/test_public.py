"""What a box carries: the same pages, and in no byte what the public may not know."""

import random
import sqlite3
from contextlib import closing
from contextvars import Context
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from flask import Flask

from kiosk.directory.place.place import Address
from kiosk.store.engine import close_connections, release_reader
from tests.conftest import load, make_app
from tests.web.hidden import SPELLINGS, Secret, secret, town_of_secrets
from tests.web.test_hidden_addresses import told
from tests.world import hidden_place, place, world

pytestmark = pytest.mark.slow

SEED: Final = 32


def needles(it: Secret) -> set[bytes]:
    """How somebody who has the file looks for it."""
    written = {spell(it) for spell in SPELLINGS} | {it.noun, it.street, f"{it.point.lat:.5f}"}
    texts = {each for text in written for each in (text, text.lower(), text.upper())}
    codes = ("utf-8", "utf-16-le")
    return {text.encode(code) for text in texts for code in codes if len(text) > 5} | {
        round(value * 10**6).to_bytes(4, "big") for value in (it.point.lat, it.point.lon)
    }


@pytest.fixture
def hub(app: Flask) -> Flask:
    """On each database: with secrets, one of them told before it was hidden, one in its id, one gone."""
    secrets = [each for _, each in town_of_secrets(SEED, 40)]
    dice = random.Random(SEED)
    was_open = secret(dice)
    street = Address(street=was_open.street, postal_code="21000", town="Dijon", town_code="21231")
    before = place("was-open", "Halte du jour", address=street, point=was_open.point)
    load([*world(), *secrets, before])
    now = replace(hidden_place(), foreign_id="was-open", address=street, point=was_open.point)
    in_id = [replace(each, foreign_id=each.address.street or "") for each in secrets[:8]]
    load([*world(), *secrets[12:], now, *in_id])
    release_reader()
    return app


def copied(hub: Flask, tmp_path: Path) -> Path:
    file = tmp_path / "public.sqlite"
    done = hub.test_cli_runner().invoke(args=["fleet", "copy", str(file)])
    assert done.exit_code == 0, done.output
    return file


def test_no_byte_tells(hub: Flask, tmp_path: Path) -> None:
    data = copied(hub, tmp_path).read_bytes()
    dice = random.Random(SEED)
    secrets = [it for it, _ in town_of_secrets(SEED, 40)]
    secrets.append(secret(dice))
    found = {it.street for it in secrets for each in needles(it) if each in data}
    assert found == set()
    text = data.decode("latin-1")
    assert told(text) is None
    with closing(sqlite3.connect(tmp_path / "public.sqlite")) as raw:
        assert raw.execute("SELECT count(*) FROM place_behind_desk").fetchone() == (0,)
        assert raw.execute("SELECT count(*) FROM reading").fetchone() == (0,)
        assert raw.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert raw.execute("SELECT count(*) FROM place WHERE document LIKE '%Réseau Fermé%'").fetchone() == (0,)  # fmt: skip


def test_the_needles_are_found_where_they_are(own_town: Flask, tmp_path: Path) -> None:
    """The whole database holds them: the search above looks rightly."""
    with own_town.app_context():
        load([each for _, each in town_of_secrets(SEED, 40)], feed="secrets")
    close_connections(own_town)
    data = (tmp_path / "town.sqlite").read_bytes()
    for it, _ in town_of_secrets(SEED, 40):
        assert any(each in data for each in needles(it)), it.street


def test_a_server_that_runs_on_it_gives_the_same_pages(hub: Flask, tmp_path: Path) -> None:
    box = make_app(f"sqlite:///{copied(hub, tmp_path)}")
    ours, theirs = hub.test_client(), box.test_client()
    listed = ours.get("/api/v1/places?limit=50").json["places"]
    assert len(listed) > 30
    pages = ["/fr/", "/fr/search", "/healthz", "/fr/pack.json", "/fr/map?need=sleep", "/fr/list/005N", "/api/v1/places?limit=50"]  # fmt: skip
    pages += [
        f"/{locale}/search?need={need}"
        for locale in ("fr", "ar")
        for need in ("eat", "sleep", "wash")
    ]
    pages += [f"/fr/search?q={words}" for words in ("table", "halte", "douche", "Dijon")]
    pages += [f"/fr/place/{each['slug']}" for each in listed]
    pages += [f"/api/v1/places/{number}" for number in range(1, 70)]
    for page in pages:
        # In contexts of their own: that of the test would lend every page its first language.
        a, b = (Context().run(each.get, page) for each in (ours, theirs))
        assert (a.status_code, a.text) == (b.status_code, b.text), page


def test_it_takes_the_place_of_what_a_box_carried_and_leaves_nothing_of_it(
    own_town: Flask, tmp_path: Path
) -> None:
    secrets = list(town_of_secrets(SEED, 40))
    with own_town.app_context():
        load([each for _, each in secrets], feed="secrets")
        release_reader()
    file = copied(own_town, tmp_path)
    runner = own_town.test_cli_runner()
    refused = runner.invoke(args=["restore", str(file)])
    assert refused.exit_code == 2
    assert "would be lost. Add --forget-hidden" in refused.output
    close_connections(own_town)
    assert runner.invoke(args=["restore", str(file), "--forget-hidden"]).exit_code == 0
    close_connections(own_town)
    left = b"".join(each.read_bytes() for each in tmp_path.glob("town.sqlite*"))
    assert len(left) > 100_000
    assert {it.street for it, _ in secrets for each in needles(it) if each in left} == set()
    assert runner.invoke(args=["restore", str(file)]).exit_code == 0
