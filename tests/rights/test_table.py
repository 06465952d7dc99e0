"""The shipped table: small, whole, and in step with the law where the law is simple."""

import ast
import json
from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config import ROOT
from kiosk.rights.diagram import FIRST, Verdict, verdict_of
from kiosk.rights.question import AXES, Levels
from kiosk.rights.right import rights
from kiosk.rights.table import GRACE, for_script, table
from tests.rights.strategies import cells, possibles

TODAY = table().month
MOST_BYTES = 40_000
MEANS_TESTED = ("rsa", "c2s", "aspa", "housing_aid", "paje_base", "ars", "cf", "ame", "legal_aid")


def _verdict(name: str, **said: str) -> Verdict:
    possible = {
        axis: frozenset([said[axis]] if axis in said else levels) for axis, levels in AXES.items()
    }
    return verdict_of(table().diagrams[name], possible)


def test_it_is_small_and_has_a_diagram_for_each_right() -> None:
    text = files("kiosk.rights").joinpath("table.json").read_bytes()
    assert len(text) <= MOST_BYTES
    assert list(table().diagrams) == list(rights())
    assert json.loads(text)["axes"] == [len(levels) for levels in AXES.values()]
    assert len(for_script(table())) <= MOST_BYTES


def test_diagrams_are_well_made() -> None:
    sizes = [len(levels) for levels in AXES.values()]
    for name, diagram in table().diagrams.items():
        for number, (axis, *children) in enumerate(diagram, FIRST):
            assert len(children) == sizes[axis], name
            assert all(0 <= child < number for child in children), name
            for child in children:
                assert child < FIRST or diagram[child - FIRST][0] > axis, name


@pytest.mark.parametrize("name", MEANS_TESTED)
def test_more_money_never_gives_more_of_what_depends_on_it(name: str) -> None:
    for cell in cells(400, seed=3):
        if name == "rsa":  # With a pension beside it, ASPA takes its place.
            cell |= {"age": frozenset(["25"]), "home": frozenset(["alone"])}
        worth = [
            verdict_of(table().diagrams[name], {**cell, "income": frozenset([level])})
            for level in AXES["income"]
        ]
        assert worth == sorted(worth, reverse=True), (name, cell)


@given(possibles(), st.sampled_from(list(rights())))
def test_to_know_more_never_turns_a_likely_right_away(possible: Levels, name: str) -> None:
    """Whoever answers one more question keeps what was likely, and gets nothing that was out of reach."""
    before = verdict_of(table().diagrams[name], possible)
    for axis, levels in possible.items():
        for level in levels:
            after = verdict_of(table().diagrams[name], {**possible, axis: frozenset([level])})
            if before is Verdict.LIKELY:
                assert after is Verdict.LIKELY
            if before is Verdict.NO:
                assert after is Verdict.NO


@pytest.mark.parametrize("name", [each.id for each in rights().values() if each.only_maybe])
def test_what_answers_cannot_decide_is_never_likely(name: str) -> None:
    assert all(
        child != Verdict.LIKELY for _, *children in table().diagrams[name] for child in children
    )


@pytest.mark.parametrize("papers", ["asylum", "none"])
@pytest.mark.parametrize(
    "name", ["rsa", "ppa", "housing_aid", "aspa", "aah", "af", "paje_base", "ars"]
)
def test_without_papers_to_stay_there_is_none_of_these(papers: str, name: str) -> None:
    assert _verdict(name, papers=papers) is Verdict.NO


def test_students_have_no_rsa_and_the_young_only_with_a_child() -> None:
    for age in ("18", "25"):
        assert _verdict("rsa", work="student", age=age, home="alone", children="none") is Verdict.NO
    assert _verdict("rsa", age="18", children="none", home="alone") is Verdict.NO
    assert _verdict("rsa", age="18", children="one", work="none", income="0", housing="none", papers="french", home="alone", health="no") is Verdict.LIKELY  # fmt: skip


def test_five_years_of_papers_for_rsa_but_for_parents_alone() -> None:
    poor = {"work": "none", "income": "0", "housing": "none", "age": "25", "health": "no"}
    assert _verdict("rsa", **poor, children="none", home="alone", papers="mid") is Verdict.LIKELY
    assert _verdict("rsa", **poor, children="none", home="alone", papers="short") is Verdict.NO
    assert _verdict("rsa", **poor, children="one", ages="under3", home="alone", papers="short") is Verdict.MAYBE  # fmt: skip


def test_ten_years_of_papers_for_aspa() -> None:
    old = {"age": "65", "work": "retired", "income": "0", "home": "alone", "children": "none", "health": "no"}  # fmt: skip
    assert _verdict("aspa", **old, papers="long") is Verdict.LIKELY
    assert _verdict("aspa", **old, papers="mid") is Verdict.NO


def test_foreign_students_and_the_rent_since_july_2026() -> None:
    student = {"work": "student", "housing": "tenant", "age": "18", "income": "500", "home": "alone", "children": "none", "health": "no"}  # fmt: skip
    assert _verdict("housing_aid", **student, papers="french") is Verdict.LIKELY
    assert _verdict("housing_aid", **student, papers="short") is Verdict.MAYBE


def test_the_young_may_still_be_insured_with_their_parents() -> None:
    young = {"age": "18", "income": "500", "home": "alone", "children": "none", "health": "no", "papers": "french"}  # fmt: skip
    assert _verdict("c2s", **young, work="student", housing="tenant") is Verdict.MAYBE
    assert _verdict("c2s", **young, work="none", housing="hosted") is Verdict.MAYBE
    # Who sends the money to somebody without work?
    assert _verdict("c2s", **young, work="none", housing="tenant") is Verdict.MAYBE
    assert _verdict("c2s", **young, work="work", housing="tenant") is Verdict.LIKELY


def test_rsa_and_aspa_bring_the_free_health_cover() -> None:
    for cell in cells(3_000, seed=5):
        possible = {**cell, "papers": frozenset(["french"])}
        if Verdict.LIKELY in {
            verdict_of(table().diagrams[name], possible) for name in ("rsa", "aspa")
        }:
            assert verdict_of(table().diagrams["c2s"], possible) is Verdict.LIKELY, cell


def test_old_rules_make_nothing_likely() -> None:
    possible: Levels = {axis: frozenset(levels[:1]) for axis, levels in AXES.items()}
    possible = {**possible, "housing": frozenset(["none"])}
    last = table().valid_until + GRACE
    assert table().verdicts(possible, last)["domiciliation"] is Verdict.LIKELY
    assert table().verdicts(possible, last + timedelta(days=1))["domiciliation"] is Verdict.MAYBE
    assert not table().is_old(last)
    assert table().is_old(last + timedelta(days=1))


def test_rules_are_those_of_a_month_and_hold_for_a_while() -> None:
    assert table().month.day == 1
    assert table().month < table().valid_until <= table().month + timedelta(days=200)
    assert table().month >= date(2026, 11, 1)


def test_the_generator_knows_the_same_answers() -> None:
    """It cannot be imported here: it needs the engine, which the program must not have."""
    tree = ast.parse((ROOT / "tools" / "rights" / "points.py").read_text("utf-8"))
    axes = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.AnnAssign)
        and node.value is not None
        and getattr(node.target, "id", "") == "AXES"
    )
    assert axes == dict(AXES)


def test_the_engine_is_no_dependency_of_the_program() -> None:
    assert "openfisca" not in (ROOT / "pyproject.toml").read_text("utf-8").partition("[tool.")[0]
