"""Places, what the desk alone may know of them, and what they are found by."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _word() -> sa.types.TypeEngine[str]:
    return sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "place",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("feed", sa.String(80), nullable=False),
        sa.Column("foreign_id", sa.String(400), nullable=False),
        sa.Column("slug", sa.String(200), nullable=False),
        sa.Column("name", sa.String(400), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=True),
        sa.Column("town_code", sa.String(5), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_place"),
    )
    op.create_index("uq_place_feed_foreign_id", "place", ["feed", "foreign_id"], unique=True)
    op.create_index("ix_place_town_code", "place", ["town_code"])
    op.create_index("ix_place_changed_at", "place", ["changed_at", "number"])
    op.create_table(
        "place_behind_desk",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        _to_place("place_behind_desk"),
        sa.PrimaryKeyConstraint("number", name="pk_place_behind_desk"),
    )
    op.create_table(
        "position",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        _to_place("position"),
        sa.PrimaryKeyConstraint("id", name="pk_position"),
    )
    op.create_index("ix_position_number", "position", ["number"])
    op.create_index("ix_position_lat_lon", "position", ["lat", "lon", "number"])
    for table, column, kind in (
        ("place_category", "category", sa.String(80)),
        ("place_word", "word", _word()),
    ):
        op.create_table(
            table,
            sa.Column(column, kind, nullable=False),
            sa.Column("number", sa.Integer(), nullable=False),
            _to_place(table),
            sa.PrimaryKeyConstraint(column, "number", name=f"pk_{table}"),
        )
        op.create_index(f"ix_{table}_number", table, ["number"])


def _to_place(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["number"], ["place.number"], name=f"fk_{table}_number_place", ondelete="CASCADE"
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("place_word", "place_category", "position", "place_behind_desk", "place"):
        op.drop_table(table)
