"""The paper guide is read again: by programs that know nothing of how it was made."""

import io
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from kiosk.booklet.document import document_of
from kiosk.booklet.guide import Booklet, Chapter, NumberToCall
from kiosk.booklet.paper import PAPERS
from kiosk.booklet.typesetting import FontsMissing, PrintedGuide, Typesetter
from kiosk.config import FONTS, STATIC, TEMPLATES
from kiosk.directory.geography.point import Point
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.place.access import AccessCondition, Condition
from kiosk.directory.place.place import Address, Phone, Place
from kiosk.directory.place.service import Service
from kiosk.directory.vocabulary.category import needs
from tests.booklet.paper_words import CALL_FIRST, DATA_OF, words
from tests.world import (
    HERE,
    MONDAY_10H,
    SECRET_CODE,
    SECRET_POINT,
    SECRET_STREET,
    hidden_place,
    place,
    world,
)

pytestmark = [pytest.mark.usefixtures("fonts"), pytest.mark.slow]
LITERAL = '#"Saint" *0* $x$ @ref [a](b) \\ <p>'
MM = 72 / 25.4
TYPESETTER = Typesetter(
    templates=TEMPLATES / "booklet", fonts=FONTS, sprite=STATIC / "icons" / "sprite.svg"
)
LANGUAGES = (("fr",), ("ar", "fr"), ("ps", "fr"), ("ti", "fr"))


def town() -> list[Place]:
    """The world, some more edges, and numbers as the store gives them, none of them small."""
    more = [
        place(
            "both",
            "Éclat du Jour",
            address=Address(street="12 bis rue Éole", postal_code="21000", town="Dijon"),
            services=(
                Service(id="#1", category="food_distribution"),
                Service(
                    id="#2",
                    category="shower",
                    opening_hours=OpeningHours(osm="Tu 08:15-09:45; We 13:05-14:55"),
                ),
            ),
            phones=(
                Phone(number="+33380123456", display="03 80 12 34 56"),
                Phone(number="+33612345678", display="06 12 34 56 78", label="la nuit"),
            ),
        ),
        place("literal", LITERAL),
        place(
            "appointment",
            "Sur Rendez-vous",
            opening_hours=OpeningHours(),
            conditions=(AccessCondition(condition=Condition.APPOINTMENT, holds=True),),
        ),
        place("farther", "Très Loin", point=Point(47.9, 5.9)),
    ]
    return [replace(each, number=at * 7 + 101) for at, each in enumerate([*world(), *more])]


def booklet(places: list[Place], languages: tuple[str, ...], **changes: object) -> Booklet:
    given = {
        "name": "Parvis",
        "middle": HERE,
        "chapters": tuple(chapter(id_, places) for id_ in ("eat", "sleep", "wash")),
        "words": tuple(words(locale, places) for locale in languages),
        "numbers": (NumberToCall(number="115", icon="hotel", danger=True),),
        "today": MONDAY_10H.date(),
        "public_url": "https://parvis.exemple.fr",
        **changes,
    }
    return Booklet(**given)  # type: ignore[arg-type]


def chapter(id_: str, places: list[Place]) -> Chapter:
    need = needs()[id_]
    return Chapter(
        need=id_,
        icon=need.icon,
        categories=need.categories,
        helpline="115" if id_ == "sleep" else None,
        places=tuple(
            each
            for each in places
            if any(service.category in need.categories for service in each.services)
        ),
    )


@cache
def printed(languages: tuple[str, ...], paper: str = "a4") -> PrintedGuide:
    return TYPESETTER.typeset(document_of(booklet(town(), languages), PAPERS[paper]), PAPERS[paper])


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def flat(text: str) -> str:
    """Without what a program that reads a page may put in or leave out."""
    return "".join(char for char in text if not char.isspace() and char not in "\u2066\u2069")


def shown() -> list[Place]:
    return [each for each in town() if each.name not in {"Réseau Fermé", "Brouillon Secret"}]


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
def test_everything_is_there(languages: tuple[str, ...]) -> None:
    found = pages(printed(languages).pdf)
    whole = flat("".join(found))
    for each in shown():
        assert flat(each.name) in whole
        assert all(flat(phone.display) in whole for phone in each.phones)
        if each.address.street and not each.referral_only and not each.itinerary:
            assert flat(each.address.street) in whole
    for span in ("09:00–17:00", "20:00–08:00", "08:15–09:45", "13:05–14:55", "18:00–19:00"):
        assert span in whole
    assert "RéseauFermé" not in whole
    assert "BrouillonSecret" not in whole
    for page in found:
        assert flat(CALL_FIRST["fr"]) in flat(page)
        assert flat(DATA_OF["fr"]) in flat(page)


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
def test_times_and_phones_stand_left_to_right(languages: tuple[str, ...]) -> None:
    """By the places of the letters on the paper, not by what a reader makes of them."""
    seen = dict.fromkeys(("09:00–17:00", "0380123456", "0612345678"), 0)
    for page in pypdfium2.PdfDocument(printed(languages).pdf):
        text, lines = page.get_textpage(), dict[float, list[tuple[float, str]]]()
        for at in range(text.count_chars()):
            letter = text.get_text_range(at, 1)
            if letter in set("0123456789:–"):
                left, bottom, _, _ = text.get_charbox(at, loose=True)
                lines.setdefault(round(bottom, 1), []).append((left, letter))
        by_eye = ["".join(letter for _, letter in sorted(line)) for line in lines.values()]
        for wanted in seen:
            seen[wanted] += sum(line.count(wanted) for line in by_eye)
    assert all(seen.values()), seen


