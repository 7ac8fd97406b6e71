"""What stands after the blocks: words explained, where the story comes from, who made the update."""

from __future__ import annotations

from research.domain.rich_text import Line, Paragraph
from research.renderings.outline.nodes import Fact, Facts, Node, Points, Role, Section, Title
from research.renderings.outline.notices import disclosures, sources
from research.renderings.outline.words import Writer, joined, linked, neutral


def explained(writer: Writer) -> list[Node]:
    """The words of the update that the glossary explains."""
    entries = writer.update.glossary
    if not entries:
        return []
    facts = Facts(
        tuple(Fact(writer.text(entry.term), (writer.text(entry.definition),), entry.code) for entry in entries)
    )
    return [Section(Role.GLOSSARY, "words-explained", (Title(writer.gettext("Words explained")), facts))]


def story(writer: Writer) -> list[Node]:
    """Sources and authors, where they do not stand before the first finding already."""
    update = writer.update
    nodes: list[Node] = []
    if update.conflict_of_interest is not None:
        return nodes
    if update.source_documents:
        title = Title(writer.gettext("Where the story comes from"))
        nodes.append(Section(Role.SOURCES, "story-source", (title, sources(writer, update.source_documents))))
    if update.disclosures:
        title = Title(writer.gettext("Who may gain"))
        nodes.append(Section(Role.CONFLICT, "who-may-gain", (title, disclosures(writer, update.disclosures))))
    return nodes


def about(writer: Writer) -> Section:
    update, provenance = writer.update, writer.update.provenance
    publisher, licence = provenance.publisher, provenance.licence
    facts = [
        Fact(writer.gettext("Condition"), _one(writer.text(update.condition.label) if update.condition else ())),
        Fact(writer.gettext("Topics"), tuple(writer.text(topic.label) for topic in update.topics)),
        Fact(writer.gettext("We looked for evidence up to"), _one(writer.day(provenance.evidence_current_to))),
        Fact(
            writer.gettext("Reviewed by"),
            tuple(joined(" – ", neutral(who.name), writer.text(who.role.label)) for who in provenance.reviewed_by),
        ),
        Fact(writer.gettext("How the text came about"), _one(writer.text(provenance.translation_method.label))),
        Fact(writer.gettext("Easy-read version tested by"), _one(neutral(provenance.easy_read_tested_by))),
        Fact(writer.gettext("Publisher"), _one(linked(writer.text(publisher.name), publisher.url))),
        Fact(writer.gettext("Licence"), _one(neutral(licence.name, link=licence.url or ""))),
    ]
    nodes: list[Node] = [
        Title(writer.gettext("About this update")),
        Facts(tuple(fact for fact in facts if fact.values)),
    ]
    if provenance.corrections:
        nodes.append(_corrections(writer))
    return Section(Role.ABOUT, "about-update", tuple(nodes))


def _corrections(writer: Writer) -> Section:
    items: list[tuple[Node, ...]] = []
    for correction in writer.update.provenance.corrections:
        what = joined(": ", writer.day(correction.date), writer.text(correction.what))
        why = writer.text(correction.why)
        reason = (Paragraph(joined(" ", writer.gettext("Why:"), why)),) if why else ()
        items.append((Paragraph(what), *reason))
    return Section(Role.CORRECTIONS, "corrections", (Title(writer.gettext("Corrections")), Points(tuple(items))))


def _one(value: Line) -> tuple[Line, ...]:
    return (value,) if value else ()
