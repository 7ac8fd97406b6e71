"""The e-book of one update."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from research.renderings.book import MEDIA_TYPE, Book, bound
from research.renderings.feeds.feed import entry_id
from research.renderings.form import Form, Source
from research.renderings.outline import Span


def epub(source: Source) -> bytes:
    update, outline = source.update, source.outline
    return bound(
        Book(
            identifier=entry_id(update.translation_key, update.locale),
            title=(Span(update.title.text, update.title.language),),
            locale=outline.locale,
            language=outline.language,
            address=source.around.page or source.around.api,
            chapters=(source,),
        )
    )


FORM = Form("epub", gettext_noop("E-book"), MEDIA_TYPE, "epub", epub, dear=True, for_people=True)
