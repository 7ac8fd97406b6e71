"""What translators see: why a translation cannot be published, at the segment that it is about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import edit_translation

from research.domain.problems import Problem, Severity, errors
from research.messages import message
from research.models import GatedPage
from research.places import tab_of
from research.translation.changed import changed
from research.translation.doubts import new_doubts
from research.translation.segments import NOT_TRANSLATED, translation_of
from research.translation.told import Told, forget_errors, located, show

#: How many problems are told at the head of the page; all of them stand at their segments.
TOLD = 5


# Before wagtail-localize's own hook, which takes the view over and would publish.
@hooks.register("before_edit_page", order=-10)
def check_before_publication(request: HttpRequest, page: Any) -> HttpResponse | None:
    specific = page.specific
    translation = translation_of(specific) if isinstance(specific, GatedPage) else None
    if translation is None:
        return None
    if request.method == "GET":
        tell_changes(request, translation)
        return editor_with_doubts(request, translation, specific)
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    forget_errors(translation)
    would_be = as_published(translation)
    told = located(translation, [*problems_of(would_be), *new_doubts(would_be)])
    found = [one for one in told if one.problem.severity is Severity.ERROR]
    doubts = [one for one in told if one.problem.severity is Severity.WARNING]
    if not found and not doubts:
        return None
    if found:
        show(found)
        tell(request, would_be, found)
    asked = [[one.problem.code, *map(str, one.problem.path), message(one.problem)] for one in doubts]
    if not found and request.session.pop(asked_key(translation), None) == asked:
        return None
    if doubts:
        request.session[asked_key(translation)] = asked
        tell_doubts(request, would_be, doubts)
    return redirect(request.path)


def as_published(translation: Translation) -> GatedPage:
    """Return the page as it would be published now, with the source's words where a translation is missing."""
    would_be: GatedPage = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    return would_be


def asked_key(translation: Translation) -> str:
    """Where the session keeps what was asked about: the second publication of the same says that it is right."""
    return f"research-asked-{translation.pk}"


def editor_with_doubts(request: HttpRequest, translation: Translation, page: GatedPage) -> HttpResponse | None:
    """Show the editor with each doubt at its segment, once there has been an attempt to publish.

    The editor knows errors only, and a segment with an error counts as not translated. So the doubts are written down
    just for as long as the page is built.
    """
    if asked_key(translation) not in request.session:
        return None
    doubts = located(translation, new_doubts(as_published(translation)))
    with transaction.atomic():
        show(one for one in doubts if one.place and not one.place.has_error)
        response: HttpResponse = edit_translation(request, translation, page)
        transaction.set_rollback(True)
    return response


def tell_changes(request: HttpRequest, translation: Translation) -> None:
    """Say what the source said before, and how that was translated, where it has changed since."""
    pairs = changed(translation)
    for pair in pairs[:TOLD]:
        params = {name: Truncator(getattr(pair, name)).chars(160) for name in ("now", "then", "translated")}
        messages.info(
            request,
            _("The source has changed. It says: “%(now)s” Before: “%(then)s” That was translated as: “%(translated)s”")
            % params,
        )
    if len(pairs) > TOLD:
        messages.info(request, _("And %(count)d more.") % {"count": len(pairs) - TOLD})


def tell_doubts(request: HttpRequest, would_be: GatedPage, doubts: list[Told]) -> None:
    """Ask at the head of the page what a person must decide."""
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
    list_problems(request, would_be, doubts, messages.WARNING)


def problems_of(would_be: GatedPage) -> list[Problem]:
    """Return the errors of the page as it would be published now, one for a text that is not translated."""
    found = errors(would_be.publication_problems())
    untranslated = {problem.path for problem in found if problem.code in NOT_TRANSLATED}
    # A text that is not translated holds the source's words; one sentence about that is enough.
    follows = {"update-in-other-language"} if untranslated else set()
    return [p for p in found if p.code in NOT_TRANSLATED or not (p.path in untranslated or p.code in follows)]


def tell(request: HttpRequest, would_be: GatedPage, found: list[Told]) -> None:
    """Say at the head of the page what has to be mended, and in which text."""
    messages.error(
        request,
        ngettext(
            "The translation was not published: %(count)d thing has to be mended. It stands at its text below.",
            "The translation was not published: %(count)d things have to be mended. They stand at their texts below.",
            len(found),
        )
        % {"count": len(found)},
    )
    list_problems(request, would_be, found, messages.ERROR)


def list_problems(request: HttpRequest, would_be: GatedPage, told: list[Told], level: int) -> None:
    for one in told[:TOLD]:
        problem = message(one.problem)
        if one.text:
            problem = _("“%(text)s”: %(problem)s") % {"text": Truncator(one.text).chars(60), "problem": problem}
        messages.add_message(request, level, problem)
    if len(told) > TOLD:
        messages.add_message(request, level, _("And %(count)d more.") % {"count": len(told) - TOLD})
    for tab in dict.fromkeys(filter(None, (tab_of(would_be, one.problem.path) for one in told))):
        messages.add_message(request, level, _("Some of it is in the tab “%(tab)s”.") % {"tab": tab})


@hooks.register("insert_global_admin_css")
def translation_editor_style() -> SafeString:
    """Show each text of the translation editor in its own direction, whatever that of the admin is."""
    return format_html('<link rel="stylesheet" href="{}">', static("research/translation_editor.css"))


@hooks.register("insert_global_admin_js")
def translation_editor_script() -> SafeString:
    """Give the fields of the translation editor the language and direction of the translation."""
    return format_html('<script src="{}" defer></script>', static("research/translation_editor.js"))
