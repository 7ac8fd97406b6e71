"""Make the forms of updates and keep them; take away what must not be kept.

What is kept is only ever served after a look at who may see the update, and if it was made from what is there now. So
nothing here has to be in time, but for what is taken back: that is removed at once.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Collection, Iterator

from django.core.exceptions import DisallowedHost
from django.db import IntegrityError, transaction
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils.translation import gettext_noop
from wagtail.models import Site

from research.api import rows
from research.api.renderings import source_of
from research.api.rows import Row
from research.models import Facet, Rendering, Representation
from research.renderings.form import Form, Source, Unavailable
from research.renderings.forms import FORMS
from research.renderings.made_from import made_from

logger = logging.getLogger("research")

HTTPS = 443
FAILED = gettext_noop("This form could not be made. Whoever runs the site finds the reason in its log.")


def kept_forms() -> list[Form]:
    """Return the forms that are made beforehand."""
    return [form for form in FORMS.values() if not form.on_request]


def make(keys: Collection[uuid.UUID]) -> int:
    """Make what is missing or outdated of the updates ``keys`` in all their locales. Returns how many were made.

    Addresses are those of the site that the update is in: whoever asks at another host gets bytes that are made then.
    """
    made = 0
    for site in Site.objects.order_by("-is_default_site", "pk"):
        request = _at(site)
        for key in keys:
            made += _make_update(request, key)
    return made


def _at(site: Site) -> HttpRequest:
    """Return a request as a reader makes it at ``site``."""
    secure = site.port == HTTPS
    request: HttpRequest = RequestFactory(SERVER_NAME=site.hostname).get("/", SERVER_PORT=str(site.port), secure=secure)
    return request


def _make_update(request: HttpRequest, key: uuid.UUID) -> int:
    codes = Representation.objects.filter(translation_key=key).values_list("locale__language_code", flat=True)
    made = 0
    for code in codes:
        # One locale at a time: a statement brings the bytes of a few only.
        group = rows.group(request, key, [code.lower()])
        row = next((row for row in group if row.locale == code), None)
        if row is None or row.body is None:
            continue
        try:
            source = source_of(request, row, group)
        except DisallowedHost:
            logger.warning(
                "No forms are made for the site %s: ALLOWED_HOSTS does not name it.", request.META["SERVER_NAME"]
            )
            return made
        made += _make_locale(source, row)
    return made


def _make_locale(source: Source, row: Row) -> int:
    known = {kept.form: kept for kept in Rendering.objects.filter(representation=row.page).defer("data")}
    made = 0
    for form in kept_forms():
        digest = made_from(form, row.etag, source.around)
        kept = known.get(form.name) or Rendering(representation_id=row.page, form=form.name)
        if kept.made_from == digest:
            continue
        kept.made_from, kept.etag = digest, row.etag
        made += _store(kept, *_tried(form, source, row), form)
    return made


def _tried(form: Form, source: Source, row: Row) -> tuple[bytes | None, str]:
    """Return the bytes of a form, or why there are none."""
    try:
        return form.make(source), ""
    except Unavailable as lacking:
        return None, lacking.reason
    except Exception:  # whatever it was, the other forms must still be made
        logger.exception("The form %s of %s (%s) could not be made.", form.name, row.key, row.locale)
        return None, FAILED


def _store(kept: Rendering, data: bytes | None, reason: str, form: Form) -> bool:
    """Store bytes, or why there are none, unless the update was taken back or changed meanwhile, or another process
    was quicker. In one transaction, after which the file that was there before goes.
    """
    still_there = Representation.objects.select_for_update().filter(pk=kept.representation_id, etag=kept.etag)
    try:
        with transaction.atomic():
            if data is None:
                kept.refuse(reason)
            else:
                kept.put(data, as_file=form.dear, extension=form.extension)
            if still_there.exists():
                kept.save()
                return True
    except IntegrityError:
        logger.info("%s was made by another process at the same time.", kept)
    except Exception:  # each kind of storage has errors of its own, and nobody waits for this form
        logger.exception("The storage does not take the form %s.", kept)
        return False
    kept.discard()
    return False


def remove_hidden(keys: Collection[uuid.UUID] | None = None) -> int:
    """Remove the forms of updates that not everybody may open. Returns how many there were.

    With the representation of what is taken back, its forms go by themselves.
    """
    hidden = Rendering.objects.exclude(representation__in=Representation.objects.unrestricted().values("pk"))
    if keys is not None:
        hidden = hidden.filter(representation__translation_key__in=keys)
    count, _by_model = hidden.delete()
    return count


def missing() -> QuerySet[Representation]:
    """Return the representations that lack a form, or have one of an older state of theirs."""
    names = [form.name for form in kept_forms()]
    current = Count("renderings", filter=Q(renderings__form__in=names, renderings__etag=F("etag")))
    public = Representation.objects.unrestricted()
    return public.annotate(current_forms=current).filter(current_forms__lt=len(names)).order_by("pk")


def public_keys() -> QuerySet[Representation, uuid.UUID]:
    """Return the translation keys of all updates that anybody may read."""
    public = Representation.objects.unrestricted().order_by("translation_key")
    return public.values_list("translation_key", flat=True).distinct()


def make_missing(at_most: int | None = None) -> Iterator[uuid.UUID]:
    """Make what is missing, and yield the key of each update that it is done for."""
    keys = list(dict.fromkeys(missing().values_list("translation_key", flat=True)))
    for key in keys[:at_most]:
        make([key])
        yield key


def forget_refusals() -> None:
    """Forget which forms could not be made, so that they are tried again: a font or a program may be there by now."""
    Rendering.objects.exclude(unavailable="").delete()


def named_by(keys: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Return the updates that name one of ``keys`` as later evidence: their forms say where it can be read."""
    facets = Facet.objects.filter(name="later", value__in=[str(key) for key in keys])
    return set(facets.values_list("representation__translation_key", flat=True))
