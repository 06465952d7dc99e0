"""Decision diagrams: what every combination of answers leads to, small enough for a phone.

A node asks one axis and has a child for each of its levels. A child is another node, or a verdict.
On paper (table.json) a diagram is a list of nodes ``[axis, child, child, ...]``, the root last; a
child is the place of a node in the list, or a verdict ``v`` as ``-1 - v``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import groupby
from typing import Final

from kiosk.rights.question import AXES, Levels

NAMES: Final = tuple(AXES)
"""Axes by their number."""


class Verdict(IntEnum):
    """What a right is for somebody."""

    NO = 0
    MAYBE = 1
    LIKELY = 2


Node = int
"""The place of a node in a diagram; below zero a verdict."""

Diagram = Sequence[Sequence[int]]


def leaf(verdict: int) -> Node:
    """A verdict in the place of a node."""
    return -1 - verdict


def verdict_of(diagram: Diagram, possible: Levels) -> Verdict:
    """LIKELY where every combination that is still possible says so, MAYBE where some says more than NO."""
    wanted = [
        [number for number, level in enumerate(AXES[name]) if level in possible[name]]
        for name in NAMES
    ]
    found: set[int] = set()
    seen: set[Node] = set()
    ahead: list[Node] = [len(diagram) - 1]
    while ahead:
        node = ahead.pop()
        if node < 0:
            found.add(-1 - node)
        elif node not in seen:
            seen.add(node)
            axis, *children = diagram[node]
            ahead += [children[number] for number in wanted[axis]]
    if found == {Verdict.LIKELY}:
        return Verdict.LIKELY
    return Verdict.MAYBE if found - {Verdict.NO} else Verdict.NO


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
            self._known[key] = len(self._nodes)
            self._nodes.append(key)
        return self._known[key]

    def joined(self, one: Node, other: Node, join: Callable[[int, int], int]) -> Node:
        """Both diagrams at once: at every end, what ``join`` makes of the two verdicts."""
        made: dict[tuple[Node, Node], Node] = {}

        def both(left: Node, right: Node) -> Node:
            if left < 0 and right < 0:
                return leaf(join(-1 - left, -1 - right))
            if (left, right) not in made:
                axis = min(self._nodes[each][0] for each in (left, right) if each >= 0)
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
                return leaf(Verdict.LIKELY if sure else Verdict.MAYBE if true else Verdict.NO)
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

    def diagram(self, root: Node) -> list[list[int]]:
        """A diagram by itself, as it stands in the table: the root last."""
        order: dict[Node, int] = {}

        def visit(node: Node) -> None:
            if node >= 0 and node not in order:
                for child in self._nodes[node][1:]:
                    visit(child)
                order[node] = len(order)

        visit(root)
        if root < 0:  # The same verdict for everybody.
            return [[0, *[root] * len(AXES[NAMES[0]])]]
        return [
            [self._nodes[node][0], *(order.get(each, each) for each in self._nodes[node][1:])]
            for node in order
        ]

    def read(self, diagram: Diagram) -> Node:
        """The root of a diagram of the table, among the nodes here."""
        places: list[Node] = []
        for axis, *children in diagram:
            places.append(
                self.node(axis, [places[each] if each >= 0 else each for each in children])
            )
        return places[-1]

    def _under(self, node: Node, axis: int) -> tuple[Node, ...]:
        if node >= 0 and self._nodes[node][0] == axis:
            return self._nodes[node][1:]
        return (node,) * len(AXES[NAMES[axis]])


def lines_of(diagram: Diagram) -> list[list[Sequence[int]]]:
    """The nodes in lines of one axis each, as they are printed: a change of the law reads as changed lines."""
    return [list(own) for _, own in groupby(diagram, key=lambda node: node[0])]


def bits_of(levels: Mapping[str, Iterable[str]]) -> dict[int, int]:
    """Levels as a script takes them: the number of the axis, and its levels as bits."""
    return {
        NAMES.index(name): sum(1 << AXES[name].index(level) for level in own)
        for name, own in levels.items()
    }
