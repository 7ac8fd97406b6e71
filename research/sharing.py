"""Share a draft: an admin page for each update where tokens are made, listed and revoked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Page

from research.api.around import NAMESPACE
from research.models import AbstractResearchUpdate, PreviewToken

LONGEST_DAYS = 90


class ShareForm(forms.Form):
    note = forms.CharField(label=gettext_lazy("For whom"), max_length=200)
    days = forms.IntegerField(
        label=gettext_lazy("Valid for how many days"), min_value=1, max_value=LONGEST_DAYS, initial=14
    )
    every_locale = forms.BooleanField(
        label=gettext_lazy("Also the drafts in other languages"),
        required=False,
        help_text=gettext_lazy("Otherwise this language only."),
    )


def shared(request: HttpRequest, page_id: int) -> HttpResponse:
    """List the tokens of an update and make a new one. It is shown once, in the answer to the form."""
    page = _editable(request, page_id)
    form = ShareForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["every_locale"] and not _may_edit_all(request, page):
            raise PermissionDenied
        row, secret = PreviewToken.issue(
            page.translation_key,
            days=form.cleaned_data["days"],
            locale="" if form.cleaned_data["every_locale"] else str(page.locale.language_code),
            note=form.cleaned_data["note"],
            by=request.user,
        )
        log(instance=page, action="research.draft_shared", data={"note": row.note, "prefix": row.prefix})
        form = ShareForm()
    locale = str(page.locale.language_code)
    path = reverse(f"{NAMESPACE}:update", args=[page.translation_key])
    answer = TemplateResponse(
        request,
        "research/admin/share_draft.html",
        {
            "page": page,
            "form": form,
            "tokens": _tokens(request, page),
            "address": request.build_absolute_uri(f"{path}?locale={locale}&preview={secret}") if secret else "",
        },
    )
    add_never_cache_headers(answer)
    return answer


def revoked(request: HttpRequest, page_id: int, token_id: int) -> HttpResponse:
    page = _editable(request, page_id)
    token = get_object_or_404(_tokens(request, page), pk=token_id)
    if request.method == "POST":
        token.revoke()
        log(instance=page, action="research.draft_unshared", data={"note": token.note, "prefix": token.prefix})
        messages.success(request, _("The token for “%(note)s” no longer opens this draft.") % {"note": token.note})
    return redirect("research_share", page.pk)


def may_share(user: Any, page: Any) -> bool:
    """Whoever may edit a draft may show it."""
    return isinstance(page, AbstractResearchUpdate) and bool(page.permissions_for_user(user).can_edit())


def _editable(request: HttpRequest, page_id: int) -> AbstractResearchUpdate:
    page = get_object_or_404(Page, pk=page_id).specific
    if not may_share(request.user, page):
        raise PermissionDenied
    return page


def _may_edit_all(request: HttpRequest, page: AbstractResearchUpdate) -> bool:
    return all(may_share(request.user, other) for other in page.get_translations(inclusive=True))


def _tokens(request: HttpRequest, page: AbstractResearchUpdate) -> Any:
    """Return the tokens that open this page: those of its locale, and those of every locale."""
    tokens = PreviewToken.objects.filter(translation_key=page.translation_key).select_related("created_by")
    return tokens.filter(locale__in=["", str(page.locale.language_code)])
