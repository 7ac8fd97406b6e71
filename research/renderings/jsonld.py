"""JSON-LD in the words of schema.org (domain notes, B): for search engines and other programs.

A finding is a ``Claim`` with its caveats as comments inside of it. Every text is a value with its language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from django.utils.translation import gettext_noop

from research.domain.codes import (
    OVERTAKING_RELATIONS,
    RANDOMISED_DESIGNS,
    TRIAL_DESIGNS,
    Control,
    Masking,
    PublicationStatus,
    StudyDesign,
)
from research.renderings.feeds.feed import notices
from research.renderings.form import Form, Source
from research.representations import schema_v1 as v1

Object: TypeAlias = dict[str, Any]

MEDIA_TYPE = "application/ld+json"
CONTEXT = "https://schema.org"
FEATURES = ["structuralNavigation", "alternativeText", "readingOrder", "displayTransformability"]
REGISTRIES = {
    "nct": "ClinicalTrials.gov",
    "isrctn": "ISRCTN",
    "euct": "CTIS",
    "eudract": "EudraCT",
    "drks": "DRKS",
    "actrn": "ANZCTR",
}
_MASKED: Mapping[Masking, str] = {
    Masking.NONE: "OpenTrial",
    Masking.SINGLE: "SingleBlindedTrial",
    Masking.DOUBLE: "DoubleBlindedTrial",
    Masking.TRIPLE: "TripleBlindedTrial",
}
_OBSERVED: Mapping[StudyDesign, str] = {
    StudyDesign.COHORT: "CohortStudy",
    StudyDesign.CASE_SERIES: "CaseSeries",
    StudyDesign.CROSS_SECTIONAL: "CrossSectional",
    StudyDesign.REGISTRY_STUDY: "Registry",
    StudyDesign.CASE_CONTROL: "Observational",
}


def json_ld(source: Source) -> Object:
    """Return the update as an object of schema.org. What a reader must know first stands before the claims."""
    update, around = source.update, source.around
    about = update.provenance
    studies = [block for block in update.blocks if isinstance(block, v1.Study)]
    name = around.page or around.api
    return _filled(
        {
            "@context": CONTEXT,
            "@type": ["MedicalWebPage", "Article"],
            "@id": name,
            "url": name,
            "headline": _text(update.title),
            "inLanguage": update.language,
            "comment": [_comment(None, notice) for notice in notices(update)],
            "abstract": [_text(item.message) for item in update.summary],
            "about": _condition(update),
            "keywords": [_text(topic.label) for topic in update.topics],
            "medicalAudience": {"@type": "Patient"},
            "hasPart": [_claim(name, block) for block in update.blocks if isinstance(block, v1.FindingWithCaveats)],
            "mentions": [_study(name, study) for study in studies],
            "citation": [{"@id": f"{name}#paper-{study.id}"} for study in studies],
            "isBasedOn": [_story(document) for document in update.source_documents],
            "correction": [_correction(correction) for correction in about.corrections],
            "datePublished": _date(about.first_published_at),
            "dateModified": _date(about.last_published_at),
            "lastReviewed": _date(about.last_reviewed) if about.reviewed else None,
            "reviewedBy": [{"@type": "Person", "name": who.name} for who in about.reviewed_by],
            "publisher": _publisher(about.publisher),
            "license": about.licence.url or (_name(about.licence.name) if about.licence.name else None),
            "workTranslation": [
                {"@type": "Article", "@id": url, "inLanguage": locale}
                for locale, url in sorted(around.translations.items())
            ],
            "accessMode": ["textual"],
            "accessModeSufficient": {"@type": "ItemList", "itemListElement": ["textual"]},
            "accessibilityFeature": FEATURES,
            "accessibilityHazard": "none",
        }
    )


def script(source: Source) -> str:
    """Return the object as an element for the head of a page. It is data, and no browser runs it."""
    data = json.dumps(json_ld(source), ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        data = data.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="{MEDIA_TYPE}">{data}</script>'


def _claim(page: str, block: v1.FindingWithCaveats) -> Object:
    """Return a finding. Later evidence that overtakes it comes before its caveats, and both inside of it."""
    overtaking = [later for later in block.later_evidence if later.relation.code in OVERTAKING_RELATIONS]
    others = [later for later in block.later_evidence if later.relation.code not in OVERTAKING_RELATIONS]
    return _filled(
        {
            "@type": "Claim",
            "@id": f"{page}#b-{block.id}",
            "comment": [
                *(_comment(later.relation.label, later.note) for later in overtaking),
                *(_comment(caveat.kind.label, caveat.sentence, caveat.detail) for caveat in block.caveats),
                *(_comment(None, reason) for reason in (block.no_caveat_reason, block.what_it_does_not_mean) if reason),
                *(_comment(later.relation.label, later.note) for later in others),
            ],
            "text": [_text(said) for said in (*block.before_statement, block.statement, *block.after_statement)],
            "appearance": {"@id": page},
        }
    )


def _comment(name: v1.Text | None, *said: v1.Text | None) -> Object:
    words = [_text(text) for text in said if text is not None]
    return _filled({"@type": "Comment", "name": _text(name) if name else None, "text": words})


def _study(page: str, study: v1.Study) -> Object:
    codes = [
        {"@type": "MedicalCode", "codeValue": item.value, "codingSystem": REGISTRIES[item.scheme]}
        for item in study.identifiers
        if item.scheme in REGISTRIES
    ]
    made = _design(study)
    return _filled(
        {
            **made,
            "@id": f"{page}#b-{study.id}",
            "name": _text(study.title),
            "code": codes,
            "sponsor": [{"@type": "Organization", "name": funder.name} for funder in study.funders],
            "subjectOf": _paper(page, study),
        }
    )


def _design(study: v1.Study) -> Object:
    design = study.design.code if study.design else None
    if design in TRIAL_DESIGNS:
        found = [
            "RandomizedTrial" if design in RANDOMISED_DESIGNS else None,
            _MASKED.get(study.masking.code),
            "PlaceboControlledTrial" if study.control.code is Control.PLACEBO else None,
        ]
        return {"@type": "MedicalTrial", "trialDesign": [_enumerated(value) for value in found if value]}
    if design is not None and design in _OBSERVED:
        return {"@type": "MedicalObservationalStudy", "studyDesign": _enumerated(_OBSERVED[design])}
    return {"@type": "MedicalStudy"}


def _paper(page: str, study: v1.Study) -> Object:
    status = study.publication_status
    return _filled(
        {
            "@type": "MedicalScholarlyArticle",
            "@id": f"{page}#paper-{study.id}",
            "name": _text(study.title_original) if study.title_original else None,
            "creativeWorkStatus": _text(status.label) if status.code is not PublicationStatus.CURRENT else None,
            "identifier": [
                {"@type": "PropertyValue", "propertyID": _name(item.scheme.upper()), "value": item.value}
                for item in study.identifiers
            ],
            "sameAs": [item.url for item in study.identifiers if item.url],
            "isPartOf": {"@type": "Periodical", "name": study.journal} if study.journal else None,
            "datePublished": str(study.year) if study.year else None,
        }
    )


def _enumerated(name: str) -> Object:
    return {"@id": f"{CONTEXT}/{name}"}


def _story(document: v1.SourceDocument) -> Object:
    return _filled(
        {
            "@type": "CreativeWork",
            "name": _text(document.title) if document.title else None,
            "url": document.url,
            "publisher": {"@type": "Organization", "name": document.publisher} if document.publisher else None,
            "author": {"@type": "Person", "name": document.author_name} if document.author_name else None,
        }
    )


def _condition(update: v1.ResearchUpdateV1) -> Object | None:
    return {"@type": "MedicalCondition", "name": _text(update.condition.label)} if update.condition else None


def _correction(correction: v1.Correction) -> Object:
    said = [_text(text) for text in (correction.what, correction.why) if text]
    return _filled({"@type": "CorrectionComment", "datePublished": _date(correction.date), "text": said})


def _publisher(publisher: v1.Publisher) -> Object | None:
    if publisher.name is None:
        return None
    return _filled({"@type": "Organization", "name": _text(publisher.name), "url": publisher.url})


def _text(value: v1.Text) -> Object:
    return {"@value": value.text, "@language": value.language}


def _name(value: str) -> Object:
    """Return a name for a place where schema.org takes a bare string for an address."""
    return {"@value": value}


def _date(value: Any) -> str | None:
    return value.isoformat() if value is not None else None


def _filled(found: Object) -> Object:
    """Return what is not empty."""
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def make(source: Source) -> bytes:
    return json.dumps(json_ld(source), ensure_ascii=False, indent=1).encode()


FORM = Form("jsonld", gettext_noop("Data for search engines"), MEDIA_TYPE, "jsonld", make)
