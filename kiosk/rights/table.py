"""The table: for each right the diagram that decides it, and until when it may be believed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from typing import Final

from kiosk.caches import read_once
from kiosk.rights.diagram import Diagram, Verdict, read, verdict_of, written
from kiosk.rights.question import AXES, Levels
from kiosk.rights.right import rights

GRACE: Final = timedelta(days=60)
"""After the day until which the rules are known: then nothing is likely any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsTable:
    """What the generator wrote: tools/rights.

    Attributes:
        month: First day of the month whose rules these are.
        valid_until: The last day before some amount changes.
        diagrams: By right.
    """

    month: date
    valid_until: date
    diagrams: Mapping[str, Diagram]

    def is_old(self, today: date) -> bool:
        """Whether the rules are too old to call anything likely."""
        return today > self.valid_until + GRACE

    def verdicts(self, possible: Levels, today: date) -> dict[str, Verdict]:
        """What each right is for somebody, as far as the answers tell."""
        most = Verdict.MAYBE if self.is_old(today) else Verdict.LIKELY
        return {
            name: min(verdict_of(diagram, possible), most)
            for name, diagram in self.diagrams.items()
        }


@read_once
def table() -> RightsTable:
    """The one that is shipped."""
    raw = json.loads(files("kiosk.rights").joinpath("table.json").read_text("utf-8"))
    return RightsTable(
        month=date.fromisoformat(f"{raw['month']}-01"),
        valid_until=date.fromisoformat(raw["valid_until"]),
        diagrams={name: read(nodes) for name, nodes in raw["rights"].items()},
    )


def for_script(table: RightsTable) -> str:
    """A table as static/js/rights/ takes it: diagrams by the place of each right in the code of a list.

    ``old`` is the first day, in milliseconds since 1970, on which nothing is likely any more.
    """
    first_old = datetime.combine(table.valid_until + GRACE + timedelta(days=1), time(), UTC)
    by_bit = sorted(rights().values(), key=lambda right: right.bit)
    said = {
        "axes": [len(each) for each in AXES.values()],
        "old": int(first_old.timestamp() * 1000),
        "rights": [written(table.diagrams[each.id]) for each in by_bit],
    }
    return json.dumps(said, separators=(",", ":"))
