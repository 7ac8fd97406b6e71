"""The gate before publication: what stands against making a page live, asked by every publish door.

A page is asked in its own words and, where it is a translation, against its source.
``AbstractResearchUpdate.save`` is the backstop that no door can go round except
``queryset.update``; building a representation asks again, so that even then nothing leaves.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.dispatch import Signal
from django.utils import timezone

from research import conf
from research.domain.parity import compare
from research.domain.problems import Problem, errors
from research.domain.publishability import problems as rule_problems
from research.domain.publishability.limits import Limits
from research.domain.translation_quality import SegmentPair, run
from research.domain.texts import texts
from research.domain.update import Update
from research.messages import message
from research.vocabularies import terms

if TYPE_CHECKING:
    from research.models.update_page import AbstractResearchUpdate

#: Sent with ``page`` before a row that is live is written. A receiver that returns ``True``
#: says that only publishing may change this row; the save then leaves it as it is.
live_row_write = Signal()


class PublishBlocked(ValidationError):
    """Publication was refused. ``problems`` says why; the message says it in words.

    Keyed like a form's errors, because callers such as wagtail-localize read ``error_dict``.
    """

    def __init__(self, problems: Iterable[Problem], title: str = "") -> None:
        self.problems = list(problems)
        self.page_title = title
        super().__init__({"__all__": [ValidationError(message(p), code=p.code) for p in self.problems]})


def limits(language: str) -> Limits:
    """Return the limits of the site that are in force today."""
    glossary = terms("glossary").values()
    explained = {t.labels[language].lower() for t in glossary if t.labels.get(language)}
    explained |= {form.lower() for t in glossary for form in t.forms.get(language, ())}
    return Limits(
        today=timezone.localdate(),
        small_sample=conf.setting("SMALL_SAMPLE"),
        short_follow_up_months=conf.setting("SHORT_FOLLOW_UP_MONTHS"),
        strict_readability=conf.setting("STRICT_READABILITY"),
        explained_words=frozenset(explained),
    )


def publication_problems(page: AbstractResearchUpdate) -> list[Problem]:
    """Return everything that rules and quality checks see in ``page``, errors and warnings."""
    found = own_problems(page)
    source = source_page_of(page)
    return found if source is None else found + translation_problems(source.as_update(), page.as_update())


def own_problems(page: AbstractResearchUpdate) -> list[Problem]:
    """Return what the rules see in ``page`` alone, without a look at its source."""
    update = page.as_update()
    return rule_problems(update, limits(update.language))


def translation_problems(source: Update, translation: Update) -> list[Problem]:
    """Compare a translation with its source: structure and neutral values (R15), then text by text."""
    return [*compare(source, translation), *run(segment_pairs(source, translation))]


def segment_pairs(source: Update, translation: Update) -> list[SegmentPair]:
    """Pair the texts of the two by their path. A text whose block is missing is the business of ``compare``."""
    targets = {at.path: at.text for at in texts(translation)}
    return [
        SegmentPair(
            path=at.path,
            source=at.text,
            target=targets[at.path],
            source_language=source.language,
            target_language=translation.language,
        )
        for at in texts(source)
        if at.text and at.path in targets
    ]


def source_page_of(page: AbstractResearchUpdate) -> AbstractResearchUpdate | None:
    """Return the page that ``page`` is translated from, or ``None`` for a source page or an alias.

    The source is the page of the translation group that was made first. An alias holds the very
    text of its original, in the original's language, and says so; there is nothing to compare.
    """
    if page.alias_of_id is not None:
        return None
    group = type(page)._default_manager.filter(translation_key=page.translation_key, alias_of__isnull=True)
    first = group.order_by("pk").select_related("locale").first()
    if first is None or first.pk == page.pk or first.locale_id == page.locale_id:
        return None
    return first


def refuse_if_unpublishable(page: AbstractResearchUpdate) -> None:
    """Raise ``PublishBlocked`` if a rule or check finds an error in ``page``."""
    if found := errors(publication_problems(page)):
        raise PublishBlocked(found, page.title)
