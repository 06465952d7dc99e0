"""Decision diagrams: what every combination of answers leads to, small enough for a phone.

A node asks one axis and has a child for each of its levels. A child is a verdict (0, 1, 2) or the number
of another node; nodes are counted from 3, in the order in which they stand, the root last. In table.json
nodes of one axis stand together, the axis first: ``[[8, [0,0,1,1,0,0], ...], [6, [3,0,0,4], ...], ...]``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import groupby
from typing import Any, Final

from kiosk.rights.question import AXES, Levels

NAMES: Final = tuple(AXES)
"""Axes by their number."""


class Verdict(IntEnum):
    """What a right is for somebody."""

    NO = 0
    MAYBE = 1
    LIKELY = 2


FIRST: Final = len(Verdict)
"""The number of the first node."""

Node = int
"""A verdict, or the number of a node."""

Diagram = Sequence[Sequence[int]]
"""Nodes: the axis, then a child for each of its levels."""


def verdict_of(diagram: Diagram, possible: Levels) -> Verdict:
    """LIKELY where every combination that is still possible says so, MAYBE where some says more than NO."""
    wanted = [
        [number for number, level in enumerate(AXES[name]) if level in possible[name]]
        for name in NAMES
    ]
    found: set[int] = set()
    seen: set[Node] = set()
    ahead: list[Node] = [len(diagram) - 1 + FIRST]
    while ahead:
        node = ahead.pop()
        if node < FIRST:
            found.add(node)
        elif node not in seen:
            seen.add(node)
            axis, *children = diagram[node - FIRST]
            ahead += [children[number] for number in wanted[axis]]
    if found == {Verdict.LIKELY}:
        return Verdict.LIKELY
    return Verdict.MAYBE if found - {Verdict.NO} else Verdict.NO


def read(written: Sequence[Sequence[Any]]) -> Diagram:
    """A diagram as it stands in the table."""
    return [[axis, *children] for axis, *nodes in written for children in nodes]


def written(diagram: Diagram) -> list[list[Any]]:
    """A diagram for the table: the nodes of one axis together, so that a change of the law reads as few changed lines."""
    return [
        [axis, *(children for _, *children in nodes)]
        for axis, nodes in groupby(diagram, key=lambda node: node[0])
    ]


@dataclass(slots=True)
class Builder:
    """Makes diagrams in which no two nodes are alike and none asks in vain."""

    _nodes: list[tuple[int, ...]] = field(default_factory=list)
    _known: dict[tuple[int, ...], Node] = field(default_factory=dict)

    def node(self, axis: int, children: Iterable[Node]) -> Node:
        """A node, or what all its children are."""
        parts = tuple(children)
        if len(set(parts)) == 1:
            return parts[0]
        key = (axis, *parts)
        if key not in self._known:
            self._known[key] = len(self._nodes) + FIRST
            self._nodes.append(key)
        return self._known[key]

    def joined(self, one: Node, other: Node, join: Callable[[int, int], int]) -> Node:
        """Both diagrams at once: at every end, what ``join`` makes of the two verdicts."""
        made: dict[tuple[Node, Node], Node] = {}

        def both(left: Node, right: Node) -> Node:
            if left < FIRST and right < FIRST:
                return int(join(left, right))
            if (left, right) not in made:
                axis = min(self._axis(each) for each in (left, right) if each >= FIRST)
                parts = zip(self._under(left, axis), self._under(right, axis), strict=True)
                made[left, right] = self.node(axis, [both(*each) for each in parts])
            return made[left, right]

        return both(one, other)

    def of_clauses(self, likely: Sequence[Levels], maybe: Sequence[Levels]) -> Node:
        """LIKELY where a clause of ``likely`` fits, else MAYBE where one of ``maybe`` does."""
        clauses = [*likely, *maybe]
        made: dict[tuple[int, frozenset[int]], Node] = {}

        def ask(axis: int, true: frozenset[int]) -> Node:
            """``true``: the clauses that nothing has spoken against yet."""
            if axis == len(NAMES) or not true:
                sure = any(each < len(likely) for each in true)
                return int(Verdict.LIKELY if sure else Verdict.MAYBE if true else Verdict.NO)
            if (axis, true) not in made:
                name = NAMES[axis]
                children = [
                    ask(
                        axis + 1,
                        frozenset(n for n in true if level in clauses[n].get(name, {level})),
                    )
                    for level in AXES[name]
                ]
                made[axis, true] = self.node(axis, children)
            return made[axis, true]

        return ask(0, frozenset(range(len(clauses))))

    def diagram(self, root: Node) -> Diagram:
        """A diagram by itself: the last axes first, the root last."""
        if root < FIRST:  # The same verdict for everybody.
            return [[0, *[root] * len(AXES[NAMES[0]])]]
        found: set[Node] = set()
        ahead = [root]
        while ahead:
            node = ahead.pop()
            if node >= FIRST and node not in found:
                found.add(node)
                ahead += self._nodes[node - FIRST][1:]
        order = sorted(found, key=lambda node: (-self._axis(node), node))
        numbers = {node: number + FIRST for number, node in enumerate(order)}
        return [
            [self._axis(node), *(numbers.get(each, each) for each in self._nodes[node - FIRST][1:])]
            for node in order
        ]

    def _axis(self, node: Node) -> int:
        return self._nodes[node - FIRST][0]

    def _under(self, node: Node, axis: int) -> tuple[Node, ...]:
        if node >= FIRST and self._axis(node) == axis:
            return self._nodes[node - FIRST][1:]
        return (node,) * len(AXES[NAMES[axis]])


def bits_of(levels: Mapping[str, Iterable[str]]) -> dict[int, int]:
    """Levels as a script takes them: the number of the axis, and its levels as bits."""
    return {
        NAMES.index(name): sum(1 << AXES[name].index(level) for level in own)
        for name, own in levels.items()
    }
