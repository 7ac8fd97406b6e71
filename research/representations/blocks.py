"""From the blocks of the domain to the blocks that leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from research.domain import identifiers
from research.domain.easy_read import lines
from research.domain.finding import Caveat, Effect, Finding
from research.domain.locales import direction
from research.domain.study import Duration, Study
from research.domain.terms import Term, Texts
from research.domain.update import Block, Figure, GlossaryEntry, RichText, Table, Update
from research.representations import schema_v1 as v1
from research.representations.words import Words, web_address
from research.sentences import (
    after_statement,
    before_statement,
    caveat_sentence,
    count_sentence,
    duration_said,
    effect_sentence,
)
from research.vocabularies import said


@dataclass(frozen=True, slots=True)
class Image:
    """What the builder found out about an image of the page."""

    url: str
    width: int
    height: int
    default_alt: Texts


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a block needs beside itself."""

    update: Update
    words: Words
    glossary: Mapping[str, Term]
    images: Mapping[int, Image]
    lags: Mapping[str, v1.Lag]
    #: Whether the easy-read version is complete; one with gaps does not leave.
    easy_read: bool = False

    def easy(self, text: str) -> list[v1.Text]:
        """Return the sentences of an easy-read text."""
        return [self.words.must(line) for line in lines(text)] if self.easy_read else []

    def of(self, item: Any) -> dict[str, Any]:
        """Return what every block says of itself: which it is, its language, and how far it lags behind its source."""
        words = self.words
        return {
            "id": item.id,
            "written_in": v1.InLanguage(
                language=words.language, direction=direction(words.language), origin=words.origin
            ),
            "lag": self.lags.get(item.id),
        }


def block(item: Block, around: Surroundings) -> v1.Block | None:
    """Return the block as it leaves; ``None`` for one that has nothing to show (an image that was deleted)."""
    made: v1.Block | None = _MAKERS[type(item)](item, around)
    return made


