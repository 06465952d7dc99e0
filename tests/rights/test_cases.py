"""The engine of the guide on the cases that the script of phones is held against too."""

from kiosk.rights.diagram import verdict_of
from kiosk.rights.list_code import list_code, read_list_code
from kiosk.rights.table import table
from tests.rights.cases import cases, levels_in, verdicts_in


def test_answers_lead_to_their_verdicts() -> None:
    for case in cases()["answers"]:
        possible, expected = levels_in(case["left"]), verdicts_in(case["verdicts"])
        found = {name: verdict_of(table().diagrams[name], possible) for name in expected}
        assert found == expected, case


def test_codes_say_their_lists() -> None:
    for case in cases()["codes"]:
        expected = None if case["verdicts"] is None else verdicts_in(case["verdicts"])
        assert read_list_code(case["code"]) == expected, case
        assert expected is None or list_code(expected) == case["code"]


def test_the_cases_tell_something() -> None:
    """Each right depends on the answers in some of them."""
    lines = [case["verdicts"] for case in cases()["answers"]]
    assert len(lines) > 300
    assert all(len(set(column)) > 1 for column in zip(*lines, strict=True))
    assert {case["verdicts"] is None for case in cases()["codes"]} == {True, False}
