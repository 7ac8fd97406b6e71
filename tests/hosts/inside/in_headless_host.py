"""A draft on its way to a headless front end, through the preview panel and by a preview token."""

from __future__ import annotations

import html
import json
import re
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import stream_data
import updates
import wagtail
import wagtail_headless_preview
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from newsroom.models import NewsIndex, NewsUpdate

from research.models import PreviewToken

editor = Client()
editor.force_login(get_user_model().objects.create_superuser("editor", "editor@example.org", "pw"))
index = updates.publish(updates.first_page().add_child(instance=NewsIndex(title="News", slug="news", live=False)))


def draft(slug: str, body: list[Any]) -> NewsUpdate:
    streams = {"summary": stream_data.summary(), "disclosures": stream_data.disclosures(), "body": body}
    stored = {name: json.dumps(value) for name, value in streams.items()}
    page = index.add_child(instance=NewsUpdate(title=f"Cells, {slug}", slug=slug, live=False, **stored))
    page.save_revision()
    return page


def framed(page: NewsUpdate) -> str:
    """Return the address at the front end that the preview of ``page`` shows to an editor."""
    answer = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    return html.unescape(re.search(r'<iframe src="([^"]+)"', answer.content.decode())[1])


def in_panel(page: NewsUpdate) -> dict[str, Any]:
    token = parse_qs(urlsplit(framed(page)).query)["token"][0]
    return updates.read(f"/panel-preview/?{urlencode({'token': token})}")


def by_token(page: NewsUpdate, token: str) -> dict[str, Any]:
    return updates.read(f"{updates.API}{page.translation_key}/?preview={token}")


whole = draft("first", stream_data.body())
without = draft("second", stream_data.body(stream_data.study(), stream_data.finding(caveats=[])))
_row, ours = PreviewToken.issue(whole.translation_key, days=1, note="The clinic")
_row, of_without = PreviewToken.issue(without.translation_key, days=1)
panel_token = parse_qs(urlsplit(framed(whole)).query)["token"][0]

said = {
    "versions": [wagtail.__version__, *map(str, wagtail_headless_preview.VERSION[:2])],
    "framed": framed(whole),
    "in_panel": in_panel(whole),
    "in_panel_without_caveats": in_panel(without),
    "by_token": by_token(whole, ours),
    "by_token_without_caveats": by_token(without, of_without),
    "our_token_in_the_panel": updates.read(f"/panel-preview/?token={ours}")["status"],
    "token_of_the_panel_at_ours": by_token(whole, panel_token)["status"],
    "before": updates.read(),
}
whole.title = "Cells, saved again"
whole.save_revision()
said["saved_again"] = [answer["body"]["title"]["text"] for answer in (in_panel(whole), by_token(whole, ours))]
NewsUpdate.objects.get(pk=whole.pk).get_latest_revision().publish()
said["listed"] = updates.read()
live = editor.get("/news/first/")
said["live"] = [live.status_code, live.get("Location")]
streams = {"summary": stream_data.summary(), "disclosures": stream_data.disclosures(), "body": stream_data.body()}
new = NewsUpdate(title="Never saved", slug="never", **{name: json.dumps(value) for name, value in streams.items()})
# What Wagtail does before it previews a page that is being made.
new.set_url_path(index)
new.depth, new.path = index.depth + 1, NewsUpdate._get_children_path_interval(index.path)[1]
new.locale = index.locale
frame = new.make_preview_request(None, "", {}).content.decode()
token = parse_qs(urlsplit(html.unescape(re.search(r'<iframe src="([^"]+)"', frame)[1])).query)["token"][0]
said["never_saved"] = updates.read("/panel-preview/?" + urlencode({"token": token}))
updates.report(**said)