def decimal(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")


def duration(value: Duration | None, words: Words) -> v1.Duration | None:
    if value is None:
        return None
    said = duration_said(value, words.locale)
    return v1.Duration(
        value=decimal(value.value) or "0", unit=words.label(v1.UnitLabel, value.unit), text=words.said(said)
    )


def _study(study: Study, around: Surroundings) -> v1.Study:
    words = around.words
    return v1.Study(
        **around.of(study),
        ref=study.ref,
        title=words.must(study.title_plain),
        title_original=words.in_language(study.title_original, study.title_original_language),
        identifiers=[
            v1.Identifier(scheme=i.scheme, value=i.value, url=identifiers.url_of(i.scheme, i.value) or None)
            for i in study.identifiers
        ],
        journal=study.journal or None,
        year=study.year,
        peer_review=words.label(v1.PeerReviewLabel, study.peer_review),
        publication_status=words.label(v1.PublicationStatusLabel, study.publication_status),
        notices=[
            v1.Notice(
                kind=words.label(v1.NoticeLabel, notice.kind),
                date=notice.on,
                doi=notice.doi or None,
                url=identifiers.url_of("doi", notice.doi) if notice.doi else None,
            )
            for notice in study.notices
        ],
        design=words.maybe_label(v1.DesignLabel, study.design),
        phase=words.label(v1.PhaseLabel, study.phase),
        registration_status=words.label(v1.RegistrationLabel, study.registration_status),
        allocation=words.label(v1.AllocationLabel, study.allocation),
        masking=words.label(v1.MaskingLabel, study.masking),
        control=words.label(v1.ControlLabel, study.control),
        population=words.text(study.population),
        n_enrolled=study.n_enrolled,
        n_analysed=study.n_analysed,
        n_completed=study.n_completed,
        age_range=study.age_range or None,
        sex_breakdown=words.text(study.sex_breakdown),
        countries=list(study.countries),
        intervention=words.text(study.intervention),
        comparator=words.text(study.comparator),
        outcomes=[v1.Outcome(id=o.id, text=words.must(o.text), primary=o.primary) for o in study.outcomes],
        follow_up=duration(study.follow_up, words),
        setting=words.text(study.setting),
        funders=[
            v1.Funder(name=f.name, kind=words.label(v1.FunderLabel, f.kind), ror=f.ror or None) for f in study.funders
        ],
        conflicts_of_interest=words.text(study.study_coi),
        harms=words.label(v1.HarmsLabel, study.harms_reporting),
        harms_summary=words.text(study.harms_summary),
        more_information=[url for value in study.more_information if (url := web_address(value))],
        easy_read=around.easy(study.easy_read),
    )


def _caveat_fields(caveat: Caveat, around: Surroundings) -> dict[str, Any]:
    words = around.words
    return {
        "id": caveat.id,
        "kind": words.label(v1.CaveatLabel, caveat.kind),
        "severity": words.label(v1.SeverityLabel, caveat.severity),
        "sentence": words.said(caveat_sentence(caveat, words.locale)),
        "detail": words.text(caveat.detail),
        "easy_read": around.easy(caveat.easy_read),
    }


def _finding(finding: Finding, around: Surroundings) -> v1.FindingWithCaveats | None:
    words = around.words
    studies = around.update.studies_of(finding)
    if finding.population_kind is None:
        return None
    return v1.FindingWithCaveats(
        **around.of(finding),
        locked=any(study.locked for study in studies),
        later_evidence=[
            v1.LaterEvidence(
                id=later.id,
                relation=words.label(v1.RelationLabel, later.relation),
                study_ref=later.study_ref or None,
                update=later.update_key or None,
                note=words.text(later.note),
            )
            for later in finding.later_evidence
        ],
        before_statement=[words.said(s) for s in before_statement(finding, words.locale)],
        statement=words.must(finding.statement),
        after_statement=[words.said(s) for s in after_statement(finding, studies, words.locale)],
        # The frame holds the outcome in the update's own words, so it must be in the update's own language.
        statement_generated=words.maybe(effect_sentence(finding, words.language)),
        caveats=[v1.Caveat(**_caveat_fields(caveat, around)) for caveat in finding.caveats],
        no_caveat_reason=words.text(finding.no_caveat_reason) if not finding.caveats else None,
        what_it_does_not_mean=words.text(finding.what_it_does_not_mean),
        easy_read=around.easy(finding.easy_read),
        easy_meaning=around.easy(finding.easy_meaning),
        study_refs=list(finding.study_refs),
        population=words.label(v1.PopulationLabel, finding.population_kind),
        species=words.maybe_label(v1.SpeciesLabel, finding.species),
        outcome=words.text(finding.outcome),
        outcome_role=words.maybe_label(v1.OutcomeRoleLabel, finding.outcome_role),
        subgroup=words.text(finding.subgroup),
        is_subgroup=finding.is_subgroup,
        is_surrogate=finding.is_surrogate,
        direction=words.maybe_label(v1.DirectionLabel, finding.direction),
        size=words.label(v1.SizeLabel, finding.size),
        certainty=words.label(v1.CertaintyLabel, finding.certainty),
        certainty_by=finding.certainty_by or None,
        certainty_reason=words.text(finding.certainty_reason),
        numbers=[
            v1.Arm(
                id=arm.id,
                label=words.must(arm.label),
                with_event=arm.with_event,
                out_of=arm.out_of,
                time=duration(arm.time, words),
                sentence=words.maybe(count_sentence(arm.label, arm.with_event, arm.out_of, words.language)),
            )
            for arm in finding.numbers
            if arm.with_event is not None and arm.out_of is not None
        ],
        effect=_effect(finding.effect, words),
    )


def _effect(effect: Effect | None, words: Words) -> v1.Effect | None:
    if effect is None:
        return None
    return v1.Effect(
        measure=words.label(v1.EffectLabel, effect.measure),
        value=decimal(effect.value),
        ci_low=decimal(effect.ci_low),
        ci_high=decimal(effect.ci_high),
        p=effect.p or None,
    )


def _general_caveat(caveat: Caveat, around: Surroundings) -> v1.GeneralCaveat:
    return v1.GeneralCaveat(
        applies_to=list(caveat.applies_to), **{**_caveat_fields(caveat, around), **around.of(caveat)}
    )


def _rich_text(item: RichText, around: Surroundings) -> v1.RichText:
    return v1.RichText(**around.of(item), content=around.words.html(item.html))


def _figure(figure: Figure, around: Surroundings) -> v1.Figure | None:
    image = around.images.get(figure.image_id or 0)
    if image is None:
        return None
    words = around.words
    alt = words.text(figure.alt) or words.maybe(said(image.default_alt, words.locale))
    return v1.Figure(
        **around.of(figure),
        url=image.url,
        width=image.width,
        height=image.height,
        decorative=figure.decorative,
        alt=None if figure.decorative else alt,
        caption=words.text(figure.caption),
        long_description=words.text(figure.long_description),
    )


def _table(table: Table, around: Surroundings) -> v1.Table:
    words = around.words
    return v1.Table(
        **around.of(table),
        caption=words.text(table.caption),
        columns=[words.must(heading) for heading in table.columns],
        rows=[[words.must(cell) for cell in row] for row in table.rows],
    )


def _glossary_entry(entry: GlossaryEntry, around: Surroundings) -> v1.GlossaryTerm | None:
    term = around.glossary.get(entry.term)
    name = said(term.labels, around.words.locale, term.reviewed_languages) if term else None
    if term is None or name is None:
        return None
    return v1.GlossaryTerm(
        **around.of(entry),
        code=term.code,
        term=around.words.said(name),
        definition=around.words.maybe(said(term.definitions, around.words.locale, term.reviewed_languages)),
    )


_MAKERS: Mapping[type, Callable[..., Any]] = {
    Study: _study,
    Finding: _finding,
    Caveat: _general_caveat,
    RichText: _rich_text,
    Figure: _figure,
    Table: _table,
    GlossaryEntry: _glossary_entry,
}
