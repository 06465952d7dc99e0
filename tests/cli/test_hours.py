"""``kiosk hours`` tells a keeper how a sentence is read."""

from flask import Flask


def test_a_sentence_is_read_back(app: Flask) -> None:
    said = app.test_cli_runner().invoke(args=["hours", "lun-ven 9h-12h, fermé en août"])
    assert said.exit_code == 0
    lines = said.output.splitlines()
    assert lines[0] == "OSM:    Mo-Fr 09:00-12:00; PH unknown; Aug off"
    assert lines[1] == "French: fermé en août ; du lundi au vendredi de 9h à 12h"
    assert len(lines) == 16


def test_what_is_not_understood_is_said(app: Flask) -> None:
    said = app.test_cli_runner().invoke(args=["hours", "quand on peut"])
    assert said.exit_code == 1
    assert "not understood" in said.output
    assert "du lundi au vendredi" in said.output
