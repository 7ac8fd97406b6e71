"""What the site adds to Wagtail: the vocabulary menu, the guard of used terms, one address per language."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib.admin.utils import quote
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import get_language_from_path
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from home import languages
from home.models import VocabularyTerm
from home.term_usage import pages_using, retire_instead
from home.viewsets import VocabularyViewSetGroup
from research.domain.problems import Severity
from research.messages import message

register_snippet(VocabularyViewSetGroup)


@hooks.register("before_delete_snippet")
def explain_why_a_used_term_stays(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Say which pages use a term, before the question whether to delete it is even asked."""
    used = [
        (term, pages)
        for term in instances
        if isinstance(term, VocabularyTerm) and (pages := pages_using(term.vocabulary, term.code))
    ]
    if not used:
        return None
    for term, pages in used:
        messages.error(request, retire_instead(str(term), pages))
    viewset = used[0][0].snippet_viewset
    if len(instances) == 1:
        return redirect(viewset.get_url_name("edit"), quote(used[0][0].pk))
    return redirect(viewset.get_url_name("list"))


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def tell_doubts(request: HttpRequest, instance: Any) -> None:
    """Say in which languages the meaning of a text may not be that of the default one."""
    if not isinstance(instance, VocabularyTerm):
        return
    for problem in instance.differences(Severity.WARNING):
        field, code = problem.path
        label = getattr(instance._meta.get_field(field), "verbose_name", field)
        messages.warning(request, f"{capfirst(label)} ({languages.name(code)}): {message(problem)}")


@hooks.register("before_serve_page")
def serve_under_its_own_language(
    page: Page, request: HttpRequest, _serve_args: list[Any], _serve_kwargs: dict[str, Any]
) -> HttpResponse | None:
    """Send a reader on who asked for ``/fr/`` and would get an English page under a French address.

    Wagtail serves the default language's page where a translation is missing. The redirect is temporary,
    because the translation may come.
    """
    asked = get_language_from_path(request.path_info)
    if asked and asked != page.locale.language_code:
        own = page.get_url(request)
        # A copy below the list of another language has no address of its own language to be sent to.
        if own and urlsplit(own).path == request.path:
            raise Http404("This page is in another language than its address.")
        return redirect(own)
    return None
