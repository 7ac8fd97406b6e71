"""The question “Was this clear?” on the pages of the site: taken without an account, a cookie or a script.

Pages are kept by caches that many readers share, so nothing in the form is for one reader, and there is no token
against forged requests. None is needed: nobody is signed in by this address, and an answer gives nobody a right. That
other sites make their visitors send answers is refused by what browsers say of where a request comes from.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Site

from research.domain.comment import LONGEST, plain_comment
from research.feedback import limit
from research.feedback.passages import Passage
from research.feedback.receive import Answer, Deleted, ReadOnly, passage_of, receive, root_of
from research.models import SUMMARY, Representation
from research.reader.language import interface
from research.reader.update import parsed
from research.representations import schema_v1 as v1

#: The field that no person sees. A program that fills in everything fills it in, too.
TRAP = "website"
YES, NO = "yes", "no"


@dataclass(slots=True)
class Filled:
    """What stands in the form, and what is wrong with it by field; ``""`` for what is about none."""

    clear: str = ""
    block: str = ""
    comment: str = ""
    etag: str = ""
    errors: dict[str, str] = field(default_factory=dict)


@method_decorator(csrf_exempt, name="dispatch")
class FeedbackView(View):
    """``POST`` keeps an answer and sends the reader on to say thank you; ``GET`` asks the question on a page."""

    row: Representation
    update: v1.ResearchUpdateV1

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        locale, key = str(kwargs["locale"]), uuid.UUID(str(kwargs["translation_key"]))
        if not limit.is_open() or not self.find(request, locale, key):
            # As it is: LocaleMiddleware would redirect it to an address with a language in front.
            request.urlconf = "research.urls"
            raise Http404("There is no such update to speak of.")
        with translation.override(interface(self.row.locale.language_code)):
            answer = super().dispatch(request, *args, **kwargs)
            answer["Content-Language"] = translation.get_language() or ""
        answer["X-Robots-Tag"] = "noindex"
        add_never_cache_headers(answer)
        return answer

    def find(self, request: HttpRequest, locale: str, key: uuid.UUID) -> bool:
        """Look for the update; ``False`` where nobody may read it in this locale."""
        served = Representation.objects.servable(Site.find_for_request(request))
        found = served.filter(translation_key=key, locale__language_code__iexact=locale)
        row = found.select_related("locale", "page__locale").first()
        update = parsed(row.body, row.pk) if row else None
        if row is None or update is None:
            return False
        self.row, self.update = row, update
        return True

    def get(self, request: HttpRequest, locale: str, translation_key: uuid.UUID) -> HttpResponse:
        return self.page(request, Filled(etag=self.row.etag))

    def post(self, request: HttpRequest, locale: str, translation_key: uuid.UUID) -> HttpResponse:
        filled = Filled(
            clear=request.POST.get("clear", ""),
            block=request.POST.get("block", ""),
            comment=plain_comment(request.POST.get("comment", "")),
            etag=request.POST.get("etag", ""),
        )
        if not comes_from_here(request):
            filled.errors[""] = _("Your browser says that another site has sent this. Please send it from this page.")
            return self.page(request, filled, 403)
        if request.POST.get(TRAP):
            return self.thank(request)
        standing = limit.standing(request)
        if standing is not None and standing.over:
            filled.errors[""] = ngettext(
                "Too many answers came from your network. Please wait %(n)d second and send it again.",
                "Too many answers came from your network. Please wait %(n)d seconds and send it again.",
                standing.reset,
            ) % {"n": standing.reset}
            answer = self.page(request, filled, 429)
            answer["Retry-After"] = str(standing.reset)
            return answer
        return self.keep(request, filled)

    def keep(self, request: HttpRequest, filled: Filled) -> HttpResponse:
        passage = passage_of(self.row, filled.block)
        filled.errors = self.wrong(filled, passage)
        if filled.errors or passage is None:
            return self.page(request, filled, 422)
        said = Answer(filled.block, filled.clear == YES, filled.comment, filled.etag)
        again = limit.is_again(request, f"{self.row.pk} {said.text}")
        try:
            receive(self.row, root_of(Site.find_for_request(request)), passage, said, again=again)
        except ReadOnly:
            filled.errors[""] = _("Answers cannot be taken at the moment. Please try again later.")
            return self.page(request, filled, 503)
        except Deleted:
            raise Http404("There is no such update to speak of.") from None
        return self.thank(request)

    def wrong(self, filled: Filled, passage: Passage | None) -> dict[str, str]:
        """Return what is wrong by field, and what to do about it."""
        found = {}
        if filled.clear not in (YES, NO):
            found["clear"] = _("Say whether it was clear: choose “Yes”, or send what was not.")
        if passage is None:
            found["block"] = _("This part is not in the text any more. Choose another part, or the whole text.")
        if len(filled.comment) > LONGEST:
            found["comment"] = ngettext(
                "Your comment is %(n)d character too long. Please shorten it.",
                "Your comment is %(n)d characters too long. Please shorten it.",
                len(filled.comment) - LONGEST,
            ) % {"n": len(filled.comment) - LONGEST}
        return found

    def page(self, request: HttpRequest, filled: Filled, status: int = 200) -> HttpResponse:
        form = form_of(self.update, self.row.etag, filled)
        context = {"form": form, "back": self.row.page.get_url(request)}
        return HttpResponse(render_to_string("research/feedback/page.html", context, request), status=status)

    def thank(self, request: HttpRequest) -> HttpResponse:
        answer = HttpResponse(status=303)
        answer["Location"] = reverse("research_feedback_thanks", args=self.names())
        return answer

    def names(self) -> list[object]:
        return [self.row.locale.language_code, self.row.translation_key]


class ThanksView(FeedbackView):
    """Says thank you, in the language of the page that the reader came from."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, locale: str, translation_key: uuid.UUID) -> HttpResponse:
        context = {"back": self.row.page.get_url(request)}
        return HttpResponse(render_to_string("research/feedback/thanks.html", context, request))


