"""From a page to what is read of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.engine import MOST_LETTERS
from kiosk.speech.script import MOST_SENTENCES, Part, Sentence, cut, sentences_of


def page(main: str, rest: str = "") -> str:
    return f'<html lang="ar"><head><title>T</title></head><body><main id="main">{main}</main>{rest}</body></html>'


def read(main: str, rest: str = "") -> list[Sentence]:
    return [each for each in sentences_of(page(main, rest), "ar") if not each.is_label]


def said(main: str) -> list[str]:
    return [each.shown for each in read(main)]


def test_each_block_is_a_sentence_in_the_languages_it_is_written_in() -> None:
    found = read('<h1>مرحبا <bdi lang="fr">La Halte</bdi></h1><ul><li>واحد</li><li>اثنان</li></ul>')
    assert [each.shown for each in found] == ["مرحبا La Halte", "واحد", "اثنان"]
    assert found[0].parts == (Part("مرحبا", "ar"), Part("La Halte", "fr"))


def test_cells_of_a_row_are_one_sentence_with_a_pause() -> None:
    (row,) = read(
        "<table><tr><th>lundi</th><td><span>9:00–12:00</span> <span>14:00–17:00</span></td></tr></table>"
    )
    assert row.shown == "lundi9:00–12:00 14:00–17:00"  # As the browser joins it.
    assert row.parts == (Part("lundi, 9:00–12:00, 14:00–17:00", "ar"),)


@pytest.mark.parametrize(
    "silent",
    [
        "<svg><text>x</text></svg>", "<script>x</script>", "<style>x</style>", "<p hidden>x</p>", "<p data-unread>x</p>",
        "<select><option>x</option></select>", '<span aria-hidden="true">x</span>', "<dialog><p>x</p></dialog>",
        "<details><summary></summary><p>x</p></details>",
    ],
)  # fmt: skip
def test_what_nobody_sees_or_asked_for_is_not_read(silent: str) -> None:
    assert said(f"<p>a</p>{silent}<p>b</p>") == ["a", "b"]


def test_what_is_folded_away_is_read_when_it_is_unfolded_or_marked() -> None:
    assert said("<details open><summary>s</summary><p>x</p></details>") == ["s", "x"]
    assert said("<details data-read><summary>s</summary><p>x</p></details>") == ["s", "x"]
    assert said("<details><summary>s</summary><p>x</p></details><p>y</p>") == ["s", "y"]


def test_what_stands_beside_is_a_label() -> None:
    found = sentences_of(
        page("<p>a</p>", '<nav aria-label="Outils"><a href="/">Retour</a></nav>'), "fr"
    )
    assert {each.shown for each in found if each.is_label} == {"Outils", "Retour"}
    assert {each.shown for each in found if not each.is_label} == {"a"}


def test_private_parts_are_marked() -> None:
    found = read("<p>a</p><div data-private><p>b</p></div><p>c</p>")
    assert [each.is_private for each in found] == [False, True, False]


def test_a_long_page_is_read_from_its_beginning() -> None:
    many = said("".join(f"<p>{number}</p>" for number in range(MOST_SENTENCES * 2)))
    assert many == [str(number) for number in range(MOST_SENTENCES)]
    assert len(said("<p>again</p>" * MOST_SENTENCES * 2)) == MOST_SENTENCES


@pytest.mark.parametrize(
    "text", ["", "kurz", "Ein Satz. " * 300, "wort " * 600, "x" * 3_000, "a. " + "x" * 3_000]
)
def test_long_texts_are_cut_where_one_breathes(text: str) -> None:
    pieces = cut(text)
    assert all(0 < len(each) <= MOST_LETTERS for each in pieces)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")
    assert all(each.endswith(".") for each in pieces if text.startswith("Ein"))


PIECES = st.sampled_from(
    ["<p>", "</p>", "<details>", "</details>", "<summary>", "</main>", "<bdi lang=fr>", "</bdi>", "<tr>", "<td>", "</tr>",
     "<main>", "<br>", "<svg>", "</svg>", "text", " ", "&lt;b&gt;", "<", "&#0;", "</span>", "<span hidden>", "مرحبا"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40))
def test_broken_pages_are_read_as_far_as_they_go(pieces: list[str]) -> None:
    for each in sentences_of(page("".join(pieces)), "fr"):
        assert each.shown == " ".join(each.shown.split())
        assert each.parts
        words = "".join(part.text for part in each.parts).replace(", ", "").replace(" ", "")
        assert each.shown.replace(" ", "") == words or "," in words
