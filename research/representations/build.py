"""Build what other sites receive for a page, in the page's own language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.models import Site

from research import conf
from research.domain import update as domain
from research.domain.codes import (
    OVERTAKING_RELATIONS,
    EvidenceState,
    Origin,
    TranslationMethod,
)
from research.domain.easy_read import is_complete, lines
from research.domain.evidence import with_evidence_of
from research.domain.locales import direction
from research.domain.output import output_problems
from research.domain.problems import Problem
from research.domain.staleness import Staleness, items, staleness
from research.domain.terms import Publisher
from research.models.update_page import AbstractResearchUpdate
from research.representations import schema_v1 as v1
from research.representations.blocks import Surroundings, block
from research.representations.glossary import used_terms
from research.representations.images import images_of
from research.representations.named import without_drafts
from research.representations.publisher import licence_of, publisher_in
from research.representations.words import Words, web_address
from research.sentences import (
    CONFLICT_NOTICE,
    CORRECTED_NOTICE,
    EASY_READ_NOT_TESTED,
    NOT_REVIEWED_ALIAS,
    NOT_REVIEWED_MACHINE,
    NOT_REVIEWED_TEXT,
    OUTDATED_NOTICE,
    OVERTAKEN_NOTICE,
    RETRACTED_NOTICE,
)
from research.vocabularies import said, terms
from research.wording import catalogue

ORIGINS = {
    TranslationMethod.HUMAN: Origin.HUMAN,
    TranslationMethod.MACHINE_REVIEWED: Origin.MACHINE_REVIEWED,
    TranslationMethod.MACHINE: Origin.MACHINE_UNREVIEWED,
}
EVIDENCE_NOTICES = {
    EvidenceState.RETRACTED: RETRACTED_NOTICE,
    EvidenceState.OVERTAKEN: OVERTAKEN_NOTICE,
    EvidenceState.CORRECTED: CORRECTED_NOTICE,
}


class NotServable(Exception):
    """The page may not leave: it would break a promise. ``problems`` says which and where."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(", ".join(problem.code for problem in problems))


def build(page: AbstractResearchUpdate) -> v1.ResearchUpdateV1:
    """Build what other sites receive for ``page``, in the page's own language. Raises ``NotServable``."""
    made, _data = built(page, page.as_update(), page.translated_from(), lambda source: source.as_update())
    return made


def built(
    page: AbstractResearchUpdate,
    update: domain.Update,
    source: AbstractResearchUpdate | None,
    read: Callable[[AbstractResearchUpdate], domain.Update],
) -> tuple[v1.ResearchUpdateV1, dict[str, Any]]:
    """Build what other sites receive for ``page``, in the page's own language.

    The active language of the request is ignored, because term labels and alt text follow it
    and would otherwise mix languages in one response.

    ``update`` is the page as the domain reads it, ``source`` the page that it is translated from, and ``read`` reads
    that one. Returned is the representation, and the same as plain JSON values.
    Raises ``NotServable`` where the result would hold a finding without its caveats, a conflict
    of interest after a finding, or a text without its language (R14). A translation says of the state of the evidence
    what its source says now, however far its texts lag behind. Updates that were never public are not named.
    """
    locale = str(page.locale.language_code)
    method = TranslationMethod(page.translation_method)
    origin = Origin.FALLBACK if update.language != locale else ORIGINS[method]
    words = Words(update.language, origin, locale)
    glossary = terms("glossary")
    behind = _behind(source, page, read) if source is not None else None
    if source is not None:
        update = with_evidence_of(read(source), update)
    update = without_drafts(update)
    around = Surroundings(
        update=update,
        words=words,
        glossary=glossary,
        images=images_of(update),
        lags=_lags(behind, source),
        easy_read=is_complete(update),
    )
    made = v1.ResearchUpdateV1(
        translation_key=update.key,
        locale=locale,
        language=update.language,
        direction=direction(update.language),
        title=words.must(update.title),
        evidence=_evidence(update, words),
        conflict_of_interest=_conflict(update, words),
        summary=[v1.KeyMessage(**around.of(m), message=words.must(m.text)) for m in update.summary if m.text],
        topics=[topic for code in update.topics if (topic := _term("topic", code, words))],
        condition=_term("condition", update.condition, words) if update.condition else None,
        blocks=[made for item in update.body if (made := block(item, around))],
        source_documents=[_source(source, words) for source in update.source_documents],
        disclosures=[_disclosure(disclosure, words) for disclosure in update.disclosures],
        provenance=_provenance(page, update, words, method, source, behind),
        glossary=used_terms(update, glossary, words),
        easy_read=_easy_read(update, words) if around.easy_read else None,
    )
    data = made.model_dump(mode="json")
    if problems := output_problems(data):
        raise NotServable(problems)
    return made, data


def _evidence(update: domain.Update, words: Words) -> v1.Evidence:
    state = update.evidence_state
    notice = EVIDENCE_NOTICES.get(state)
    return v1.Evidence(
        state=words.label(v1.EvidenceLabel, state),
        notice=words.said(catalogue(words.locale).gettext(notice)) if notice else None,
        superseded_by=list(
            dict.fromkeys(
                later.update_key
                for finding in update.findings
                for later in finding.later_evidence
                if later.relation in OVERTAKING_RELATIONS and later.update_key
            )
        ),
    )


def _conflict(update: domain.Update, words: Words) -> v1.ConflictOfInterest | None:
    if not update.promotional:
        return None
    return v1.ConflictOfInterest(
        notice=words.said(catalogue(words.locale).gettext(CONFLICT_NOTICE)),
        sources=[_source(source, words) for source in update.source_documents if source.promotional],
        disclosures=[_disclosure(disclosure, words) for disclosure in update.disclosures],
    )


