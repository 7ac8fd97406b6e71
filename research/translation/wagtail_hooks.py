"""What translators see: why a translation cannot be published, at the segment that it is about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail_localize.models import Translation

from research.domain.problems import Problem, errors
from research.messages import message
from research.models import GatedPage
from research.translation.segments import forget_errors, show_errors, translation_of

#: How many problems are told at the head of the page; all of them stand at their segments.
TOLD = 5


# Before wagtail-localize's own hook, which takes the view over and would publish.
@hooks.register("before_edit_page", order=-10)
def check_before_publication(request: HttpRequest, page: Any) -> HttpResponse | None:
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    specific = page.specific
    translation = translation_of(specific) if isinstance(specific, GatedPage) else None
    if translation is None:
        return None
    forget_errors(translation)
    found = problems_of(translation)
    if not found:
        return None
    show_errors(translation, found)
    tell(request, found)
    return redirect(request.path)


def problems_of(translation: Translation) -> list[Problem]:
    """Return the errors of the page as it would be published now."""
    would_be = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    found = errors(would_be.publication_problems())
    untranslated = {problem.path for problem in found if problem.code == "segment-not-translated"}
    # A text that is not translated holds the source's words; one sentence about that is enough.
    return [p for p in found if p.code == "segment-not-translated" or p.path not in untranslated]


def tell(request: HttpRequest, found: list[Problem]) -> None:
    messages.error(
        request,
        ngettext(
            "The translation was not published: %(count)d thing has to be mended. It stands at its text below.",
            "The translation was not published: %(count)d things have to be mended. They stand at their texts below.",
            len(found),
        )
        % {"count": len(found)},
    )
    for problem in found[:TOLD]:
        messages.error(request, message(problem))
    if len(found) > TOLD:
        messages.error(request, _("And %(count)d more.") % {"count": len(found) - TOLD})


@hooks.register("insert_global_admin_js")
def translation_editor_script() -> SafeString:
    """Give the fields of the translation editor the language and direction of the translation."""
    return format_html('<script src="{}" defer></script>', static("research/translation_editor.js"))
