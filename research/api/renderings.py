"""The forms of one update: what there is, and each of them."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from research import conf
from research.api import answers, params, served
from research.api.around import Served, base, page_address
from research.api.params import DetailParams
from research.api.problems import ApiProblem
from research.api.rows import Row
from research.models import Rendering
from research.reader.addresses import reachable
from research.reader.update import named, parsed
from research.renderings import audio, easy, html
from research.renderings.braille import brf, pef
from research.renderings.checks import LIMITS, Check, checks
from research.renderings.form import Form, Source, Unavailable, file_title
from research.renderings.forms import FORMS
from research.renderings.links import Link, Surroundings
from research.renderings.made_from import made_from
from research.representations import schema_v1 as v1
from research.representations.words import text_of
from research.wording import catalogue

#: Of what is not text, or says for itself how it is encoded.
_BINARY = (audio.MEDIA_TYPE, brf.MEDIA_TYPE, pef.MEDIA_TYPE, "application/pdf", "application/epub+zip")
POLICIES = {html.FORM.name: html.CONTENT_SECURITY_POLICY, easy.FORM.name: easy.CONTENT_SECURITY_POLICY}
LOWEST_TITLE = 5


def listing(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Answer with every form of an update, or with the one that ``Accept`` prefers to JSON."""
    asked = params.rendering_params(request)
    preferred = request.get_preferred_type(["application/json", *(form.media_type for form in FORMS.values())])
    # The first of several with one media type: html before easy read, which not every update has.
    form = next((form for form in FORMS.values() if form.media_type == preferred), None)
    row, group, why = served.found(request, key, asked)
    source = source_of(request, row, group)
    if form is not None:
        answer = _bytes(source, form, _whole(source, form, row), row)
        answer["Content-Location"] = _address(request, row, form)
    else:
        kept = _kept(source, row)
        items = [_item(request, source, row, form, kept.get(form.name)) for form in FORMS.values()]
        made = v1.RenderingList(
            translation_key=str(row.key),
            locale=row.locale,
            title=source.update.title,
            checks_notice=text_of(catalogue(row.locale).gettext(LIMITS)),
            items=items,
        )
        data = made.model_dump_json().encode()
        answer = answers.json_answer(data, answers.tag_of(data))
        answers.describe(answer, row, "")
    return _varying(request, answer, ["Accept", *_by(why)])


def rendering(request: HttpRequest, key: uuid.UUID, name: str) -> HttpResponse:
    """Answer with one form of an update. Raises ``ApiProblem``."""
    form = FORMS.get(name)
    if form is None:
        loc = [v1.ProblemError(code="form-not-found", loc=["path", "form"])]
        raise ApiProblem("form-not-found", f"Updates have no form “{name[:80]}”. They have: {', '.join(FORMS)}.", loc)
    return _answer(request, key, params.rendering_params(request), form)


