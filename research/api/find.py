"""Look up an update by the address or the slug of its page, also by one that it had before."""

from __future__ import annotations

import uuid
from typing import Any

from django.apps import apps
from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

from research.api import params
from research.api.params import DetailParams
from research.api.paths import LONGEST, url_paths
from research.api.problems import ApiProblem
from research.api.served import detail
from research.models import AbstractResearchUpdate, Change, Representation
from research.models.change import PATH_BEGINNING
from research.representations.schema_v1 import ProblemError

Found = tuple[uuid.UUID, str]  # a translation key and a locale


def find(request: HttpRequest) -> HttpResponse:
    """Answer with the update at ``path``, or the only one with ``slug``. Raises ``ApiProblem``."""
    params.refuse_unknown(request, {"path", "slug", "locale", "fields"})
    path, slug = request.GET.get("path"), request.GET.get("slug")
    if (path is None) == (slug is None):
        raise params.refused("path", "Give “path”, the address of a page, or “slug”, the last part of one.")
    value = path or slug or ""
    if not value or len(value) > LONGEST or "\x00" in value:
        raise params.refused("path" if path is not None else "slug", f"It has 1 to {LONGEST} characters.")
    locale = params.locale(request)
    key, found_in = _by_path(request, value) if path is not None else _by_slug(request, value, locale)
    return detail(request, key, DetailParams(locale=locale or found_in, fields=params.fields(request)))


def _by_path(request: HttpRequest, address: str) -> Found:
    try:
        paths = list(url_paths(request, address))
    except ValueError:
        raise params.refused("path", "“path” is not an address. One looks like this: /en/research/x/.") from None
    now = _served(request).filter(page__url_path__in=paths)
    if found := now.values_list("translation_key", "locale__language_code").first():
        return found[0], found[1]
    if (redirected := _redirected(request, address)) is not None:
        return redirected
    before = _told(request).annotate(beginning=Left("url_path", PATH_BEGINNING))
    before = before.filter(beginning__in=[path[:PATH_BEGINNING] for path in paths], url_path__in=paths)
    if found := before.order_by("-sequence").values_list("translation_key", "locale").first():
        return found[0], found[1]
    raise _nothing("path", "There is no public update at this address, and there never was one.")


def _by_slug(request: HttpRequest, slug: str, locale: str | None) -> Found:
    rows = _served(request).filter(page__slug=slug)
    found: list[Found] = sorted(set(rows.values_list("translation_key", "locale__language_code")), key=str)
    if not found:
        before = _told(request).filter(url_path__endswith=f"/{slug}/")
        found = list(before.order_by("-sequence").values_list("translation_key", "locale")[:50])
    if not found:
        raise _nothing("slug", "No public update has this slug, and none ever had.")
    if len({key for key, _locale in found}) > 1:
        keys = ", ".join(sorted({str(key) for key, _locale in found}))
        raise params.refused("slug", f"Several updates have this slug; give “path”. Their keys: {keys}.")
    wanted = (locale or "").lower()
    return next((pair for pair in found if pair[1].lower() == wanted), found[0])


def _served(request: HttpRequest) -> Any:
    return Representation.objects.servable(Site.find_for_request(request)).order_by("pk")


def _told(request: HttpRequest) -> Any:
    site = Site.find_for_request(request)
    return Change.objects.filter(root=site.root_page.translation_key) if site else Change.objects.none()


def _redirected(request: HttpRequest, address: str) -> Found | None:
    """Return the update that an editor's redirect of ``address`` leads to."""
    if not apps.is_installed("wagtail.contrib.redirects"):
        return None
    redirect = apps.get_model("wagtailredirects.Redirect")
    old = redirect.normalise_path(address)
    row = redirect.get_for_site(Site.find_for_request(request)).filter(old_path=old).first()
    page = row.redirect_page.specific if row and row.redirect_page else None
    if not isinstance(page, AbstractResearchUpdate):
        return None
    key = page.translation_key
    # A redirect to what never was public is nothing, and cannot be told from it.
    if not (_served(request).filter(translation_key=key) or _told(request).filter(translation_key=key)):
        return None
    return key, str(page.locale.language_code)


def _nothing(name: str, detail: str) -> ApiProblem:
    return ApiProblem("update-not-found", detail, [ProblemError(code="update-not-found", loc=["query", name])])