def comes_from_here(request: HttpRequest) -> bool:
    """Tell whether a browser sent it from a page of this site. One that says nothing of it is believed."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    trusted = {urlsplit(known).netloc for known in settings.CSRF_TRUSTED_ORIGINS}
    return urlsplit(origin).netloc in {request.get_host(), *trusted}


@dataclass(frozen=True, slots=True)
class Part:
    """A part to choose: what kind it is, its number where there are several, and where it begins on the page."""

    id: str
    kind: str
    number: int | None
    title: v1.Text | None
    anchor: str


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one update. It is the same for every reader. ``etag`` tells which text they have before them."""

    action: str
    etag: str
    parts: tuple[Part, ...]
    filled: Filled
    trap: str = TRAP
    longest: int = LONGEST


def form_of(update: v1.ResearchUpdateV1, etag: str, filled: Filled | None = None) -> Form:
    """Return the form. Raises ``NoReverseMatch`` where the site has not mounted it."""
    action = reverse("research_feedback", args=[update.locale, update.translation_key])
    # What was read when the form was first shown, also when it is shown again with an error.
    shown = filled or Filled()
    return Form(action, shown.etag or etag, tuple(_parts(update)), shown)


def _parts(update: v1.ResearchUpdateV1) -> list[Part]:
    kinds = [block.type for block in update.blocks]
    seen: dict[str, int] = {}
    found = [Part(SUMMARY, SUMMARY, None, None, "in-short")] if update.summary else []
    for block in update.blocks:
        seen[block.type] = seen.get(block.type, 0) + 1
        # The statement of a finding is not here: it would stand without its caveats.
        title = None
        if isinstance(block, v1.Study):
            title = block.title
        elif isinstance(block, v1.GlossaryTerm):
            title = block.term
        number = seen[block.type] if kinds.count(block.type) > 1 else None
        found.append(Part(block.id, block.type, number, title, f"b-{block.id}"))
    return found