def test_markup_in_a_name_is_only_a_name() -> None:
    assert flat(LITERAL) in flat("".join(pages(printed(("fr",)).pdf)))


@pytest.mark.parametrize("languages", [("fr",), ("ar", "fr")], ids="+".join)
def test_it_is_tagged_and_says_its_language_and_title(languages: tuple[str, ...]) -> None:
    reader = PdfReader(io.BytesIO(printed(languages).pdf))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == languages[0]
    assert "Dijon" in reader.metadata.title
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()


def test_the_index_leads_to_the_pages() -> None:
    found = pages(printed(("fr",)).pdf)
    document = document_of(booklet(town(), ("fr",)), PAPERS["a4"])
    names = [each["name"] for each in document["index"]]
    assert names.index("Abri de Nuit") < names.index("Éclat du Jour") < names.index("Table Proche")
    assert len(names) == len(set(names)) == len(shown())
    for each in document["index"]:
        (page,) = re.findall(rf"{each['number']}\s+{re.escape(each['name'])}\s+(\d+)\s", found[-1])
        entry = rf"{each['number']}\s+{re.escape(each['name'])}\s"
        assert re.search(entry, found[int(page) - 1])


def test_codes_lead_to_the_places_and_can_be_read() -> None:
    document = document_of(booklet(town(), ("ar", "fr")), PAPERS["a4"])
    codes = [
        entry["code"] for each in document["chapters"] for entry in each["entries"] if entry["code"]
    ]
    assert all(code["mm"] / code["size"] >= 0.5 for code in codes)
    assert all(code["mm"] - 8 * code["mm"] / code["size"] >= 15 for code in codes)
    read = [
        code.text
        for page in pypdfium2.PdfDocument(printed(("ar", "fr")).pdf)
        for code in zxingcpp.read_barcodes(page.render(scale=2.5).to_pil())
    ]
    open_places = [each for each in shown() if not each.referral_only]
    assert sorted(read) == sorted(
        f"https://parvis.exemple.fr/ar/place/{each.number}" for each in open_places
    )


def test_without_an_address_for_phones_there_are_no_codes() -> None:
    document = document_of(booklet(town(), ("fr",), public_url=None), PAPERS["a4"])
    assert not any(entry["code"] for each in document["chapters"] for entry in each["entries"])
    assert document["codes"] is False


@pytest.mark.parametrize("paper", PAPERS)
def test_a_hidden_address_is_nowhere(paper: str) -> None:
    whole = booklet([replace(hidden_place(), number=1), *town()[:2]], ("ar", "fr"))
    document = document_of(whole, PAPERS[paper])
    told = json.dumps(document, ensure_ascii=False)
    pdf = TYPESETTER.typeset(document, PAPERS[paper]).pdf
    text = flat("".join(pages(pdf)))
    assert "MaisonDiscrète" in text
    for secret in (SECRET_STREET, SECRET_CODE, "Verger", "Bâtiment", f"{SECRET_POINT.lat}"):
        assert secret not in told
        assert flat(secret) not in text
    entries = [entry for each in document["chapters"] for entry in each["entries"]]
    (hidden,) = [each for each in entries if each["name"] == "Maison Discrète"]
    assert (hidden["address"], hidden["hours"], hidden["given"]) == (["Dijon"], [], [])
    assert hidden["code"] is None
    for each in document["chapters"]:
        drawn = each["sketch"] or {"marks": [], "outside": ()}
        assert hidden["number"] not in drawn["outside"]
        assert hidden["number"] not in [mark["number"] for mark in drawn["marks"]]


def test_a_place_of_two_needs_is_described_once() -> None:
    document = document_of(booklet(town(), ("fr",)), PAPERS["a4"])
    entries = [entry["number"] for each in document["chapters"] for entry in each["entries"]]
    assert len(entries) == len(set(entries)) == len(shown())
    wash = document["chapters"][2]
    assert [each["name"] for each in wash["elsewhere"]] == ["Éclat du Jour"]
    assert {row["name"] for row in wash["rows"]} == {"Éclat du Jour", "Douches des Femmes"}


