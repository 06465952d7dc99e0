"""Diagrams say what clauses say, and what is left open makes nothing likely that is not."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.rights.diagram import Builder, Verdict, bits_of, read, verdict_of, written
from kiosk.rights.question import AXES, Levels
from tests.rights.strategies import cells, clauses, possibles
from tests.thoroughness import examples


def _fits(clause: Levels, cell: Levels) -> bool:
    return all(cell[name] <= levels for name, levels in clause.items())


def _by_hand(likely: list[Levels], maybe: list[Levels], cell: Levels) -> Verdict:
    if any(_fits(each, cell) for each in likely):
        return Verdict.LIKELY
    return Verdict.MAYBE if any(_fits(each, cell) for each in maybe) else Verdict.NO


@given(clauses(), clauses(), st.integers(0, 1_000))
def test_a_diagram_of_clauses_says_what_they_say(
    likely: list[Levels], maybe: list[Levels], seed: int
) -> None:
    builder = Builder()
    diagram = builder.diagram(builder.of_clauses(likely, maybe))
    for cell in cells(20, seed):
        assert verdict_of(diagram, cell) is _by_hand(likely, maybe, cell)


@given(clauses(), clauses(), possibles())
@settings(max_examples=examples(60))
def test_what_is_left_open_is_likely_only_if_all_of_it_is(
    likely: list[Levels], maybe: list[Levels], possible: Levels
) -> None:
    names = sorted({name for each in (*likely, *maybe) for name in each})[:4]
    likely = [{k: v for k, v in each.items() if k in names} for each in likely]
    maybe = [{k: v for k, v in each.items() if k in names} for each in maybe]
    builder = Builder()
    diagram = builder.diagram(builder.of_clauses(likely, maybe))
    whole = {name: frozenset(levels[:1]) for name, levels in AXES.items()}
    found = {
        _by_hand(
            likely, maybe, {**whole, **dict(zip(names, map(frozenset, zip(picks)), strict=True))}
        )
        for picks in product(*(sorted(possible[name]) for name in names))
    }
    expected = (
        Verdict.LIKELY
        if found == {Verdict.LIKELY}
        else Verdict.MAYBE
        if found - {Verdict.NO}
        else Verdict.NO
    )
    assert verdict_of(diagram, possible) is expected


@given(clauses(), clauses(), clauses(), clauses(), st.integers(0, 1_000))
@settings(max_examples=examples(50))
def test_two_diagrams_are_joined_end_by_end(
    one: list[Levels], other: list[Levels], third: list[Levels], fourth: list[Levels], seed: int
) -> None:
    builder = Builder()
    left, right = builder.of_clauses(one, other), builder.of_clauses(third, fourth)
    most = builder.diagram(builder.joined(left, right, max))
    for cell in cells(10, seed):
        expected = max(_by_hand(one, other, cell), _by_hand(third, fourth, cell))
        assert verdict_of(most, cell) is expected


@given(clauses(), clauses())
def test_a_diagram_survives_paper(likely: list[Levels], maybe: list[Levels]) -> None:
    builder = Builder()
    diagram = builder.diagram(builder.of_clauses(likely, maybe))
    assert read(written(diagram)) == diagram
    assert len(written(diagram)) <= len(AXES)


def test_no_two_nodes_are_alike_and_none_asks_in_vain() -> None:
    builder = Builder()
    assert builder.node(0, [1] * 6) == 1
    assert builder.node(1, [0, 1, 0, 0, 0]) == builder.node(1, [0, 1, 0, 0, 0])


def test_levels_become_bits_for_the_script() -> None:
    assert bits_of({"ages": frozenset({"school", "both"}), "home": frozenset({"alone"})}) == {
        3: 6,
        1: 1,
    }
