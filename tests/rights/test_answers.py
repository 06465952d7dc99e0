"""What is asked next, and what an answer leaves open."""

import pytest

from kiosk.rights.answers import Answers
from kiosk.rights.question import AXES, questions


def _ask(*said: tuple[str, str]) -> Answers:
    return Answers.read(said)


def _walk(**wanted: str) -> list[str]:
    """The questions that come, when those named are answered and the others passed over."""
    given: dict[str, str] = {}
    while question := Answers.read(given.items()).next_question:
        given[question.id] = wanted.get(question.id, "")
    return list(given)


def test_children_come_first_and_ten_questions_are_the_most() -> None:
    everything = _walk(
        children="two", ages="both", couple="couple", income="800", earner="me", work="work",
        housing="tenant", papers="french", age="25", health="no",
    )  # fmt: skip
    assert everything[0] == "children"
    assert len(everything) == 10
    assert "income" in everything[:4]


def test_what_cuts_nothing_is_not_asked() -> None:
    assert _walk(children="none", couple="alone", income="500") == [
        "children", "couple", "income", "work", "housing", "papers", "age", "health",
    ]  # fmt: skip
    assert "earner" not in _walk(children="one", couple="couple", income="0")
    assert "earner" not in _walk(children="one")
    assert "ages" not in _walk(children="first")


def test_who_lives_alone_without_children_sees_finer_steps_of_money() -> None:
    alone = _ask(("children", "none"), ("couple", "alone")).next_question
    family = _ask(("children", "two"), ("ages", "school"), ("couple", "alone")).next_question
    assert alone is not None
    assert family is not None
    assert [each.id for each in alone.answers] == ["0", "500", "800", "1100", "1700", "more"]
    assert [each.id for each in family.answers] == ["0", "800", "1400", "2200", "3000", "more"]
    for question in (alone, family):
        levels = [level for each in question.answers for level in AXES["income"] if level in each.leaves["income"]]  # fmt: skip
        assert levels == list(AXES["income"])


def test_no_more_than_six_answers() -> None:
    assert all(2 <= len(each.answers) <= 6 for each in questions())


def test_not_to_know_leaves_everything_open() -> None:
    answers = _ask(("children", ""), ("couple", ""), ("income", ""))
    assert answers.possible == {name: frozenset(levels) for name, levels in AXES.items()}
    assert answers.chosen == ()


def test_an_answer_leaves_its_levels() -> None:
    answers = _ask(("children", "two"), ("ages", "baby"), ("couple", "couple"), ("income", "1400"))
    assert answers.possible["home"] == {"me", "both", "wage", "pension"}
    assert answers.possible["income"] == {"1100", "1400"}


def test_one_question_back_forgets_only_the_last() -> None:
    answers = _ask(("children", "two"), ("ages", "both"), ("couple", "alone"))
    assert answers.without_last().given == {"children": "two", "ages": "both"}
    assert Answers(given={}).without_last().given == {}


@pytest.mark.parametrize(
    "strange",
    [
        [("children", "seven")],
        [("nothing", "else")],
        [("earner", "me")],  # Not asked of everybody.
        [("children", "seven"), ("children", "two")],  # What was answered is not asked again.
    ],
)
def test_what_no_form_sends_says_nothing(strange: list[tuple[str, str]]) -> None:
    answers = Answers.read(strange)
    assert answers.chosen == ()


def test_the_count_of_questions_never_grows_on_the_way_by_more_than_what_an_answer_opens() -> None:
    start = Answers(given={})
    assert start.most_to_come == 10
    assert _ask(("children", "none")).most_to_come == 8
    assert _ask(("children", "none"), ("couple", "alone")).most_to_come == 6
