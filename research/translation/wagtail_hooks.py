"""What translators see: why a translation cannot be published, at the segment that it is about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks

from research.domain.problems import Path, Problem, errors
from research.domain.text import plain
from research.domain.texts import texts
from research.messages import message
from research.models import AbstractResearchUpdate, GatedPage
from research.models.gate import doubts_about
from research.places import tab_of
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
    would_be = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    found = problems_of(would_be)
    if not found:
        return ask_once(request, translation, would_be)
    show_errors(translation, found)
    tell(request, would_be, found)
    return redirect(request.path)


def ask_once(request: HttpRequest, translation: Any, would_be: GatedPage) -> HttpResponse | None:
    """Stop the first publication where the meaning may have changed; the second one says that it has not."""
    doubts = doubts_about(would_be)
    if not doubts:
        return None
    asked = [[problem.code, *map(str, problem.path), message(problem)] for problem in doubts]
    key = f"research-asked-{translation.pk}"
    if request.session.get(key) == asked:
        del request.session[key]
        return None
    request.session[key] = asked
    tell_doubts(request, would_be, doubts)
    return redirect(request.path)


def tell_doubts(request: HttpRequest, would_be: GatedPage, doubts: list[Problem]) -> None:
    messages.warning(
        request,
        ngettext(
            "Not published yet: in %(count)d text the meaning may have changed. Mend it, or publish again if it is "
            "right.",
            "Not published yet: in %(count)d texts the meaning may have changed. Mend them, or publish again if they "
            "are right.",
            len(doubts),
        )
        % {"count": len(doubts)},
    )
    written = _texts_of(would_be)
    for problem in doubts:
        params = {"text": Truncator(plain(written.get(problem.path, ""))).chars(60), "problem": message(problem)}
        messages.warning(request, _("“%(text)s”: %(problem)s") % params)


def problems_of(would_be: GatedPage) -> list[Problem]:
    """Return the errors of the page as it would be published now, one for a text that is not translated."""
    found = errors(would_be.publication_problems())
    untranslated = {problem.path for problem in found if problem.code == "segment-not-translated"}
    # A text that is not translated holds the source's words; one sentence about that is enough.
    return [p for p in found if p.code == "segment-not-translated" or p.path not in untranslated]


def tell(request: HttpRequest, would_be: GatedPage, found: list[Problem]) -> None:
    """Say at the head of the page what has to be mended, and in which text."""
    written = _texts_of(would_be)
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
        text = written.get(problem.path, "")
        if text and problem.code != "segment-not-translated":
            params = {"text": Truncator(plain(text)).chars(60), "problem": message(problem)}
            messages.error(request, _("“%(text)s”: %(problem)s") % params)
        else:
            messages.error(request, message(problem))
    if len(found) > TOLD:
        messages.error(request, _("And %(count)d more.") % {"count": len(found) - TOLD})
    for tab in dict.fromkeys(filter(None, (tab_of(would_be, problem.path) for problem in found))):
        messages.error(request, _("Some of it is in the tab “%(tab)s”.") % {"tab": tab})


def _texts_of(page: GatedPage) -> dict[Path, str]:
    return {at.path: at.text for at in texts(page.as_update())} if isinstance(page, AbstractResearchUpdate) else {}


@hooks.register("insert_global_admin_css")
def translation_editor_style() -> SafeString:
    """Show each text of the translation editor in its own direction, whatever that of the admin is."""
    return format_html('<link rel="stylesheet" href="{}">', static("research/translation_editor.css"))


@hooks.register("insert_global_admin_js")
def translation_editor_script() -> SafeString:
    """Give the fields of the translation editor the language and direction of the translation."""
    return format_html('<script src="{}" defer></script>', static("research/translation_editor.js"))
