"""What full-text search knows of a representation: its words, and what a hit shows of it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from research.models.representation import Representation

#: How many bits of a key are the page; the others are the second of its publication.
PAGE_BITS = 31


class SearchEntry(models.Model):
    """One representation as search finds it. Made from the one with ``etag``; ``made_by`` is what else decided on it.

    ``key`` is the order within equal relevance: the latest published first, to the second, then by page. The columns
    ``stems``, ``passages`` and ``findings`` hold one thing a line (see ``research.search.document``).

    A migration adds an index over the words in ``tokens``, which differs from database to database: GIN on
    PostgreSQL, a table of FTS5 that is kept by triggers on SQLite.
    """

    key = models.BigIntegerField(primary_key=True)
    representation = models.OneToOneField(Representation, on_delete=models.CASCADE, related_name="search_entry")
    etag = models.CharField(_("entity tag"), max_length=40)
    made_by = models.CharField(max_length=200)
    tokens = models.TextField()
    shown = models.TextField()
    stems = models.TextField()
    passages = models.TextField()
    findings = models.TextField()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self) -> str:
        return str(self.representation_id)


def search_key(published_at: datetime, page: int) -> int:
    """Return the number that sorts by second of publication (from 1970 to 2106), then by page."""
    second = min(max(int(published_at.timestamp()), 0), 2**32 - 1)
    return second << PAGE_BITS | page
