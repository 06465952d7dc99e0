"""What one part of a text says: on which days, from when to when, under which conditions."""

from dataclasses import dataclass, field
from typing import Final

from kiosk.feeds.hours.opening_items import Item
from kiosk.feeds.hours.opening_times import Span

SCOPE_KINDS: Final = ("season", "weeks", "school", "sometimes")


@dataclass(frozen=True, slots=True)
class Scope:
    """When a clause holds at all.

    Attributes:
        season: OSM months or dates, or "" for the whole year.
        weeks: "02-52/2", "01-53/2", or "".
        school: "SH" during school holidays only, "term" outside them only, or "".
        sometimes: A comment, where nobody can reckon when: "une semaine sur deux".
    """

    season: str = ""
    weeks: str = ""
    school: str = ""
    sometimes: str = ""

    @property
    def osm(self) -> str:
        """What stands before the days in OSM."""
        parts = (
            self.season,
            f"week {self.weeks}" if self.weeks else "",
            "SH" if self.school == "SH" else "",
        )
        return "".join(f"{part} " for part in parts if part)


@dataclass(slots=True)
class Clause:
    """Days, and what happens on them.

    Attributes:
        days: Days of the week with the half of each that is meant, or "".
        nth: "Tu[1,3]".
        holidays: Whether it speaks of public holidays.
        spans: Minutes from and to.
        until: Only the end differs from what was said before; -1 for none.
        since: It opens then, nobody says until when; -1 for none.
        scope: When it holds at all.
        appointment: True by appointment, False expressly without, None when nothing is said.
        part: "morning", "afternoon", "evening" that the whole clause speaks of.
        times_first: Whether its times stand before its days.
        is_headed: Whether its scope stands before it like a heading: "juillet et août :".
        must_say: Whether it must say something of appointments, as its neighbour does.
        same_on_holidays: Whether it holds on public holidays too.
        replaces: Whether it takes the place of what else is said of its days.
        all_year: Whether it says that it holds all year, whatever its neighbour says.
    """

    days: list[tuple[int, str]] = field(default_factory=list)
    nth: list[str] = field(default_factory=list)
    holidays: bool = False
    spans: list[Span] = field(default_factory=list)
    until: int = -1
    since: int = -1
    scope: Scope = Scope()
    appointment: bool | None = None
    part: str = ""
    times_first: bool = False
    is_headed: bool = False
    must_say: bool = False
    same_on_holidays: bool = False
    replaces: bool = False
    all_year: bool = False

    @property
    def has_days(self) -> bool:
        """Whether it says on which days."""
        return bool(self.days or self.nth or self.holidays)

    @property
    def has_times(self) -> bool:
        """Whether it says at what time."""
        return bool(self.spans) or self.until >= 0 or self.since >= 0

    def add_days(self, item: Item) -> None:
        """Take the days of an item."""
        self.days += item.days
        self.nth += item.nth
        self.holidays |= item.holidays


@dataclass(slots=True)
class Closing:
    """What is closed.

    Attributes:
        days: As in :class:`Clause`.
        nth: As in :class:`Clause`.
        public_holidays: Closed on public holidays.
        school_holidays: Closed during school holidays.
        spans: Closed from and to.
        season: OSM months or dates.
        weeks: As in :class:`Scope`.
        is_exception: Whether a word such as "sauf" says it, so that there must be something that it is taken from.
        must_hit: Whether it is a slip of the pen if nothing is open then: "except Wednesday".
        of: The clauses that it is taken from; None: all of them.
    """

    days: list[tuple[int, str]] = field(default_factory=list)
    nth: list[str] = field(default_factory=list)
    public_holidays: bool = False
    school_holidays: bool = False
    spans: list[Span] = field(default_factory=list)
    season: str = ""
    weeks: str = ""
    is_exception: bool = False
    must_hit: bool = False
    of: list[Clause] | None = None
