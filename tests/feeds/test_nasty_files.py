"""Every file, however it was made, ends in places or in a sentence, in bounded time and memory."""

import json
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.feeds.data_inclusion import feed as data_inclusion
from kiosk.feeds.files import csv_file, limits, workbook_xml
from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.record import Reading, Record, understood
from kiosk.feeds.soliguide import feed as soliguide
from kiosk.feeds.spreadsheet import feed as spreadsheet
from tests.feeds.workbooks import write_workbook
from tests.thoroughness import examples

pytestmark = pytest.mark.slow

READERS = (soliguide.drafts, data_inclusion.drafts, spreadsheet.drafts)
MOST_BYTES = 60_000_000


def end_of(read: Callable[[Path], Iterator[Reading]], path: Path) -> list[Record] | str:
    """The records, or the sentence; within the memory that is allowed."""
    tracemalloc.start()
    try:
        return list(understood(read(path)))
    except UnreadableFile as error:
        return str(error)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < MOST_BYTES


TEXTS = {
    "nested lists": "[" * 100_000,
    "nested objects": '{"a":' * 30_000,
    "nested whole": "[" * 20_000 + "]" * 20_000,
    "nested in an envelope": '{"data":' * 10_000 + "[]" + "}" * 10_000,
    "a long number": '[{"id": ' + "9" * 100_000 + "}]",
    "a long text": '[{"id": 1, "name": "' + "a" * 1_500_000 + '"}]',
    "breaks off": '[{"id": 1}, {"id"',
    "no end": '{"places": [',
    "a lone key": '{"places"',
    "quotes": 'nom;ville\n"' + "a\n" * 5_000,
    "one long line": "nom;ville\n" + "a;" * 100_000,
    "many headings": ";".join(f"c{at}" for at in range(20_000)) + "\nx\n",
    "nothing but ends": "\n" * 100_000,
    "marks": "\ufeff\ufeff\ufeff",
    "html": "<html><body>404</body></html>",
    "zeros": "nom;ville\n" + "0" * 10 + "\x00" * 50,
}


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_texts(tmp_path: Path, text: str, read: Callable[[Path], Iterator[Reading]]) -> None:
    for name in ("a.json", "a.csv"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        found = end_of(read, path)
        assert isinstance(found, str) or all(each.place or each.problems for each in found)


@pytest.mark.parametrize("name", ["missing.csv", "missing.xlsx", "missing.json", "."])
@pytest.mark.parametrize("read", READERS)
def test_what_is_not_there(
    tmp_path: Path, name: str, read: Callable[[Path], Iterator[Reading]]
) -> None:
    assert isinstance(end_of(read, tmp_path / name), str)


ROWS = '<row r="1"><c t="inlineStr"><is><t>nom</t></is></c><c t="inlineStr"><is><t>ville</t></is></c></row>'
ONE = '<row r="2"><c t="inlineStr"><is><t>Un</t></is></c><c t="inlineStr"><is><t>Dijon</t></is></c></row>'
SHEETS = {
    "a row far below": ROWS + ONE + '<row r="1000000000"><c><v>1</v></c></row>',
    "rows backwards": ROWS + ONE + '<row r="1"><c><v>1</v></c></row><row r="0"/><row r="-1"/><row r="x"/>',
    "a column far right": ROWS + ONE.replace("<c", '<c r="XFD2"', 1).replace('<c r="XFD2"', "<c", 1) + '<row r="3"><c r="ZZZ3"><v>1</v></c></row>',
    "texts that are not there": ROWS + ONE + '<row r="3"><c t="s"><v>99999999</v></c><c t="s"><v>-1</v></c><c t="s"><v>x</v></c></row>',
    "numbers that are none": ROWS + ONE + '<row r="3"><c s="1"><v>1e999</v></c><c s="1"><v>nan</v></c><c s="1"><v>99999999999</v></c></row>',
    "merged from top to bottom": ROWS + ONE + "</sheetData><mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 50 + "</mergeCells><sheetData>",
}  # fmt: skip


@pytest.mark.parametrize("rows", SHEETS.values(), ids=SHEETS)
def test_workbooks(tmp_path: Path, rows: str) -> None:
    path = write_workbook(tmp_path / "a.xlsx", rows)
    found = end_of(spreadsheet.drafts, path)
    assert isinstance(found, list)
    assert "Un" in [each.place.name for each in found if each.place]


def test_a_workbook_that_swells_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_xml, "MAX_UNPACKED", 3_000_000)
    path = write_workbook(
        tmp_path / "a.xlsx", ROWS + "<row><c t='str'><v>" + "a" * 9_000_000 + "</v></c></row>"
    )
    assert path.stat().st_size < 100_000
    assert "when unpacked" in str(end_of(spreadsheet.drafts, path))


def test_entities_are_refused(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", ROWS, before='<!DOCTYPE x [<!ENTITY a "b">]>')
    assert "entities" in str(end_of(spreadsheet.drafts, path))


def test_zips_that_are_no_workbooks(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "save it as .xlsx" in str(end_of(spreadsheet.drafts, path))
    whole = write_workbook(tmp_path / "b.xlsx", ROWS + ONE).read_bytes()
    for cut in (60, len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:cut])
        assert isinstance(end_of(spreadsheet.drafts, path), str)


@settings(max_examples=examples(60))
@given(st.data())
def test_bytes_changed_anywhere(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """A bit flipped, a piece lost: in a workbook, in JSON, in CSV."""
    folder = tmp_path_factory.mktemp("bytes")
    wholes = {
        "a.xlsx": write_workbook(folder / "whole.xlsx", ROWS + ONE).read_bytes(),
        "a.json": json.dumps({"places": [{"lieu_id": 1, "name": "Un"}]}).encode(),
        "a.csv": "nom;ville\nUn;Dijon\nDeux;Chenôve\n".encode(),
    }
    name = data.draw(st.sampled_from(sorted(wholes)))
    whole = bytearray(wholes[name])
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(whole) - 2))
        if data.draw(st.booleans()):
            whole[at] = data.draw(st.integers(0, 255))
        else:
            del whole[at : at + data.draw(st.integers(1, 40))]
        if len(whole) < 3:
            break
    path = folder / name
    path.write_bytes(bytes(whole))
    for read in READERS:
        with suppress(UnreadableFile):
            list(understood(read(path)))


def test_rows_and_lines_have_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("nom;ville\n" + "Un;Dijon\n" * 9, "utf-8")
    monkeypatch.setattr(csv_file, "MAX_ROWS", 5)
    said = [each for each in spreadsheet.drafts(path) if not hasattr(each, "digest")]
    assert [each.message for each in said if each.field == "rows"] == [
        "more than 5: the others were not read"
    ]
    assert limits.MAX_LINE < 50_000_000
