"""Every public place has a number in the codes of lists."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Number the places that are there, town by town: neighbours get near numbers."""
    op.create_table(
        "listed",
        sa.Column("list_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"], ["place.number"], name="fk_listed_number_place", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("list_number", name="pk_listed"),
    )
    op.create_index("uq_listed_number", "listed", ["number"], unique=True)
    op.execute(
        "INSERT INTO listed (list_number, number)"
        " SELECT ROW_NUMBER() OVER (ORDER BY town_code, number), number FROM place"
        " WHERE document IS NOT NULL"
    )


def downgrade() -> None:
    """Forget the numbers: codes that were taken away would lead nowhere."""
    op.drop_table("listed")
