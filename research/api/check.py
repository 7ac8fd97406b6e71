"""What became of the copies that another site keeps: current, stale or to be removed."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

from research.api import answers, params
from research.api.around import base
from research.api.bodies import read_body
from research.models import Change, Representation
from research.representations.canonical import same_content
from research.representations.schema_v1 import Checked, CheckedList, CheckRequest, Known

#: In bytes: a thousand copies take less than 200 KB.
LONGEST_BODY = 512 * 1024

TOO_LONG = f"The body is longer than {LONGEST_BODY // 1024} KB. Send the copies in several requests."

Place = tuple[uuid.UUID, str]  # a translation key and a locale in lower case


def check(request: HttpRequest) -> HttpResponse:
    """Answer what became of each copy. A few queries however many there are. Raises ``ApiProblem``."""
    params.refuse_unknown(request, set())
    copies = read_body(request, CheckRequest, LONGEST_BODY, TOO_LONG).copies
    site = Site.find_for_request(request)
    keys = {copy.translation_key for copy in copies}
    served = Representation.objects.servable(site).filter(translation_key__in=keys)
    now = {
        (key, locale.lower()): (locale, tag)
        for key, locale, tag in served.values_list("translation_key", "locale__language_code", "etag")
    }
    told = Change.objects.filter(translation_key__in=keys, current=True)
    told = told.filter(root=site.root_page.translation_key) if site else told.none()
    before = {(row.translation_key, row.locale.lower()): row.state for row in told}
    base_url = base(request)
    body = CheckedList(items=[_checked(copy, now, before, base_url) for copy in copies])
    data = body.model_dump_json().encode()
    answer = answers.json_answer(data, answers.tag_of(data))
    answer["Cache-Control"] = "no-store"
    return answer


def _checked(copy: Known, now: dict[Place, tuple[str, str]], before: dict[Place, str], base_url: str) -> Checked:
    place = (copy.translation_key, copy.locale.lower())
    if found := now.get(place):
        locale, tag = found
        return Checked(
            translation_key=copy.translation_key,
            locale=locale,
            state="current" if same_content(copy.etag, tag) else "stale",
            etag=tag,
            url=f"{base_url}updates/{copy.translation_key}/?locale={locale}",
        )
    state = (before[place] or "withdrawn") if place in before else "unknown"
    return Checked.model_validate(
        {"translation_key": copy.translation_key, "locale": copy.locale, "state": state, "etag": None, "url": None}
    )
