"""Pages read aloud: every fact of the screen, in voices of its languages, and nothing that is private."""

import html
import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.shortlist.list_code import list_code
from kiosk.speech.clips import name_of
from kiosk.speech.script import sentences_of
from kiosk.state import state_of
from kiosk.store.listed import list_numbers_of
from kiosk.web.parts.voices import VOICES
from kiosk.wording.language import LOCALES
from kiosk.wording.spoken_words import clock_fragments, fragments, spoken
from tests.conftest import load, make_app
from tests.world import world

pytestmark = [pytest.mark.usefixtures("espeak"), pytest.mark.slow]

VOICED = ("fr", "en", "ar", "uk", "ru", "ro", "ka", "es", "tr", "pt", "sq")
PAGES = (
    "/",
    "/search?need=eat",
    "/search?q=douche",
    "/place/1",
    "/place/3",
    "/help",
    "/place/1/take",
    "/list",
    "/explained",
    "/look",
    "/look?need=eat",
)
JSON = {"Accept": "application/json"}


@pytest.fixture(scope="module")
def read_town(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """For all who only read pages."""
    folder = tmp_path_factory.mktemp("town")
    app = make_app(f"sqlite:///{folder}/t.sqlite", speech=folder / "speech")
    with app.app_context():
        load(world())
    return app


@pytest.fixture
def town(tmp_path: Path) -> Flask:
    app = make_app(f"sqlite:///{tmp_path}/t.sqlite", speech=tmp_path / "speech")
    with app.app_context():
        load(world())
    return app


@pytest.fixture
def client(town: Flask) -> FlaskClient:
    return town.test_client()


def told(client: FlaskClient, url: str) -> dict:  # type: ignore[type-arg]
    joint = "&" if "?" in url else "?"
    answer = client.get(f"{url}{joint}aloud=1", headers=JSON)
    assert answer.status_code == 200, url
    assert answer.mimetype == "application/json"
    return json.loads(answer.text)  # type: ignore[no-any-return]


def said_by(app: Flask, clips: list[str]) -> list[tuple[str, str]]:
    """What clips say: language and words."""
    sealer = state_of(app).get(VOICES).sealer
    found = [sealer.open(each.removeprefix("/speech/").removesuffix(".mp3")) for each in clips]
    return [(lang, text) for text, lang, _ in found]


@pytest.mark.parametrize("locale", VOICED)
@pytest.mark.parametrize("path", PAGES)
def test_every_fact_of_a_screen_is_said(read_town: Flask, locale: str, path: str) -> None:
    client = read_town.test_client()
    page = client.get(f"/{locale}{path}", follow_redirects=True).text
    script = {
        each["shown"]: each["clips"] for each in told(client, f"/{locale}{path}")["sentences"]
    }
    for sentence in sentences_of(page, locale):
        if sentence.is_label:
            continue
        speakable = [part for part in sentence.parts if part.lang in VOICED]
        if not speakable or not re.search(r"\w", sentence.shown):
            continue
        assert sentence.shown in script, sentence
        words = " ".join(text for _, text in said_by(read_town, script[sentence.shown]))
        for number in re.findall(r"\d+", sentence.shown):
            # 08:30 is said "8 30", 17:00 "17", midnight has a name; phones are said in pairs.
            assert (
                number in ("00", "24")
                or number.lstrip("0") in words
                or number in re.sub(r"\D", "", words)
            ), (number, words)
        assert not re.search(r"\d:\d", words)


@pytest.mark.parametrize("locale", VOICED)
def test_each_text_has_a_voice_of_its_own_language(read_town: Flask, locale: str) -> None:
    client = read_town.test_client()
    script = told(client, f"/{locale}/place/1")["sentences"]
    spoken_by = {lang for each in script for lang, _ in said_by(read_town, each["clips"])}
    assert spoken_by == {locale, "fr"}
    names = [
        said_by(read_town, each["clips"]) for each in script if each["shown"].startswith("Accueil")
    ]
    assert all(lang == "fr" for name in names for lang, _ in name)


@pytest.mark.parametrize("locale", sorted(set(LOCALES) - set(VOICED)))
def test_a_language_without_a_voice_is_not_read_by_another(read_town: Flask, locale: str) -> None:
    client = read_town.test_client()
    page = client.get(f"/{locale}/place/1", follow_redirects=True).text
    found = re.search(r'data-listen data-lang="(\w+)" href="([^"]+)"', page)
    assert found
    assert found[1] == "fr"
    assert html.unescape(found[2]).startswith("/fr/place/1")
    script = told(client, f"/{locale}/place/1")
    assert {
        lang for each in script["sentences"] for lang, _ in said_by(read_town, each["clips"])
    } <= {"fr"}
    assert script["note"]


def test_the_talking_clock_says_days_and_hours_in_recorded_pieces(
    town: Flask, client: FlaskClient, tmp_path: Path
) -> None:
    with town.test_request_context():
        pieces = clock_fragments("ps")
        assert 100 < len(pieces) < 150
        assert len(fragments("09:00–12:00 14:30–17:00", "ps")) > 8
    folder = tmp_path / "speech" / "recordings" / "ps"
    folder.mkdir(parents=True)
    for piece in pieces:
        (folder / f"{name_of(piece)}.mp3").write_bytes(b"\xff\xf3" + piece.encode())
    script = told(client, "/ps/place/1")["sentences"]
    pashto = [
        each for each in script if {lang for lang, _ in said_by(town, each["clips"])} == {"ps"}
    ]
    assert any("–" in each["shown"] for each in pashto)
    for each in pashto:
        for clip in each["clips"]:
            answer = client.get(clip)
            assert answer.data.startswith(b"\xff\xf3")
    page = client.get("/ps/place/1", follow_redirects=True).text
    assert "data-listen href" in page.replace('data-listen data-lang="ps"', "")


def test_a_clip_plays_is_kept_and_cannot_be_forged(
    town: Flask, client: FlaskClient, tmp_path: Path
) -> None:
    clip = told(client, "/fr/place/1")["sentences"][0]["clips"][0]
    answer = client.get(clip)
    assert answer.mimetype == "audio/mpeg"
    assert answer.data[:1] == b"\xff"
    assert "max-age" in answer.headers["Cache-Control"]
    assert list((tmp_path / "speech" / "cache").glob("*/*.mp3"))
    assert client.get(clip, headers={"Range": "bytes=0-99"}).status_code == 206
    assert client.get(clip, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    slow = client.get(f"{clip}?slow=1")
    assert len(slow.data) > len(answer.data)
    for forged in (
        clip.replace("/speech/", "/speech/A"),
        "/speech/x.mp3",
        "/speech/" + "A" * 5_000 + ".mp3",
        "/speech/éé.mp3",
    ):
        assert client.get(forged).status_code == 404
    with make_app(
        f"sqlite:///{tmp_path}/u.sqlite", speech=tmp_path / "elsewhere"
    ).test_client() as other:
        assert other.get(clip).status_code == 404


def test_addresses_stay_good_when_the_program_starts_anew(
    client: FlaskClient, tmp_path: Path
) -> None:
    clip = told(client, "/fr/help")["sentences"][0]["clips"][0]
    with make_app(
        f"sqlite:///{tmp_path}/u.sqlite", speech=tmp_path / "speech"
    ).test_client() as again:
        assert again.get(clip).status_code == 200


def test_typed_words_and_sensitive_results_leave_no_clip(
    client: FlaskClient, tmp_path: Path
) -> None:
    for url in ("/fr/search?q=zzqq", "/fr/search?category=addictions"):
        script = told(client, url)["sentences"]
        assert script
        assert all(each["private"] for each in script)
        for each in script:
            answer = client.get(each["clips"][0])
            assert answer.headers["Cache-Control"] == "no-store"
    assert not list((tmp_path / "speech" / "cache").glob("*/*.mp3"))


SAID = "Quiverol"
TYPED = (
    "/fr/list/{code}?from={said}&of={said}",
    "/fr/list/{code}/take?from={said}",
    "/fr/search?q={said}",
    "/fr/search?near={said}",
    "/fr/search?need={said}",
    "/fr/search?need=eat&near={said}",
    "/fr/search?need=eat&audience={said}",
    "/fr/search?need=eat&open={said}",
    "/fr/search?need=eat&language={said}",
    "/fr/search?need=eat&radius_m={said}",
    "/fr/place/1?from={said}",
    "/fr/place/1?need={said}&zzz={said}",
    "/fr/help?name={said}",
    "/fr/look?need={said}",
    "/fr/?text={said}",
)


@pytest.mark.parametrize("url", TYPED)
def test_nothing_from_an_address_becomes_a_clip_that_is_kept(town: Flask, url: str) -> None:
    client = town.test_client()
    page = client.get(url.format(code=code_of(town), said=SAID) + "&aloud=1", headers=JSON)
    assert page.status_code == 200
    sealer = state_of(town).get(VOICES).sealer
    for sentence in json.loads(page.text)["sentences"]:
        for clip in sentence["clips"]:
            told = sealer.open(clip.removeprefix("/speech/").removesuffix(".mp3"))
            assert told is not None
            assert not (told.may_keep and SAID.casefold() in told.text.casefold()), sentence


def test_who_gave_a_list_is_not_for_the_hall(town: Flask) -> None:
    script = told(town.test_client(), f"/fr/list/{code_of(town)}?from={SAID}")["sentences"]
    named = [each for each in script if SAID in each["shown"]]
    assert named
    assert all(each["private"] for each in named)
    assert any(not each["private"] for each in script)


def test_what_the_guide_says_by_itself_is_kept(town: Flask) -> None:
    client = town.test_client()
    for url in ("/fr/help", "/fr/search?need=eat&open=now", "/fr/place/1?text=large"):
        script = told(client, url)["sentences"]
        answer = client.get(script[0]["clips"][0])
        assert answer.headers["Cache-Control"] != "no-store", url


def code_of(app: Flask) -> str:
    with app.app_context():
        numbers = list_numbers_of([1, 2])
    return list_code([numbers[1], numbers[2]])


def test_without_javascript_each_sentence_has_a_player(client: FlaskClient) -> None:
    page = client.get("/fr/place/1?aloud=1").text
    assert page.count("<audio controls") > 20
    assert "<h1>Écouter</h1>" in page
    assert client.get("/fr/place/1").text.count("<audio") == 0


def test_without_javascript_a_public_screen_keeps_what_is_private_for_headphones(
    tmp_path: Path,
) -> None:
    app = make_app(f"sqlite:///{tmp_path}/t.sqlite", speech=tmp_path / "speech", kiosk_mode=True)
    with app.app_context():
        load(world())
    client = app.test_client()
    aloud = client.get("/fr/search?category=addictions&aloud=1").text
    assert "<audio" not in aloud
    assert "Branchez des écouteurs" in aloud
    assert "<audio" in client.get("/fr/search?category=addictions&voice=headset&aloud=1").text


def test_the_two_forms_of_one_address_do_not_mix(client: FlaskClient) -> None:
    for _ in range(2):
        assert client.get("/fr/help?aloud=1").mimetype == "text/html"
        assert client.get("/fr/help?aloud=1", headers=JSON).mimetype == "application/json"


def test_a_voice_that_fails_is_said_and_blocks_nothing(
    town: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    clip = told(client, "/fr/help")["sentences"][0]["clips"][0]
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = client.get(clip)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert client.get("/fr/help").status_code == 200


def test_without_any_voice_there_is_no_button(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    app = make_app(f"sqlite:///{tmp_path}/t.sqlite", speech=tmp_path / "speech")
    with app.app_context():
        load(world())
    page = app.test_client().get("/fr/help").text
    assert "data-listen" not in page
    assert "listen.js" not in page


def test_a_public_screen_knows_the_clips_of_its_buttons(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/t.sqlite", speech=tmp_path / "speech", kiosk_mode=True)
    with app.app_context():
        load(world())
    labels = told(app.test_client(), "/fr/help")["labels"]
    for label in ("Retour", "J’ai fini", "Écouter", "Volume", "3", "c’est choisi"):
        assert label in labels


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        ("9:00–17:00", "fr", "de 9 heures à 17 heures"),
        ("08:30–12:00 13:30–17:00", "fr", "de 8 heures 30 à 12 heures et de 13 heures 30 à 17 heures"),
        ("20:00–24:00", "fr", "de 20 heures à minuit"),
        ("03 80 12 34 56", "fr", "03, 80, 12, 34, 56"),
        ("+33 3 80 12 34 56", "en", "03, 80, 12, 34, 56"),
        ("3919", "fr", "39 19"),
        ("115", "fr", "115"),
        ("12 av. de la Gare, 2e étage, bât. B, RDC", "fr", "12 avenue de la Gare, 2e étage, bâtiment B, rez-de-chaussée"),
        ("3 bd Voltaire & 4 pl. Saint-Michel", "fr", "3 boulevard Voltaire et 4 place Saint-Michel"),
        ("RDV de 9h à 12h30", "fr", "rendez-vous de 9 heures à 12 heures 30"),
        ("800 m · 12 min", "en", "800 meters, 12 minutes"),
        ("14:00", "en", "14 o'clock"),
        ("9:30–11:00", "xx", "9:30–11:00"),
        ("\u2066• Café\u2069 …", "fr", "Café"),
    ],
)  # fmt: skip
def test_how_it_is_said(read_town: Flask, text: str, lang: str, said: str) -> None:
    with read_town.test_request_context():
        assert spoken(text, lang) == said
