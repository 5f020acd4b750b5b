"""Deleted articles can be brought back for a while; what a collection needs of each map is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in batch mode: that would make the table anew, and what refers to it would be lost.
    op.add_column("articles", sa.Column("deleted", sa.String(27)))
    op.create_index("ix_articles_deleted", "articles", ["deleted"])
    op.create_table(
        "article_places",
        sa.Column("article_id", sa.String(12), nullable=False),
        sa.Column("worldview", sa.String(20), nullable=False),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("maker", sa.String(64), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", "worldview", "language", name="pk_article_places"),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name="fk_article_places_article_id_articles",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("article_places")
    op.drop_index("ix_articles_deleted", "articles")
    op.drop_column("articles", "deleted")
