"""Workbooks written by hand, as no spreadsheet program would write them."""

import zipfile
from pathlib import Path

_STYLES = (
    '<styleSheet xmlns="m"><fonts><font/><font><strike/></font></fonts><cellXfs><xf numFmtId="0" fontId="0"/>'
    '<xf numFmtId="14" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>'
)


def write_workbook(
    path: Path, rows: str, *, before: str = "", tail: str = "", columns: str = ""
) -> Path:
    """A workbook with one sheet of these rows; style 1 is a date, style 2 is struck out."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="L" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="m">{columns}<sheetData>{rows}</sheetData>{tail}</worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return path
