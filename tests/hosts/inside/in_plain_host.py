"""An update from its first draft to its reader, in a site with one language. Importing this does it."""

from __future__ import annotations

import sys

import stream_data
import updates
from wagtail.models import Locale

import research

TITLE = "Cells by injection, two years later"
GOOD = {"title": TITLE, "summary": stream_data.summary(), "disclosures": stream_data.disclosures()}

index = updates.index_below(updates.first_page(), "Research")

bad = updates.draft(index, "bad", **GOOD, body=stream_data.body(stream_data.study(), stream_data.finding(caveats=[])))
refused = updates.refusal(bad)
bad.refresh_from_db()
before = updates.read()

page = updates.publish(updates.draft(index, "cells", **GOOD, body=[*stream_data.body(), stream_data.table()]))

updates.report(
    plugin=research.__file__,
    loaded=sorted({"wagtail_localize", "modeltranslation"} & set(sys.modules)),
    locales=list(Locale.objects.values_list("language_code", flat=True)),
    refused=refused,
    bad_is_live=bad.live,
    before=before,
    listed=updates.read(),
    listed_for_spanish=updates.read(accept_language="es"),
    detail=updates.read(f"{updates.API}{page.translation_key}/"),
    document=updates.read("/api/research/v1/openapi.json"),
    docs=updates.read("/api/research/v1/docs/"),
    elsewhere=[updates.read(address)["status"] for address in ("/api/v2/pages/", "/api/v3/pages/")],
    page=updates.read("/research/cells/"),
    list_page=updates.read("/research/"),
    screens=updates.screens(index, page),
    refused_page=updates.read("/research/bad/")["status"],
)
