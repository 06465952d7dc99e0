"""A list of rights in a few letters, of which any list comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rights.diagram import Verdict
from kiosk.rights.list_code import list_code, read_list_code
from kiosk.rights.right import rights


@given(st.fixed_dictionaries({name: st.sampled_from(Verdict) for name in rights()}))
def test_a_code_is_the_list(verdicts: dict[str, Verdict]) -> None:
    code = list_code(verdicts)
    assert read_list_code(code) == verdicts
    assert len(code) <= 15


@pytest.mark.parametrize(
    "strange", ["", "1.", "1.abc", "2.000000000000", "1.iiiiiiiiiiii", "x", "1.zzzzzzzzzzzz"]
)
def test_what_is_no_code_is_none(strange: str) -> None:
    assert read_list_code(strange) is None


@given(st.text(max_size=20))
def test_any_text_is_a_list_or_none(text: str) -> None:
    found = read_list_code(text)
    assert found is None or list_code(found) == text


def test_each_right_has_a_place_of_its_own_for_ever() -> None:
    assert sorted(each.bit for each in rights().values()) == list(range(len(rights())))
    first = {"rsa": 0, "aspa": 1, "c2s": 6, "ame": 7, "domiciliation": 10, "energy_cheque": 29}
    assert {name: rights()[name].bit for name in first} == first
