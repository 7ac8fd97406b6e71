"""The steps that fill the database of a run."""

from __future__ import annotations

import json
import os
import statistics
from collections import Counter
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from wagtail.models import Site
from wagtail.search.backends import get_search_backend

from benchmarks.corpus import copies, originals, words
from benchmarks.corpus.copies import Say
from benchmarks.corpus.rebuilding import rebuild
from benchmarks.servers.one_row import StoredRow
from research.models import Representation, ResearchUpdatePage

#: So many pages are asked for in turn. All of them fit into no cache of a processor.
ASKED_FOR = 1000
MOST_WORDS = 200
#: Bytes of a representation. Where the content grows out of this, the originals have to lose a block.
SMALLEST, LARGEST = 6_000, 10_300


def build(updates: int, manifest: Path, say: Say, copy_representations: bool) -> None:
    """Fill the database and write the manifest. Raises ``SystemExit`` if the corpus is not what it should be."""
    fewest = len(originals.ORIGINALS)
    if updates <= fewest:
        raise SystemExit(f"A corpus has more than {fewest} updates, one for each original and some copies.")
    say("Migrating")
    call_command("migrate", verbosity=0)
    say("Publishing the originals")
    site, groups = originals.publish()
    # The peers ask for this host. Any other would still find the default site.
    Site.objects.filter(pk=site.pk).update(hostname="127.0.0.1")
    made = copies.Copies([[page.page_ptr for page in group] for group in groups], updates)
    copies.copy_pages(made, say)
    rebuilt = None
    if copy_representations:
        copies.copy_what_hangs_on_them(made, say)
    else:
        _index_for_stock_search(say)
        say("Building every representation with rebuild_representations")
        rebuilt = asdict(rebuild(os.environ["DATABASE_URL"]))
    manifest.write_text(json.dumps({**_facts(updates, say), "rebuild": rebuilt}), encoding="utf-8")


def _index_for_stock_search(say: Say) -> None:
    backend = get_search_backend()
    index = backend.get_index_for_model(ResearchUpdatePage)
    found = ResearchUpdatePage.objects.order_by("pk")
    total, done = found.count(), 0
    while batch := list(found.select_related("locale")[done : done + 500]):
        index.add_items(ResearchUpdatePage, batch)
        done += len(batch)
        say(f"Index of stock search: {done:,} of {total:,} pages")


def _facts(updates: int, say: Say) -> dict[str, object]:
    """Look at what is there, and make the database ready to be asked."""
    expected = updates * len(originals.LANGUAGES) + updates
    served = Representation.objects.count()
    if served != expected:
        raise SystemExit(f"{served:,} representations are there in place of {expected:,}; the log says why.")
    asked = _asked_for(expected)
    sizes = [row["bytes"] for row in asked]
    if not SMALLEST <= statistics.median(sizes) <= LARGEST:
        raise SystemExit(f"A representation has {statistics.median(sizes):,.0f} bytes; 6 to 10 KB are asked for.")
    say("Filling the table of the one-row view")
    _store_rows([row["page"] for row in asked])
    say("Gathering statistics")
    with connection.cursor() as cursor:
        # VACUUM, so that a scan of an index need not look at the table for rows that nobody has changed since.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    shared = Counter(words.name(number) for number in range(len(originals.ORIGINALS), updates))
    hits = max(shared.values())
    return {
        "representations": served,
        "bytes": {"least": min(sizes), "median": statistics.median(sizes), "most": max(sizes)},
        "pages": asked,
        "example": Representation.objects.values_list("body", flat=True).get(pk=asked[0]["page"]),
        "words": list(islice((word for word, number in shared.items() if number == hits), MOST_WORDS)),
        "hits": hits,
        "topic": "diagnosis",
    }


def _asked_for(served: int) -> list[dict[str, Any]]:
    """Return up to ``ASKED_FOR`` pages, spread evenly over the corpus and its languages."""
    ids = list(Representation.objects.order_by("pk").values_list("pk", flat=True))
    step, languages = max(1, served // ASKED_FOR), len(originals.LANGUAGES) + 1
    if step > 1 and step % languages == 0:
        # Pages of an update lie side by side, so this step would always find the same language.
        step += 1
    chosen = ids[::step][:ASKED_FOR]
    rows = Representation.objects.filter(pk__in=chosen).select_related("locale", "page").order_by("pk")
    return [
        {
            "page": row.pk,
            "key": str(row.translation_key),
            "locale": row.locale.language_code,
            "bytes": len(row.body.encode()),
        }
        for row in rows
    ]


def _store_rows(page_ids: list[int]) -> None:
    with connection.schema_editor() as editor:
        editor.create_model(StoredRow)
    rows = Representation.objects.filter(pk__in=page_ids).values_list("pk", "body")
    StoredRow.objects.bulk_create([StoredRow(pk=pk, body=body) for pk, body in rows], batch_size=100)
