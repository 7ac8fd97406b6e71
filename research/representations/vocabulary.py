"""Codes and terms as they leave: with a label for every locale that says which language it is really in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from research.domain.codes import Origin
from research.domain.terms import Term, Texts
from research.representations import schema_v1 as v1
from research.representations.words import text_of
from research.vocabularies import CLOSED_VOCABULARIES, label, said
from research.wording import Said

#: code -> in which locales how many updates have it
Uses = Mapping[str, list[v1.UpdatesInLocale]]


def closed_codes(name: str, locales: Sequence[str], uses: Uses | None = None) -> list[v1.Code]:
    """Return the codes of a closed vocabulary in the order that they are declared in, each with its labels."""
    return [
        v1.Code(
            code=member.value,
            retired=False,
            labels=[v1.TextInLocale(locale=locale, text=text_of(label(member, locale))) for locale in locales],
            definitions=[],
            identifiers=[],
            updates=None if uses is None else uses.get(member.value, []),
        )
        for member in CLOSED_VOCABULARIES[name]
        # What is not filled in yet has no code, and never leaves.
        if member.value
    ]


def open_codes(terms: Mapping[str, Term], locales: Sequence[str], uses: Uses) -> list[v1.Code]:
    """Return the terms of the site in order of code, retired ones included."""
    return [
        v1.Code(
            code=code,
            retired=term.retired,
            labels=_texts(term.labels, term, locales),
            definitions=_texts(term.definitions, term, locales),
            identifiers=_identifiers(term),
            updates=uses.get(code, []),
        )
        for code, term in sorted(terms.items())
    ]


def glossary_entries(terms: Mapping[str, Term], locales: Sequence[str]) -> list[v1.GlossaryEntry]:
    return [
        v1.GlossaryEntry(
            code=code,
            retired=term.retired,
            texts=list(_glossary_texts(term, locales)),
            identifiers=_identifiers(term),
        )
        for code, term in sorted(terms.items())
    ]


def _glossary_texts(term: Term, locales: Sequence[str]) -> Iterator[v1.GlossaryText]:
    for locale in locales:
        name = said(term.labels, locale, term.reviewed_languages)
        definition = said(term.definitions, locale, term.reviewed_languages)
        if name is not None:
            yield v1.GlossaryText(
                locale=locale,
                term=text_of(name),
                definition=text_of(definition) if definition else None,
                forms=list(term.forms.get(name.language, ())),
            )


def _texts(texts: Texts, term: Term, locales: Sequence[str]) -> list[v1.TextInLocale]:
    found = ((locale, said(texts, locale, term.reviewed_languages)) for locale in locales)
    return [v1.TextInLocale(locale=locale, text=text_of(text)) for locale, text in found if text is not None]


def _identifiers(term: Term) -> list[v1.TermIdentifier]:
    return [v1.TermIdentifier(scheme=scheme, value=value) for scheme, value in sorted(term.identifiers.items())]


def label_completeness(terms: Sequence[Term], locale: str) -> v1.LabelCompleteness:
    """Return how many labels ``locale`` has: of all closed vocabularies, and of ``terms`` that are not retired."""
    labels: list[Said | None] = [
        label(member, locale) for enum in CLOSED_VOCABULARIES.values() for member in enum if member.value
    ]
    labels += [said(term.labels, locale, term.reviewed_languages) for term in terms if not term.retired]
    own = [found for found in labels if found is not None and found.origin is not Origin.FALLBACK]
    return v1.LabelCompleteness(
        of=len(labels),
        translated=len(own),
        unreviewed=sum(found.origin is Origin.MACHINE_UNREVIEWED for found in own),
    )