def html_rendering(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Answer with an update as a page, or as an element to embed. Raises ``ApiProblem``."""
    asked = params.rendering_params(request, "fragment", "level")
    if "fragment" not in request.GET and "level" not in request.GET:
        return _answer(request, key, asked, html.FORM)
    fragment = params.number(request, "fragment", 0, 1, 0) == 1
    level = params.number(request, "level", 1, LOWEST_TITLE, 2 if fragment else 1)
    write = html.fragment if fragment else html.page
    return _answer(request, key, asked, html.FORM, lambda source: write(source, level=level).encode())


def _answer(
    request: HttpRequest,
    key: uuid.UUID,
    asked: DetailParams,
    form: Form,
    make: Callable[[Source], bytes] | None = None,
) -> HttpResponse:
    """Answer with what ``make`` makes, or with the whole form as it is kept."""
    row, group, why = served.found(request, key, asked)
    source = source_of(request, row, group)
    data = _made(source, make) if make else _whole(source, form, row)
    answer = _bytes(source, form, data, row)
    if why.by != "locale":
        answer["Content-Location"] = _address(request, row, form)
    return _varying(request, answer, _by(why))


def _made(source: Source, make: Callable[[Source], bytes]) -> bytes:
    try:
        return make(source)
    except Unavailable as missing:
        loc = [v1.ProblemError(code="form-not-available", loc=["path", "form"])]
        raise ApiProblem("form-not-available", missing.reason, loc) from missing


def _whole(source: Source, form: Form, row: Row) -> bytes:
    """Return the bytes of a form: those that are kept if they are what would be made now, else made now.

    One query where forms are kept. Nothing is stored here: whoever reads writes nothing.
    """
    kept = _kept(source, row, form).get(form.name)
    data = kept.read() if kept is not None and kept.size is not None else None
    return _made(source, form.make) if data is None else data


def _kept(source: Source, row: Row, form: Form | None = None) -> dict[str, Rendering]:
    """Return what is kept of ``form``, or of all forms without their bytes, and is what would be made now."""
    if not conf.setting("KEEP_RENDERINGS"):
        return {}
    found = Rendering.objects.filter(representation=row.page)
    found = found.filter(form=form.name) if form else found.defer("data")
    return {
        kept.form: kept
        for kept in found
        if kept.form in FORMS and kept.made_from == made_from(FORMS[kept.form], row.etag, source.around)
    }


def _by(why: Served) -> list[str]:
    return [] if why.by == "locale" else ["Accept-Language"]


def _varying(request: HttpRequest, answer: HttpResponse, headers: Sequence[str]) -> HttpResponse:
    if headers:
        answers.varies(answer, headers)
    return answers.conditional(request, answer)


def source_of(request: HttpRequest, row: Row, group: Sequence[Row]) -> Source:
    """Return what forms are made from. One query where the update names others, none otherwise."""
    update = parsed(row.body or "", row.page)
    if update is None:
        raise ApiProblem("update-not-found", "The update is being built again. Ask in a moment.")
    start = f"{base(request)}updates/{row.key}/"
    pages = {other.locale: page for other in group if other is not row and (page := page_address(request, other))}
    related = {
        name: Link(request.build_absolute_uri(link.url), link.title, link.language)
        for name, link in reachable(request, named(update), row.locale).items()
    }
    around = Surroundings(
        api=f"{start}?locale={row.locale}",
        forms=f"{start}renderings/",
        page=page_address(request, row),
        related=related,
        translations=pages,
    )
    return Source(update, around)


def _bytes(source: Source, form: Form, data: bytes, row: Row) -> HttpResponse:
    charset = "" if form.media_type in _BINARY else "; charset=utf-8"
    answer = HttpResponse(data, content_type=f"{form.media_type}{charset}")
    answer["ETag"] = answers.tag_of(data)
    answer["Cache-Control"] = answers.cache_control()
    answers.describe(answer, row, "")
    answer["Content-Language"] = ", ".join(_languages(source))
    answer["Content-Disposition"] = content_disposition_header(False, _file_name(source, form)) or "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    if form.name in POLICIES:
        answer["Content-Security-Policy"] = POLICIES[form.name]
    return answer


def _item(request: HttpRequest, source: Source, row: Row, form: Form, kept: Rendering | None) -> v1.RenderingV1:
    """Return what is known of a form. One that is dear and not kept is not made for that."""
    words = catalogue(row.locale)
    lacks = form.missing_for(source.update, _languages(source))
    reason = lacks.reason if lacks else kept.unavailable if kept else ""
    size, digest = (kept.size, kept.sha256 or None) if kept else (None, None)
    if kept is None and not form.dear and not reason:
        data = form.make(source)
        size, digest = len(data), hashlib.sha256(data).hexdigest()
    return v1.RenderingV1(
        form=form.name,
        label=text_of(words.gettext(form.label)),
        media_type=form.media_type,
        languages=_languages(source),
        url=_address(request, row, form),
        bytes=size,
        sha256=digest,
        file_name=_file_name(source, form),
        unavailable=text_of(words.gettext(reason)) if reason else None,
        # What cannot be read here was not checked here either.
        checks=[] if reason else [_check(check, row.locale) for check in checks().of(form.name)],
    )


def _check(check: Check, locale: str) -> v1.CheckV1:
    found = checks()
    return v1.CheckV1(
        validator=check.validator,
        version=check.version or None,
        ran_on=found.ran_on,
        files=check.files,
        rules=check.rules,
        said=text_of(found.said(check, locale)),
    )


def _languages(source: Source) -> list[str]:
    """Return the language of the text, and that of the words around it where it is another."""
    return list(dict.fromkeys((source.outline.text_language, source.outline.language)))


def _address(request: HttpRequest, row: Row, form: Form) -> str:
    return f"{base(request)}updates/{row.key}/renderings/{form.name}/?locale={row.locale}"


def _file_name(source: Source, form: Form) -> str:
    """Return a name for the file in the update's language, with the locale: a folder may hold several."""
    title = file_title(source.update.title.text)
    return f"{title or source.update.translation_key}.{source.update.locale}.{form.extension}"
