"""No public door tells where a hidden place is, in whatever way somebody wrote it down."""

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pytest
from flask.testing import FlaskClient

from kiosk.booklet.guide import in_order
from kiosk.directory.place.place import Place
from kiosk.directory.place.public import RELEASABLE, for_public
from kiosk.receipt.lines import lines_of
from kiosk.state import state_of
from kiosk.wording.language import speak
from kiosk.wording.slip_words import PrintContext, slip_of
from tests.conftest import load, make_app
from tests.thoroughness import examples
from tests.web.hidden import Secret, planted, plus_code, secret, town_of_secrets
from tests.world import HERE, MONDAY_10H, place

SEED: Final = 16
COUNT: Final = max(80, examples(200))
LOOKED_AT: Final = 14
LOCALES: Final = ("fr", "ar", "uk")


@pytest.fixture(scope="module")
def secrets() -> list[tuple[Secret, Place]]:
    return list(town_of_secrets(SEED, COUNT))


@pytest.fixture(scope="module")
def client(
    tmp_path_factory: pytest.TempPathFactory, secrets: list[tuple[Secret, Place]]
) -> FlaskClient:
    app = make_app(
        f"sqlite:///{tmp_path_factory.mktemp('hidden')}/town.sqlite",
        public_url="https://parvis.example.fr",
    )
    with app.app_context():
        load([place("open", "Table Ouverte"), *(hidden for _, hidden in secrets)])
    return app.test_client()


def squashed(text: str) -> str:
    """Letters and figures alone, as somebody reads them who looks for an address."""
    bare = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKD", text).casefold())
    return re.sub(r"[^\D0-9]", lambda found: str(unicodedata.digit(found[0], found[0])), bare)


def told(text: str, secrets: list[tuple[Secret, Place]]) -> list[str]:
    """What a door told."""
    bare = squashed(text)
    points = set(re.findall(r"(?<![\d.])\d{1,2}\.\d{3}", text.replace(",", ".")))
    return [
        it.street
        for it, _ in secrets
        if it.noun[:-1] in bare
        or squashed(plus_code(it.point)) in bare
        or {f"{it.point.lat:.4f}"[:-1], f"{it.point.lon:.4f}"[:-1]} <= points
    ]


def doors_of_all(client: FlaskClient) -> Iterator[str]:
    """What shows many places at once."""
    for locale in LOCALES:
        yield f"/{locale}/pack.json"
        for need in ("sleep", "eat", "wash", "health"):
            yield from (f"/{locale}/search?need={need}&page={page}" for page in (1, 2, 5))
        yield f"/{locale}/search"
        yield f"/{locale}/map?need=sleep"
    for page in range(1, 1 + COUNT // 50):
        yield f"/api/v1/places?limit=50&page={page}"


def doors_of_one(slug: str, number: int) -> Iterator[str]:
    for locale in LOCALES:
        yield f"/{locale}/place/{slug}"
        yield f"/{locale}/place/{slug}?aloud=1"
        yield f"/{locale}/place/{slug}/sheet"
        yield f"/{locale}/place/{slug}/take"
        yield f"/{locale}/place/{slug}/take?as=contact"
    yield from (f"/fr/place/{slug}/{file}" for file in ("contact.vcf", "opening.ics", "map"))
    yield f"/fr/pack.json?places={number}"
    yield f"/api/v1/places/{number}"


def test_no_door_tells(client: FlaskClient, secrets: list[tuple[Secret, Place]]) -> None:
    leaks = {}
    for url in doors_of_all(client):
        answer = client.get(url)
        if found := told(answer.text + str(answer.headers), secrets):
            leaks[url] = found[:3]
    listed = client.get("/api/v1/places?need=sleep&limit=50").json["places"]
    assert len(listed) > LOOKED_AT
    for each in random.Random(SEED).sample(listed, LOOKED_AT):
        for url in doors_of_one(each["slug"], each["id"]):
            answer = client.get(url, follow_redirects=True)
            if found := told(answer.text + str(answer.headers), secrets):
                leaks[url] = found[:3]
    assert leaks == {}


def test_whoever_types_the_street_finds_nothing(
    client: FlaskClient, secrets: list[tuple[Secret, Place]]
) -> None:
    for it, _ in secrets[:60]:
        for typed in (it.noun, it.street):
            found = client.get("/api/v1/places", query_string={"q": f'"{typed}"'}).json
            assert found["total"] in (0, None), typed
        assert (
            told(client.get("/fr/suggestions", query_string={"q": it.noun[:6]}).text, secrets) == []
        )


def test_paper_tells_nothing(client: FlaskClient, secrets: list[tuple[Secret, Place]]) -> None:
    app = client.application
    printed = PrintContext(
        settings=state_of(app).settings, here=HERE, today=MONDAY_10H.date(), is_timely=True, public_url=None,
    )  # fmt: skip
    with app.test_request_context("/fr/"):
        for _, hidden in secrets[:40]:
            public = for_public(hidden)
            assert public is not None
            assert told(repr(lines_of(slip_of(public, printed))), secrets) == []
            assert told(repr(in_order([hidden], HERE)), secrets) == []
        speak(None)


@pytest.mark.parametrize("field", sorted(RELEASABLE))
def test_a_field_is_shown_once_its_keeper_released_it(field: str) -> None:
    it = secret(random.Random(SEED))
    hidden = replace(planted(it, it.street, 1, random.Random(SEED)), name=it.street)
    before = squashed(repr(for_public(hidden)))
    released = replace(hidden, released=(field,))
    after = squashed(repr(for_public(released)))
    assert it.noun not in before
    assert it.noun in after
    assert squashed(f"street='{it.street}") not in after
    assert f"{it.point.lat:.4f}".replace(".", "") not in after
