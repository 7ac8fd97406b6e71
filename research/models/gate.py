"""The gate before publication: what stands against making a page live, asked by every publish door.

A page is asked in its own words and, where it is a translation, against its source.
``AbstractResearchUpdate.save`` is the backstop that no door can go round except
``queryset.update``; building a representation asks again, so that even then nothing leaves.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.dispatch import Signal
from django.utils import timezone

from research import conf
from research.domain.locales import lookup
from research.domain.parity import compare
from research.domain.problems import Problem, Scope, errors, warnings
from research.domain.publishability import problems as rule_problems
from research.domain.publishability.limits import Limits
from research.domain.text import plain
from research.domain.texts import texts
from research.domain.translation_quality import SegmentPair, run
from research.domain.update import Update
from research.messages import message
from research.vocabularies import terms

if TYPE_CHECKING:
    from research.models.gated_page import GatedPage
    from research.models.update_page import AbstractResearchUpdate

#: Sent with ``page`` before a row that is live is written. A receiver that returns ``True``
#: says that only publishing may change this row; the save then leaves it as it is.
live_row_write = Signal()
#: Sent with ``page`` when somebody wants it live. A receiver returns a list of further problems.
publication_asked = Signal()
#: Sent with ``page`` when a client of the write API changes a page. A receiver returns a list of problems.
api_write_asked = Signal()


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
    known = terms("glossary").values()
    explained = {t.labels[language].lower() for t in known if t.labels.get(language)}
    explained |= {form.lower() for t in known for form in t.forms.get(language, ())}
    return Limits(
        today=timezone.localdate(),
        small_sample=conf.setting("SMALL_SAMPLE"),
        short_follow_up_months=conf.setting("SHORT_FOLLOW_UP_MONTHS"),
        strict_readability=conf.setting("STRICT_READABILITY"),
        explained_words=frozenset(explained),
    )


def glossary(source: str, target: str) -> tuple[tuple[str, str], ...]:
    """Return the terms of the site's glossary with what is approved for each in another language, its forms included.

    Only a term with a label in both languages is asked for; a form of the source may be an everyday word.
    """
    known: tuple[tuple[str, str], ...] = conf.once("glossary", (source, target), lambda: _glossary(source, target))
    return known


def _glossary(source: str, target: str) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for term in terms("glossary", retired=False).values():
        labels = {language: label for language, label in term.labels.items() if label}
        ours, theirs = lookup([source], list(labels)), lookup([target], list(labels))
        if ours and theirs and ours != theirs:
            approved = (labels[theirs], *term.forms.get(theirs, ()))
            found += [(labels[ours], said) for said in approved]
    return tuple(found)


def publication_problems(page: AbstractResearchUpdate) -> list[Problem]:
    """Return everything that rules and quality checks see in ``page``, errors and warnings."""
    return own_problems(page) + text_problems(page)


def answers(signal: Signal, page: GatedPage) -> list[Problem]:
    """Collect the problems that the receivers of ``signal`` return."""
    told: Any = signal.send(type(page), page=page)
    return [problem for _receiver, found in told for problem in found or ()]


def source_problems(source: GatedPage) -> list[Problem]:
    """A translation is public only while its source is."""
    return [] if source.live else [Problem("source-not-live", scope=Scope.LOCALE, params={"title": source.title})]


def text_problems(page: GatedPage) -> list[Problem]:
    """Return what its source and the receivers have against ``page``: all there is for one like a list of updates."""
    source = source_page_of(page)
    found = [*source_problems(source), *page.compared_with(source)] if source is not None else []
    return found + answers(publication_asked, page)


def gated_text_problems(source: GatedPage, page: GatedPage) -> list[Problem]:
    """Compare the ``gated_texts`` of a translation with those of its source."""
    pairs = [
        SegmentPair(
            path=(name,),
            source=getattr(source, name),
            target=getattr(page, name),
            source_language=source.language,
            target_language=page.language,
            glossary=glossary(source.language, page.language),
        )
        for name in page.gated_texts
        if getattr(source, name)
    ]
    added = [
        Problem("block-added", (name,), scope=Scope.LOCALE, params={"text": plain(getattr(page, name))})
        for name in page.gated_texts
        if getattr(page, name) and not getattr(source, name)
    ]
    return [*added, *run(pairs)]


def own_problems(page: AbstractResearchUpdate) -> list[Problem]:
    """Return what the rules see in ``page`` alone, without a look at its source."""
    return update_problems(page.as_update())


def update_problems(update: Update) -> list[Problem]:
    """Return what the rules see in an update alone."""
    return rule_problems(update, conf.once("limits", update.language, lambda: limits(update.language)))


def translation_problems(source: Update, translation: Update) -> list[Problem]:
    """Compare a translation with its source: structure and neutral values (R15), then text by text."""
    return [*compare(source, translation), *added_texts(source, translation), *run(segment_pairs(source, translation))]


def added_texts(source: Update, translation: Update) -> list[Problem]:
    """Return an error for each text that the source leaves empty: the translation would say something of its own."""
    empty = {at.path for at in texts(source) if not at.text}
    return [
        Problem("block-added", at.path, scope=Scope.LOCALE, params={"text": plain(at.text)})
        for at in texts(translation)
        if at.text and at.path in empty
    ]


def segment_pairs(source: Update, translation: Update) -> list[SegmentPair]:
    """Pair the texts of the two by their path. A text whose block is missing is the business of ``compare``."""
    targets = {at.path: at.text for at in texts(translation)}
    approved = glossary(source.language, translation.language)
    return [
        SegmentPair(
            path=at.path,
            source=at.text,
            target=targets[at.path],
            source_language=source.language,
            target_language=translation.language,
            glossary=approved,
        )
        for at in texts(source)
        if at.text and at.path in targets
    ]


P = TypeVar("P", bound="GatedPage")


def source_page_of(page: P) -> P | None:
    """Return the page that ``page`` is translated from, or ``None`` for a source page or an alias.

    The source is the page of the translation group that was made first. An alias holds the very
    text of its original, in the original's language, and says so; there is nothing to compare.
    """
    if page.alias_of_id is not None:
        return None
    group = type(page)._default_manager.filter(translation_key=page.translation_key, alias_of__isnull=True)
    return source_among(page, group.order_by("pk").select_related("locale")[:1])


def source_among(page: P, group: Iterable[P]) -> P | None:
    """Return what ``source_page_of`` returns, from the pages of the translation group, the first made at first."""
    if page.alias_of_id is not None:
        return None
    first = next((other for other in group if other.alias_of_id is None), None)
    if first is None or first.pk == page.pk or first.locale_id == page.locale_id:
        return None
    return first


def refuse_if_unpublishable(page: GatedPage) -> None:
    """Raise ``PublishBlocked`` if a rule or check finds an error in ``page``."""
    if found := errors(page.publication_problems()):
        raise PublishBlocked(found, page.title)


@dataclass
class Refusals:
    """What was refused during one request, so that nobody is told of a success that was none.

    ``tolerant`` says that many pages are published at once: a refused one is noted here and the
    others go on.
    """

    tolerant: bool = False
    blocked: list[PublishBlocked] = field(default_factory=list)
    #: What may have changed its meaning in the translations that were published, with the page's title.
    doubts: list[tuple[str, Problem]] = field(default_factory=list)


#: The refusals of the request that is being answered; ``None`` outside of one.
refusals: ContextVar[Refusals | None] = ContextVar("refusals", default=None)


def doubts_about(page: GatedPage) -> list[Problem]:
    """Return what may be wrong with a translation: another meaning than its source, or words in a third language."""
    source = source_page_of(page)
    if source is None:
        return []
    return warnings([*page.compared_with(source), *page.language_problems()])


def note_doubts(page: GatedPage) -> None:
    """Note, where many pages are published at once, what the person at the other end must look at."""
    current = refusals.get()
    if current is not None and current.tolerant:
        current.doubts.extend((page.title, problem) for problem in doubts_about(page))


def note_refusal(blocked: PublishBlocked) -> bool:
    """Note a refusal for the person at the other end. Returns whether the work should go on."""
    current = refusals.get()
    if current is None:
        return False
    current.blocked.append(blocked)
    return current.tolerant
