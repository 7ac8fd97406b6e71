"""What is answered for an update that is not public: 410 with what became of it, or 404 where it never was.

The journal knows what was public on this site. What it does not know cannot be told from what does not exist: a
draft, a restricted page that never was open, a page of another site.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.apps import apps
from django.http import HttpRequest
from wagtail.models import Page, Site

from research.api.paths import html_paths
from research.api.problems import ApiProblem
from research.domain.changes import State
from research.models import Change
from research.representations.changes import change_item
from research.representations.schema_v1 import ProblemError, Withdrawal

SENTENCES = {
    State.WITHDRAWN: "This update was taken back and is not public any more. Remove your copy.",
    State.GONE: "This update was deleted. Remove your copy.",
    State.REDIRECTED: "This update was taken back; its page leads to another one now. Remove your copy.",
}


def refuse_missing(request: HttpRequest, key: uuid.UUID, locale: str | None) -> ApiProblem:
    """Return the problem for an update that nobody may see in ``locale``, or in any where that is ``None``."""
    told = _told(request, key)
    change = next((row for row in told if locale is None or row.locale.lower() == locale.lower()), None)
    change = change or next(iter(told), None)
    if change is None:
        return ApiProblem("update-not-found", "There is no public update with this translation key.")
    return _problem(withdrawal_of(request, change))


def refuse_withdrawn(
    request: HttpRequest, key: uuid.UUID, wanted: Sequence[str], available: Sequence[str]
) -> ApiProblem | None:
    """Return the problem for an update that was taken back in one of the locales that were asked for, if it was.

    It still is public in those that are ``available``.
    """
    folded = {locale.lower() for locale in wanted}
    change = next((row for row in _told(request, key) if row.removed and row.locale.lower() in folded), None)
    return _problem(withdrawal_of(request, change), available) if change is not None else None


def _told(request: HttpRequest, key: uuid.UUID) -> list[Change]:
    site = Site.find_for_request(request)
    if site is None:
        return []
    rows = Change.objects.filter(translation_key=key, root=site.root_page.translation_key, current=True)
    return list(rows.order_by("-sequence"))


def _problem(withdrawal: Withdrawal, available: Sequence[str] = ()) -> ApiProblem:
    code = f"update-{withdrawal.state}"
    return ApiProblem(
        code,
        SENTENCES[State(withdrawal.state)],
        [ProblemError(code=code, loc=["path", "translation_key"])],
        available,
        withdrawal=withdrawal,
    )


def withdrawal_of(request: HttpRequest, change: Change) -> Withdrawal:
    """Return what became of an update that was public when ``change`` was written, or until a moment ago."""
    item = change_item(change)
    state: State = State(item.state) if item.state else State.WITHDRAWN
    location = _redirect(request, change.url_path)
    return Withdrawal(
        state=State.REDIRECTED.value if location else state.value,
        at=change.at if change.removed else None,
        note=item.note,
        location=location,
    )


def _redirect(request: HttpRequest, url_path: str) -> str | None:
    """Return where an editor has sent readers of the old address (Wagtail's redirects), if anywhere."""
    if not url_path or not apps.is_installed("wagtail.contrib.redirects"):
        return None
    redirect = apps.get_model("wagtailredirects.Redirect")
    for path in html_paths(request, url_path):
        found = redirect.get_for_site(Site.find_for_request(request)).filter(old_path=redirect.normalise_path(path))
        row = found.first()
        # A page that is not public is not named.
        if row and row.link and (row.redirect_page is None or _is_public(row.redirect_page)):
            return str(request.build_absolute_uri(row.link))
    return None


def _is_public(page: Page) -> bool:
    return bool(page.live) and not page.get_view_restrictions().exists()
