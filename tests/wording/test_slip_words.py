"""What a slip says, and what it must not say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config import Settings
from kiosk.directory.hours.notice import Closure, Notice
from kiosk.directory.place.access import AccessCondition, Condition
from kiosk.directory.place.place import Place
from kiosk.directory.place.public import for_public
from kiosk.directory.place.service import Service
from kiosk.receipt.lines import MOST_WHOLE, lines_of, lines_of_list
from kiosk.receipt.slip import Code, Divider, Line, PrintedSketch, ReceiptLines, Row, Slip
from kiosk.wording.language import LOCALES, speak
from kiosk.wording.slip_words import PrintContext, list_slip_of, slip_of, trial_lines
from tests.world import HERE, SECRET_CODE, SECRET_POINT, SECRET_STREET, hidden_place, place, world

MONDAY = date(2026, 3, 2)
PRINTED = PrintContext(
    settings=Settings(),
    here=HERE,
    today=MONDAY,
    is_timely=True,
    public_url="https://parvis.example.fr",
)


@pytest.fixture(autouse=True)
def words(town: Flask) -> Iterator[None]:
    with town.test_request_context("/fr/"):
        yield
        speak(None)


def slip(one: Place, locale: str = "fr", printed: PrintContext = PRINTED) -> Slip:
    speak(LOCALES[locale])
    return slip_of(one, printed)


def texts(leaf: ReceiptLines) -> list[str]:
    """All that can be read on it, from top to bottom."""
    found: list[str] = []
    for each in leaf:
        match each:
            case Line():
                found += [words.text for words in each.says]
            case Row():
                found += [words.text for words in (*each.names, *each.says)]
            case PrintedSketch() | Code():
                found += texts(each.says)
            case Divider():
                pass
    return found


def read(one: Place, locale: str = "fr", printed: PrintContext = PRINTED) -> str:
    return "\n".join(texts(lines_of(slip(one, locale, printed))))


def test_a_place_on_paper() -> None:
    one = place(
        "9",
        "Accueil",
        number=44,
        conditions=(
            AccessCondition(condition=Condition.APPOINTMENT, holds=True),
            AccessCondition(condition=Condition.DOCUMENTS, holds=True, detail="Carte  Vitale"),
        ),
        closures=(Closure(first_day=date(2026, 3, 6), last_day=date(2026, 3, 6)),),
        notices=(Notice(title="Travaux", text="Entrez par la cour."),),
        languages=("fr", "ar"),
    )
    said = read(one)
    for part in (
        "Parvis", "Accueil", "9 rue du Test", "21000 Dijon", "03 53 01 10 01", "lundi 2",
        "\u206609:00–17:00\u2069", "samedi 7\nFermé", "vendredi 6\nFermé", "6 mars 2026", "Travaux Entrez par la cour.",
        "rendez-vous", "Carte Vitale", "Français, Arabe", "20 février 2026", "112", "115",
        "parvis.example.fr/fr/place/44", "Repas",
    ):  # fmt: skip
        assert part in said, part
    assert said.count("lundi 2") == 1
    codes = [each for each in lines_of(slip(one)) if isinstance(each, Code)]
    assert [each.text for each in codes] == ["https://parvis.example.fr/fr/place/44"]


def test_a_list_on_paper() -> None:
    places = [place(str(rank), f"Accueil {rank}", number=40 + rank) for rank in range(10)]
    speak(LOCALES["ar"])
    leaf = lines_of_list(list_slip_of(places, "B7K-2QD", PRINTED))
    said = "\n".join(texts(leaf))
    for rank, one in enumerate(places):
        assert said.count(one.name) == 1
        assert f"{rank} rue du Test" in said
    assert said.replace("\u00a0", " ").count("lundi 2 – vendredi 6\n") == MOST_WHOLE, (
        "of more places only where they are"
    )
    assert said.count("03 53 01 10 01") == len(places)
    assert said.count("B7K-2QD") == 2, "in letters, and in the address"
    assert said.count("112") == said.count("Ma liste") == said.count("قائمتي") == 1
    codes = [each.text for each in leaf if isinstance(each, Code)]
    assert codes == ["https://parvis.example.fr/ar/list/B7K-2QD"]
    assert not any(isinstance(each, PrintedSketch) for each in leaf)
    assert leaf[-1] == Divider(is_end=True)


def test_a_list_tells_no_more_than_its_places() -> None:
    hidden = for_public(hidden_place())
    assert hidden is not None
    quiet = place("s", "Écoute Addictions", services=(Service(id="#1", category="addictions"),))
    speak(LOCALES["fr"])
    leaf = lines_of_list(
        list_slip_of([quiet, hidden], "B7K-2QD", replace(PRINTED, public_url=None))
    )
    said = "\n".join(texts(leaf))
    for secret in ("ddiction", "Écoute", SECRET_STREET, SECRET_CODE):
        assert secret not in said
    assert "s rue du Test" in said
    assert not any(isinstance(each, Code) for each in leaf)


def test_another_language_and_french_beside_it() -> None:
    one = place("9", "Accueil", number=44)
    shown = slip(one, "ar")
    assert [each.is_rtl for each in shown.tongues] == [True, False]
    rows = [each for each in lines_of(shown) if isinstance(each, Row)]
    monday = next(each for each in rows if "lundi 2" in [words.text for words in each.names])
    assert len(monday.says) == 1, "times are said once"
    assert [words.is_rtl for words in monday.names] == [True, False]
    assert shown.url == "https://parvis.example.fr/ar/place/44"
    assert len(slip(one, "fr").tongues) == 1


def test_without_a_public_address_there_is_no_code() -> None:
    leaf = lines_of(slip(place("9", "Accueil", number=44), "fr", replace(PRINTED, public_url=None)))
    assert not any(isinstance(each, Code) for each in leaf)


def test_a_box_that_does_not_know_the_time_shows_any_week() -> None:
    said = read(place("9", "Accueil"), "fr", replace(PRINTED, is_timely=False))
    assert "Aujourd’hui" not in said
    assert "2 mars" not in said
    days = [line for line in said.splitlines() if line in {"lundi", "dimanche"}]
    assert days == ["lundi", "dimanche"]


def test_unknown_hours_are_said_as_unknown() -> None:
    said = read(next(each for each in world() if each.name == "Sans Horaires"))
    assert "Appelez avant d’y aller." in said
    assert "lundi" not in said
    assert "Aujourd’hui" not in said


@pytest.mark.parametrize("locale", ["fr", "ar", "en"])
def test_a_hidden_address_is_on_no_paper(locale: str) -> None:
    for one in (for_public(hidden_place()), hidden_place()):
        assert one is not None
        leaf = lines_of(slip(replace(one, number=7), locale))
        said = "\n".join(texts(leaf))
        assert not any(isinstance(each, PrintedSketch) for each in leaf)
        if one.point is None:  # What the public door gets.
            for secret in (SECRET_STREET, SECRET_CODE, "Verger", "Bâtiment"):
                assert secret not in said
        for part in (str(SECRET_POINT.lat), str(SECRET_POINT.lon)):
            assert part not in said
        assert slip(one, locale).address == ()


def test_a_sensitive_place_has_neutral_paper() -> None:
    one = place(
        "s",
        "Écoute Addictions",
        services=(Service(id="#1", category="addictions"),),
        conditions=(AccessCondition(condition=Condition.OTHER, detail="Secret"),),
        notices=(Notice(title="Secret"),),
    )
    said = read(one)
    assert said.splitlines()[0] == "Parvis"
    for part in ("Addiction", "ddiction", "Écoute", "Secret", "Qui peut venir"):
        assert part not in said
    assert "s rue du Test" in said


def test_a_round_says_where_it_stops() -> None:
    said = read(next(each for each in world() if each.itinerary))
    assert "Place Une, Dijon\nlundi 2\n\u206618:00–19:00\u2069" in said
    assert "mardi" not in said


def test_only_the_town_is_known() -> None:
    leaf = lines_of(slip(place("9", "Accueil", approximate=True)))
    assert not any(isinstance(each, PrintedSketch) for each in leaf)


@given(st.sampled_from(world()), st.sampled_from(["fr", "en", "ar"]), st.booleans())
def test_both_languages_say_equally_much(one: Place, locale: str, is_timely: bool) -> None:
    shown = slip(one, locale, replace(PRINTED, is_timely=is_timely))
    assert lines_of(shown)
    assert len({len(each.notices) for each in shown.tongues}) == 1


def test_a_trial_shows_every_script() -> None:
    said = "\n".join(texts(trial_lines("Parvis", "Hall", list(LOCALES.values()))))
    assert "Hall" in said
    assert "مساعدة" in said
