import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.shortlist.list_code import MOST, SIGNS, ListCodeError, list_code, numbers_of

anywhere = st.sets(st.integers(1, 2**31), min_size=1, max_size=MOST)
near = st.tuples(st.integers(1, 200_000), st.sets(st.integers(0, 479), min_size=1, max_size=MOST))


def near_list(drawn: tuple[int, set[int]]) -> set[int]:
    first, others = drawn
    return {first + each - min(others) for each in others}


@given(st.one_of(anywhere, near.map(near_list)))
@example({1})
@example({2**31})
@example(set(range(1, MOST + 1)))
@example({1, *range(2**31 - MOST + 2, 2**31 + 1)})
def test_the_code_is_the_list(numbers: set[int]) -> None:
    code = list_code(numbers)
    assert numbers_of(code) == tuple(sorted(numbers))
    assert set(code) <= {*SIGNS, "-"}
    assert all(3 <= len(group) <= 4 for group in code.split("-")) or len(code) == 6


@given(near.map(near_list).filter(lambda numbers: len(numbers) <= 3))
def test_three_places_of_a_town_in_a_national_set_are_eight_signs(numbers: set[int]) -> None:
    assert len(list_code(numbers).replace("-", "")) <= 8


@given(st.sets(st.integers(1, 200_000), min_size=1, max_size=3))
def test_three_places_from_anywhere_are_twelve(numbers: set[int]) -> None:
    assert len(list_code(numbers).replace("-", "")) <= 12


@given(st.one_of(anywhere, near.map(near_list)), st.data())
def test_one_wrong_sign_is_always_found(numbers: set[int], data: st.DataObject) -> None:
    code = list_code(numbers)
    place = data.draw(st.sampled_from([i for i, each in enumerate(code) if each != "-"]))
    wrong = data.draw(st.sampled_from([each for each in SIGNS if each != code[place]]))
    with pytest.raises(ListCodeError):
        numbers_of(code[:place] + wrong + code[place + 1 :])


@given(st.one_of(anywhere, near.map(near_list)), st.data())
def test_two_swapped_signs_are_always_found(numbers: set[int], data: st.DataObject) -> None:
    signs = list_code(numbers).replace("-", "")
    place = data.draw(st.integers(0, len(signs) - 2))
    swapped = signs[:place] + signs[place + 1] + signs[place] + signs[place + 2 :]
    if swapped != signs:
        with pytest.raises(ListCodeError):
            numbers_of(swapped)


@given(near.map(near_list))
def test_it_is_read_as_people_type_it(numbers: set[int]) -> None:
    code, same = list_code(numbers), tuple(sorted(numbers))
    assert numbers_of(code.lower()) == same
    assert numbers_of(f" {code.replace('-', ' ')} ") == same
    assert (
        numbers_of(code.replace("0", "O").replace("1", "l").replace("5", "s").replace("V", "u"))
        == same
    )
    assert numbers_of(code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))) == same


@given(st.text(max_size=80))
@example("")
@example("-")
@example("0000")
@example("²²²²")
@example("Z" * 90)
def test_any_other_text_is_refused_or_is_a_code(text: str) -> None:
    try:
        numbers = numbers_of(text)
    except ListCodeError:
        return
    assert numbers_of(list_code(numbers)) == numbers


@pytest.mark.parametrize("numbers", [set(), {0}, {-3}, {2**31 + 1}, set(range(1, MOST + 2))])
def test_no_code_for_what_is_no_list(numbers: set[int]) -> None:
    with pytest.raises(ValueError, match="a list holds 1 to 20 numbers"):
        list_code(numbers)
