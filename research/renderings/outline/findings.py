"""A finding in one section with everything that belongs to it, and caveats about whole studies."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from research.domain import icon_array
from research.domain.codes import OVERTAKING_RELATIONS
from research.domain.rich_text import Line, Paragraph
from research.renderings.outline.nodes import Node, People, Points, Role, Said, Section, Title
from research.renderings.outline.notices import other_update
from research.renderings.outline.studies import notices, study_link
from research.renderings.outline.words import Writer, joined, neutral
from research.representations import schema_v1 as v1


def finding(writer: Writer, block: v1.FindingWithCaveats) -> Section:
    """Return a finding. What overtakes it and what was studied instead of people stand before the statement."""
    overtaking = [later for later in block.later_evidence if later.relation.code in OVERTAKING_RELATIONS]
    others = [later for later in block.later_evidence if later.relation.code not in OVERTAKING_RELATIONS]
    nodes: list[Node] = [
        *locked(writer, block),
        *(later_evidence(writer, later, "serious") for later in overtaking),
        *(Said(writer.text(said), "lead-in") for said in block.before_statement),
        Title(writer.text(block.statement, mark=True), writer.gettext("What was found"), numbered(writer, block)),
        *(Said(writer.text(said), "after") for said in block.after_statement),
    ]
    if generated := writer.text(block.statement_generated, explain=True):
        nodes.append(Paragraph(generated))
    nodes += people(writer, block)
    nodes.append(caveats(writer, block, caveat))
    if meaning := writer.text(block.what_it_does_not_mean, explain=True):
        title = Title(writer.gettext("What this does not mean"))
        nodes.append(Section(Role.MEANING, f"m-{block.id}", (title, Paragraph(meaning))))
    nodes += [later_evidence(writer, later, "context") for later in others]
    nodes.append(_where_from(writer, block))
    return Section(Role.FINDING, f"b-{block.id}", tuple(nodes), "locked" if block.locked else "")


def numbered(writer: Writer, block: v1.FindingWithCaveats) -> Line:
    """Return what a finding is called where it cannot be told with its caveats."""
    findings = [other.id for other in writer.update.blocks if isinstance(other, v1.FindingWithCaveats)]
    if len(findings) == 1:
        return writer.gettext("What was found")
    return writer.gettext("What was found: %(number)s", number=findings.index(block.id) + 1)


def locked(writer: Writer, block: v1.FindingWithCaveats) -> Iterator[Node]:
    """Yield what to say of a finding whose study was taken back."""
    if not block.locked:
        return
    words = writer.gettext("A study behind this was taken back. Do not rely on it.")
    about = [node for study in _studies(writer, block) for node in notices(writer, study)]
    yield Section(Role.WARNING, f"w-{block.id}", (Said(words, "notice"), *about), "serious")


def _studies(writer: Writer, block: v1.FindingWithCaveats) -> list[v1.Study]:
    return [writer.studies[ref] for ref in block.study_refs if ref in writer.studies]


def later_evidence(writer: Writer, later: v1.LaterEvidence, kind: str, *, with_note: bool = True) -> Section:
    """Return what came later and where it can be read; ``kind`` is how grave that is."""
    nodes: list[Node] = [Said(writer.text(later.relation.label, strong=True), "relation")]
    note = writer.text(later.note, explain=True)
    if note and with_note:
        nodes.append(Paragraph(note))
    if other := other_update(writer, later.update):
        nodes.append(Paragraph(joined(" ", writer.gettext("Read our update about it:"), other)))
    if later.study_ref in writer.studies:
        study = study_link(writer, writer.studies[later.study_ref])
        nodes.append(Paragraph(joined(" ", writer.gettext("The study:"), study)))
    return Section(Role.LATER, f"l-{later.id}", tuple(nodes), kind)


def people(writer: Writer, block: v1.FindingWithCaveats) -> Iterator[People]:
    """Yield how many of how many, for each group of people."""
    drawn = icon_array.signs([(arm.with_event, arm.out_of) for arm in block.numbers])
    for arm, signs in zip(block.numbers, drawn, strict=True):
        sentence = writer.text(arm.sentence)
        if not sentence:
            sentence = joined(" ", writer.text(arm.label), neutral(f"{arm.with_event} / {arm.out_of}"))
        time = joined(" ", writer.gettext("After:"), writer.text(arm.time.text)) if arm.time else ()
        about: Line = ()
        if signs and signs.about:
            about = writer.gettext("The picture shows about %(n)s of 100 people.", n=signs.with_event)
        yield People(sentence, time, signs, about)


def caveats(
    writer: Writer,
    block: v1.FindingWithCaveats,
    each: Callable[[Writer, v1.Caveat], Section],
    *,
    explain: bool = True,
) -> Section:
    """Return what to be careful about, as ``each`` writes it, or why there is nothing.

    ``explain`` links words to the glossary, where the form has one.
    """
    nodes: list[Node] = [Title(writer.gettext("Be careful"))]
    nodes += [each(writer, item) for item in block.caveats]
    if reason := writer.text(block.no_caveat_reason, explain=explain):
        nodes.append(Paragraph(writer.gettext("The editors name no caveat. Their reason:")))
        nodes.append(Paragraph(reason))
    return Section(Role.CAVEATS, f"c-{block.id}", tuple(nodes))


def caveat(writer: Writer, item: v1.Caveat) -> Section:
    """Return one caveat: of which kind, how grave, what that means and what it means here."""
    kind, severity = item.kind.label, item.severity.label
    name = writer.text(kind, strong=True)
    if severity.text != kind.text:
        name = joined(" – ", name, writer.text(severity))
    nodes: list[Node] = [Said(name, "caveat-kind"), Paragraph(writer.text(item.sentence, explain=True))]
    if detail := writer.text(item.detail, explain=True):
        nodes.append(Paragraph(detail))
    return Section(Role.CAVEAT, f"k-{item.id}", tuple(nodes), item.severity.code)


def general_caveat(writer: Writer, block: v1.GeneralCaveat) -> Section:
    """Return a caveat about whole studies, or about the update."""
    nodes: list[Node] = [Title(writer.gettext("Be careful")), caveat(writer, block)]
    nodes += [
        Paragraph(joined(" ", writer.gettext("This is about the study:"), study_link(writer, writer.studies[ref])))
        for ref in block.applies_to
        if ref in writer.studies
    ]
    return Section(Role.CAVEATS, f"b-{block.id}", tuple(nodes))


def _where_from(writer: Writer, block: v1.FindingWithCaveats) -> Section:
    species = writer.text(block.species.label) if block.species else ()
    role = writer.text(block.outcome_role.label) if block.outcome_role else ()
    outcome = writer.text(block.outcome, explain=True)
    lines = [
        _told(writer.gettext("Found in:"), joined(" – ", writer.text(block.population.label), species)),
        _told(writer.gettext("Only in:"), writer.text(block.subgroup, explain=True)),
        _told(writer.gettext("What was measured:"), joined(" – ", outcome, role) if outcome else ()),
        writer.text(block.certainty.label),
        _told(writer.gettext("Rated by:"), neutral(block.certainty_by)),
        _told(writer.gettext("Why:"), writer.text(block.certainty_reason, explain=True)),
        _told(writer.gettext("In the paper’s figures:"), _figures(writer, block.effect)),
        *(_told(writer.gettext("The study:"), study_link(writer, study)) for study in _studies(writer, block)),
    ]
    points = Points(tuple((Paragraph(line),) for line in lines if line))
    return Section(Role.BASIS, f"f-{block.id}", (Title(writer.gettext("Where this comes from")), points))


def _told(name: Line, value: Line) -> Line:
    return joined(" ", name, value) if value else ()


def _figures(writer: Writer, effect: v1.Effect | None) -> Line:
    if effect is None or not effect.value:
        return ()
    figures = writer.figure(effect.value)
    if effect.ci_low and effect.ci_high:
        figures += f" ({writer.figure(effect.ci_low)} – {writer.figure(effect.ci_high)})"
    if effect.p:
        figures += f"; p {writer.figure(effect.p)}"
    return joined(" ", writer.text(effect.measure.label), neutral(figures))
