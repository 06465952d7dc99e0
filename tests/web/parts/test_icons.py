"""Pictures: one for everything, a town's own in their place, a way by pictures only."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kiosk.config import STATIC, SettingError
from kiosk.directory.vocabulary.category import categories, needs
from tests.conftest import load, make_app
from tests.world import world

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect x="1" y="1" width="8" height="8"/></svg>'


def own(folder: Path, name: str, text: str) -> FlaskClient:
    pictures = folder / "pictures"
    pictures.mkdir()
    (pictures / name).write_text(text, "utf-8")
    app = make_app(f"sqlite:///{folder}/t.sqlite", pictures=pictures)
    with app.app_context():
        load(world())
    return app.test_client()


def test_every_need_and_category_has_a_picture_that_exists() -> None:
    drawn = set(
        re.findall(
            r'<symbol id="(\w+)"',
            (STATIC / "icons" / "sprite.svg").read_text()
            + (STATIC / "icons" / "pictures.svg").read_text(),
        )
    )
    assert {each.icon for each in (*categories().values(), *needs().values())} <= drawn


def test_within_a_need_no_two_choices_look_alike() -> None:
    for need in needs().values():
        icons = [categories()[each].icon for each in need.choices]
        assert len(set(icons)) == len(icons), need.id


@pytest.mark.parametrize("locale", ["fr", "ar", "ti"])
def test_the_test_sheet_shows_each_picture_with_its_word(client: FlaskClient, locale: str) -> None:
    page = client.get(f"/{locale}/pictures").text
    cards = page.count('class="picture-card"')
    assert cards >= 127
    assert page.count("66.7" if locale != "fr" else "66,7") == 1
    names = set(re.findall(r"<bdi lang=\"en\" dir=\"ltr\">(\w+)\.svg</bdi>", page))
    assert {each.icon for each in categories().values()} <= names


def test_a_town_puts_its_own_picture(tmp_path: Path) -> None:
    client = own(tmp_path, "restaurant.svg", SQUARE)
    page = client.get("/fr/").text
    assert (
        '<svg class="icon" aria-hidden="true" focusable="false" viewBox="0 0 10 10"><rect x="1" y="1" width="8" height="8"></rect></svg>'
        in page
    )
    assert "#restaurant" not in page
    assert "#hotel" in page


def test_only_shapes_of_a_picture_are_used(tmp_path: Path) -> None:
    nasty = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="a()"><script>alert(1)</script><style>*{}</style>'
        '<g onclick="b()" fill="none"><path d="M0 0&quot;&gt;" style="x" href="https://evil.example"/></g><image href="https://evil.example"/></svg>'
    )
    page = own(tmp_path, "hotel.svg", nasty).get("/fr/").text
    for bad in ("alert", "onload", "onclick", "evil.example", 'style="x'):
        assert bad not in page
    assert '<g fill="none"><path d="M0 0&#34;&gt;"></path></g>' in page


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("nothing_such.svg", SQUARE, "nothing_such.svg replaces nothing"),
        ("hotel.svg", "<svg", "hotel.svg is no SVG"),
        ("hotel.svg", "<svg/>", "hotel.svg has no shapes"),
        ("hotel.svg", "x" * 30_000, "hotel.svg is larger than 20,000 bytes"),
        ("hotel.svg", '<!DOCTYPE a [<!ENTITY b "c">]><svg/>', "declares entities"),
    ],
)
def test_a_picture_that_cannot_be_used_is_said(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    with pytest.raises(SettingError, match=message):
        own(tmp_path, name, text)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="KIOSK_PICTURES"):
        make_app(f"sqlite:///{tmp_path}/t.sqlite", pictures=tmp_path / "none")


def tiles(page: str) -> list[str]:
    return [
        each.replace("&amp;", "&") for each in re.findall(r'<a class="tile" href="([^"]+)"', page)
    ]


@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_by_pictures_only_from_a_need_to_a_place(client: FlaskClient, locale: str) -> None:
    """Six choices at most on every screen, everything reachable, and a place at the end."""
    seen, waiting = set(), [f"/{locale}/look"]
    places = set()
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        page = client.get(url).text
        choices = tiles(page)
        if "look-place" in page:
            places.update(each for each in choices if "/place/" in each)
            choices = [each for each in choices if "/look" in each]
        assert len(choices) <= 6
        waiting += choices
    reached = {re.search(r"need=(\w+)", each)[1] for each in seen if "need=" in each}  # type: ignore[index]
    assert reached == set(needs())
    asked = {re.search(r"category=(\w+)", each)[1] for each in seen if "category=" in each}  # type: ignore[index]
    assert asked == {each for need in needs().values() for each in need.choices}
    assert len(places) > 5


def test_odd_questions_lead_somewhere(client: FlaskClient) -> None:
    for query in (
        "need=x",
        "category=x",
        "need=eat&at=99",
        "need=eat&category=food&at=-3",
        "at=x",
        "category=psychiatry",
    ):
        assert client.get(f"/fr/look?{query}").status_code == 200


def test_a_sensitive_place_can_be_left_at_once(client: FlaskClient) -> None:
    page = client.get("/fr/look?category=addictions").text
    assert "data-exit" in page
    assert "exit.js" in page
    assert "<title>Parvis</title>" in page
    assert re.search(r"<main[^>]* data-private", page)  # Not for a loudspeaker.