def _easy_read(update: domain.Update, words: Words) -> v1.EasyRead:
    tested = update.easy_read_tested_by
    return v1.EasyRead(
        title=words.must(update.easy_title),
        summary=[words.must(line) for line in lines(update.easy_summary)],
        tested_by=tested or None,
        notice=None if tested else words.said(catalogue(words.locale).gettext(EASY_READ_NOT_TESTED)),
    )


def _term(vocabulary: str, code: str, words: Words) -> v1.Label | None:
    """A term that the site no longer has leaves by its code alone, rather than vanish."""
    term = terms(vocabulary).get(code)
    name = said(term.labels, words.locale, term.reviewed_languages) if term else None
    if name is None:
        return v1.Label(code=code, label=v1.Text(text=code, language="zxx", direction="ltr", origin=Origin.FALLBACK))
    return v1.Label(code=code, label=words.said(name))


def _source(source: domain.SourceDocument, words: Words) -> v1.SourceDocument:
    return v1.SourceDocument(
        id=source.id,
        kind=words.label(v1.SourceKindLabel, source.kind),
        promotional=source.promotional,
        url=web_address(source.url),
        title=words.in_language(source.title, source.title_language),
        publisher=source.publisher or None,
        author_name=source.author_name or None,
        author_affiliation=source.author_affiliation or None,
        retrieved_on=source.retrieved_on,
    )


def _disclosure(disclosure: domain.Disclosure, words: Words) -> v1.Disclosure:
    return v1.Disclosure(
        id=disclosure.id,
        kind=words.label(v1.DisclosureLabel, disclosure.kind),
        who=disclosure.who or None,
        detail=words.text(disclosure.detail),
        asked_on=disclosure.asked_on,
    )


def _provenance(
    page: AbstractResearchUpdate,
    update: domain.Update,
    words: Words,
    method: TranslationMethod,
    source: AbstractResearchUpdate | None,
    behind: Staleness | None,
) -> v1.Provenance:
    # Whoever translates a text does not review it, and nobody can have reviewed a translation that does not exist.
    by_hand = source is None or method is TranslationMethod.HUMAN
    reviewed = bool(update.reviewers) if by_hand else method is TranslationMethod.MACHINE_REVIEWED
    reviewed = reviewed and words.origin is not Origin.FALLBACK
    outdated = bool(behind)
    publisher: Publisher = conf.publisher(_site_of(page))
    return v1.Provenance(
        translation_method=words.label(v1.MethodLabel, method),
        translated=source is not None,
        source_locale=str(source.locale.language_code) if source is not None else update.language,
        outdated=outdated,
        outdated_notice=words.said(catalogue(words.locale).gettext(OUTDATED_NOTICE)) if outdated else None,
        staleness=_staleness(behind, source, update) if behind else None,
        reviewed=reviewed,
        review_notice=None if reviewed else words.said(catalogue(words.locale).gettext(_not_reviewed(words, method))),
        reviewed_by=[
            v1.Reviewer(name=r.name, role=words.label(v1.ReviewerLabel, r.role), orcid=r.orcid or None)
            for r in update.reviewers
        ],
        last_reviewed=update.last_reviewed,
        next_review_due=update.next_review_due,
        evidence_current_to=update.evidence_current_to,
        easy_read_tested_by=update.easy_read_tested_by or None,
        first_published_at=page.first_published_at,
        last_published_at=page.last_published_at,
        corrections=[
            v1.Correction(id=c.id, date=c.on, what=words.must(c.what), why=words.text(c.why))
            for c in update.corrections
        ],
        publisher=publisher_in(publisher, words.locale),
        licence=licence_of(publisher),
    )


def _behind(
    source: AbstractResearchUpdate,
    page: AbstractResearchUpdate,
    read: Callable[[AbstractResearchUpdate], domain.Update],
) -> Staleness | None:
    """Return what the source says otherwise now than in the revision that ``page`` was translated from."""
    if page.source_revision_id == source.live_revision_id or page.source_revision is None:
        return None
    return staleness(page.source_revision.as_object().as_update(), read(source))


def _site_of(page: AbstractResearchUpdate) -> Site | None:
    """Return the site that the page is in. Asked once for each site while several pages are built."""
    parts = page.get_url_parts()
    if parts is None:
        return None
    site: Site | None = conf.once("site", parts[0], lambda: Site.objects.filter(pk=parts[0]).first())
    return site


def _lags(behind: Staleness | None, source: AbstractResearchUpdate | None) -> dict[str, v1.Lag]:
    if not behind or source is None:
        return {}
    since = source.last_published_at
    lags = {id_: v1.Lag(fields=list(names), since=since) for id_, names in behind.changed.items()}
    return {**lags, **{id_: v1.Lag(fields=["removed"], since=since) for id_ in behind.removed}}


def _staleness(behind: Staleness, source: AbstractResearchUpdate | None, update: domain.Update) -> v1.Staleness:
    here = items(update)
    late = [id_ for id_ in here if id_ in behind.changed or id_ in behind.removed]
    return v1.Staleness(
        source_changed_at=source.last_published_at if source is not None else None,
        changed=len(behind.changed),
        added=len(behind.added),
        removed=len(behind.removed),
        unchanged=len(here) - len(late),
        page_fields=list(behind.page),
        moved=behind.moved,
    )


def _not_reviewed(words: Words, method: TranslationMethod) -> str:
    if words.origin is Origin.FALLBACK:
        return NOT_REVIEWED_ALIAS
    return NOT_REVIEWED_MACHINE if method is TranslationMethod.MACHINE else NOT_REVIEWED_TEXT
