"""What a box may carry: a database of its own, filled with what the public may know and nothing else.

Nothing is deleted from a copy: what was never written cannot be found in the bytes of a file. The index is built
anew of what was written, since the words of the whole one remember what places said before they were hidden.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, insert, select

from kiosk.directory.place.public import for_public
from kiosk.store.document import digest_of, place_in
from kiosk.store.index import rebuild_index
from kiosk.store.place_row import Written, place_row
from kiosk.store.tables import ListedRow, PlaceBehindDeskRow, PlaceRow
from kiosk.store.writing import write_transaction

_PLACES: Final = 500


def copy_public(source: Connection) -> int:
    """Fill the empty database of the running application from another one.

    Returns:
        How many places the public can find in it.
    """
    shown = 0
    with write_transaction() as target:
        listed = {row.number: row.list_number for row in source.execute(select(ListedRow))}
        for rows in _batches(source):
            public = [row for each in rows if (row := _public_row(each, listed))]
            if not public:
                continue
            target.execute(insert(PlaceRow), public)
            numbers = [row["number"] for row in public if row["number"] in listed]
            if numbers:
                codes = [{"list_number": listed[each], "number": each} for each in numbers]
                target.execute(insert(ListedRow), codes)
            shown += sum(1 for row in public if row["document"] and not row["removed_at"])
    rebuild_index()
    return shown


def _batches(source: Connection) -> Iterator[list[Any]]:
    """All rows by number, some at a time, with what only the desk may know of them."""
    last = -1
    while True:
        query = (
            select(*PlaceRow.__table__.columns, PlaceBehindDeskRow.document.label("whole"))
            .outerjoin(PlaceBehindDeskRow, PlaceBehindDeskRow.number == PlaceRow.number)
            .where(PlaceRow.number > last)
            .order_by(PlaceRow.number)
            .limit(_PLACES)
        )
        rows = list(source.execute(query))
        if not rows:
            return
        yield rows
        last = rows[-1].number


def _public_row(row: Any, listed: dict[int, int]) -> dict[str, Any] | None:
    """The row as the copy has it; of a place that the public may not know, only that its code leads nowhere."""
    place = place_in(row.whole or row.document) if row.document else None
    public = for_public(place) if place is not None else None
    if place is None or public is None:
        return _unknown(row) if row.number in listed else None
    bare, shown = (replace(each, number=None, slug=None) for each in (place, public))
    if place.referral_only:
        shown = replace(shown, foreign_id=_id_of(row.number))  # It may tell what is left out.
    written = Written.of(bare, shown, row.number)
    return {
        **place_row(bare, shown, row.number, written, _utc(row.changed_at)),
        "foreign_id": shown.foreign_id,
        # A digest of the whole would tell whoever guesses that he is right.
        "digest": digest_of(written.listed or b""),
        "removed_at": row.removed_at and _utc(row.removed_at),
    }


def _unknown(row: Any) -> dict[str, Any]:
    return {
        "number": row.number, "feed": row.feed, "foreign_id": _id_of(row.number), "slug": str(row.number), "name": "",
        "digest": digest_of(b""), "document": None, "town_code": None, "confirmed_on": None,
        "changed_at": _utc(row.changed_at), "removed_at": row.removed_at and _utc(row.removed_at),
    }  # fmt: skip


def _id_of(number: int) -> str:
    return f"hidden-{number}"


def _utc(moment: datetime) -> datetime:
    """SQLite keeps no zone: what is written there is UTC."""
    return moment.astimezone(UTC) if moment.tzinfo is not None else moment
