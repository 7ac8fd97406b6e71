"""The locales of the site, and how complete each of them is."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

from research import conf
from research.api import params
from research.api.around import base
from research.api.feeds import feed_address
from research.api.vocabularies import answer, site_locales
from research.domain.locales import direction, own_name
from research.domain.negotiation import chain_of
from research.models import Facet, Representation
from research.representations import schema_v1 as v1
from research.representations.vocabulary import label_completeness
from research.vocabularies import OPEN_VOCABULARIES, terms


def locales(request: HttpRequest) -> HttpResponse:
    """Answer with every locale. Seven queries, however many locales and updates there are."""
    params.refuse_unknown(request, set())
    base_url, chain = base(request), conf.setting("FALLBACKS")
    visible = Representation.objects.servable(Site.find_for_request(request)).order_by()
    counts = _counts(visible)
    every = visible.aggregate(number=Count("translation_key", distinct=True))["number"]
    known_terms = [term for name in OPEN_VOCABULARIES for term in terms(name).values()]
    items = [
        v1.LocaleV1(
            code=code,
            name=own_name(code),
            direction=direction(code),
            fallbacks=list(chain_of(code, chain)),
            updates=(found := counts.get(code, NOTHING))["updates"],
            completeness=v1.UpdateCompleteness(
                of=every,
                translated=found["translated"],
                repeated=found["updates"] - found["translated"],
                missing=every - found["updates"],
                outdated=found["outdated"],
                unreviewed=found["unreviewed"],
            ),
            labels=label_completeness(known_terms, code),
            feeds=v1.FeedAddresses(
                atom=feed_address(base_url, code, "atom"), json_feed=feed_address(base_url, code, "json")
            ),
        )
        for code in site_locales()
    ]
    return answer(request, v1.LocaleList(items=items), [])


NOTHING = {"updates": 0, "translated": 0, "outdated": 0, "unreviewed": 0}


def _counts(visible: Any) -> dict[str, dict[str, int]]:
    """Return, by locale, how many updates there are, and of those in its own language how many are in which state."""
    own = Q(language=F("locale__language_code"))
    unreviewed = Exists(Facet.objects.filter(representation=OuterRef("pk"), name="review", value="unreviewed"))
    rows = visible.values("locale__language_code").annotate(
        updates=Count("pk"),
        translated=Count("pk", filter=own),
        outdated=Count("pk", filter=own & Q(facts__outdated=True)),
        unreviewed=Count("pk", filter=own & Q(unreviewed)),
    )
    return {row.pop("locale__language_code"): row for row in rows}