def test_a_row_says_what_is_known_of_the_week() -> None:
    document = document_of(booklet(town(), ("fr",)), PAPERS["a4"])
    rows = {row["name"]: row for each in document["chapters"] for row in each["rows"]}
    assert rows["Table Proche"]["cells"][0]["spans"] == ("09:00–17:00",)
    assert rows["Table Proche"]["cells"][6]["spans"] == ()
    assert not any(cell["known"] for cell in rows["Sans Horaires"]["cells"])
    assert rows["Sur Rendez-vous"]["instead"] is not None
    assert rows["Maison Discrète"]["instead"] == (CALL_FIRST["fr"],)
    assert rows["Éclat du Jour"]["cells"][1]["spans"] == ("08:15–09:45",)  # Of its shower only.
    assert rows["Camion du Soir"]["cells"][0]["spans"] == ("18:00–19:00", "20:00–21:00")


def test_stops_of_a_round_stand_by_day_and_hour() -> None:
    (monday,) = document_of(booklet(town(), ("fr",)), PAPERS["a4"])["rounds"]
    assert monday["days"] == ("lundi",)
    assert [(each["span"], each["where"]) for each in monday["stops"]] == [
        ("18:00–19:00", "Place Une, Dijon"),
        ("20:00–21:00", "Place Deux, Dijon"),
    ]


@pytest.mark.parametrize("languages", [("fr",), ("ps", "fr")], ids="+".join)
@pytest.mark.parametrize("long", [1, 40])
def test_nothing_runs_out_of_a_page(languages: tuple[str, ...], long: int) -> None:
    paper = replace(PAPERS["a5-fold"], folded=False)
    name = "Association intercommunale d'accompagnement vers l'hébergement " * 2
    services = tuple(
        Service(
            id=f"#{at}",
            category="food_distribution",
            opening_hours=OpeningHours(osm=f"Mo {at % 12 + 8:02}:00-22:00; Th 01:00-02:00"),
        )
        for at in range(long)
    )
    places = [replace(place(str(at), name, services=services), number=at) for at in (1, 2, 3)]
    pdf = TYPESETTER.typeset(document_of(booklet(places, languages), paper), paper).pdf
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            if right > left and text.get_text_range(at, 1).strip():
                assert 8 * MM < left < right < (paper.width_mm - 8) * MM
                assert 6 * MM < bottom < top < (paper.height_mm - 8) * MM


def test_cover_numbers_and_contents_take_a_page_each() -> None:
    services = tuple(
        Service(id=need.id, category=min(need.categories)) for need in needs().values()
    )
    places = [replace(place("all", "Maison de Tous", services=services), number=1)]
    whole = booklet(places, ("ar", "fr"), chapters=tuple(chapter(id_, places) for id_ in needs()))
    for paper in (PAPERS["a4"], replace(PAPERS["a5-fold"], folded=False)):
        found = pages(TYPESETTER.typeset(document_of(whole, paper), paper).pdf)
        assert "115" in found[1]
        assert found[2].count("Gratuit") > found[3].count("Gratuit")
        assert "09:00–" in flat(found[3]).replace("09:00–17:00", "09:00–")


def test_folded_pages_stand_side_by_side() -> None:
    folded, plain = printed(("ar", "fr"), "a5-fold"), replace(PAPERS["a5-fold"], folded=False)
    document = document_of(booklet(town(), ("ar", "fr")), plain)
    single = pages(TYPESETTER.typeset(document, plain).pdf)
    sheets = PdfReader(io.BytesIO(folded.pdf)).pages
    assert folded.pages == len(single)
    assert len(sheets) == -(-len(single) // 4) * 2
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in sheets} == {(842, 595)}  # fmt: skip
    first = pypdfium2.PdfDocument(folded.pdf)[0].get_textpage()
    halves = (842 / 2, 842)
    left = first.get_text_bounded(left=0, bottom=0, right=halves[0], top=595)
    assert "115" not in left
    assert "Parvis" in left  # Arabic books open from the other side: the cover is on the left.


def test_letters_that_no_font_has_are_told_and_do_not_stop_it() -> None:
    odd = replace(place("odd", "Chez \U0001f600 漢字 Ana"), number=1)
    done = TYPESETTER.typeset(document_of(booklet([odd], ("fr",)), PAPERS["a4"]), PAPERS["a4"])
    assert set(done.unprintable) == {"\U0001f600", "漢", "字"}
    assert "Ana" in "".join(pages(done.pdf))


def test_a_script_without_font_is_named(tmp_path: Path) -> None:
    for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"):
        (tmp_path / name).symlink_to(FONTS / name)
    poor = replace(TYPESETTER, fonts=tmp_path)
    document = document_of(booklet(town(), ("ti", "fr")), PAPERS["a4"])
    with pytest.raises(FontsMissing, match="Noto Sans Ethiopic"):
        poor.typeset(document, PAPERS["a4"])
    assert poor.typeset(document_of(booklet(town(), ("fr",)), PAPERS["a4"]), PAPERS["a4"]).pdf
