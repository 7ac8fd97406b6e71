"""What a reader must know before the first finding: what became of the evidence, who checked it, who may gain."""

from __future__ import annotations

from research.domain.codes import EvidenceState, Origin
from research.domain.rich_text import BREAK, Line, Paragraph, Span
from research.renderings.outline.nodes import Node, Points, Role, Said, Section, Title
from research.renderings.outline.words import Writer, joined, linked, mark, neutral
from research.representations import schema_v1 as v1


def evidence(writer: Writer) -> list[Node]:
    """Newer evidence, a retraction, a correction; and where the updates that tell of it can be read."""
    about = writer.update.evidence
    if about.notice is None:
        return []
    nodes: list[Node] = [Said(writer.text(about.notice, mark=True), "notice")]
    nodes += [
        Paragraph(joined(" ", writer.gettext("What came later:"), other))
        for key in about.superseded_by
        if (other := other_update(writer, key))
    ]
    kind = "caution" if about.state.code is EvidenceState.CORRECTED else "serious"
    return [Section(Role.NOTICE, "evidence", tuple(nodes), kind)]


def other_update(writer: Writer, key: str | None) -> Line:
    """Return a link to another update; nothing where nobody may open it."""
    target = writer.links.get(key or "")
    if target is None:
        return ()
    title: Line = (Span(target.title, target.language),)
    foreign = mark(target.language, writer.language) if target.language != writer.language else ()
    return linked(title, target.url, target.language) + foreign


def review(writer: Writer) -> list[Node]:
    """Who has looked at this text, told once for the whole update."""
    about = writer.update.provenance
    nodes: list[Node] = []
    if about.outdated_notice:
        nodes.append(Said(writer.text(about.outdated_notice, mark=True), "unreviewed"))
    if about.review_notice:
        nodes.append(Said(writer.text(about.review_notice, mark=True), "unreviewed"))
    elif has_unreviewed_words(writer.update):
        words = writer.gettext(
            "A machine translated some set phrases and labels on this page. No person has reviewed them yet."
        )
        nodes.append(Said(words, "unreviewed"))
    nodes += [
        Said(joined(" ", name, value), "quiet")
        for name, value in (
            (writer.gettext("Published:"), writer.day(about.last_published_at)),
            (writer.gettext("Last reviewed:"), writer.day(about.last_reviewed) if about.reviewed else ()),
            (writer.gettext("We will check it again by"), writer.day(about.next_review_due)),
        )
        if value
    ]
    return [Section(Role.REVIEW, "review", tuple(nodes))] if nodes else []


def has_unreviewed_words(update: v1.ResearchUpdateV1) -> bool:
    """Tell whether a machine translated any text of ``update`` and nobody has reviewed it."""
    return f'"origin":"{Origin.MACHINE_UNREVIEWED}"' in update.model_dump_json()


def conflict(writer: Writer) -> list[Node]:
    """Who may gain, and how. Nothing where the story's sources and authors stand at the end."""
    about = writer.update.conflict_of_interest
    if about is None:
        return []
    nodes: list[Node] = [Title(writer.gettext("Who may gain")), Said(writer.text(about.notice, mark=True), "notice")]
    if about.sources:
        nodes.append(sources(writer, about.sources))
    if about.disclosures:
        nodes.append(disclosures(writer, about.disclosures))
    return [Section(Role.CONFLICT, "who-may-gain", tuple(nodes), "caution")]


def sources(writer: Writer, found: list[v1.SourceDocument]) -> Points:
    return Points(tuple(_source(writer, source) for source in found))


def _source(writer: Writer, source: v1.SourceDocument) -> tuple[Node, ...]:
    shown = writer.text(source.title) or neutral(source.url)
    language = source.title.language if source.title else ""
    what = joined(" – ", writer.text(source.kind.label), neutral(source.publisher))
    lines = [joined(": ", what, linked(shown, source.url, language))]
    if source.author_name:
        author = neutral(source.author_name)
        if source.author_affiliation:
            author += (Span(" ("), *neutral(source.author_affiliation), Span(")"))
        lines.append(joined(" ", writer.gettext("By:"), author))
    if source.retrieved_on:
        lines.append(joined(" ", writer.gettext("We read it on:"), writer.day(source.retrieved_on)))
    return (Paragraph(joined(BREAK, *lines)),)


def disclosures(writer: Writer, found: list[v1.Disclosure]) -> Points:
    return Points(tuple(_disclosure(writer, disclosure) for disclosure in found))


def _disclosure(writer: Writer, disclosure: v1.Disclosure) -> tuple[Node, ...]:
    lines = [joined(" – ", writer.text(disclosure.kind.label, strong=True), neutral(disclosure.who))]
    if disclosure.asked_on:
        lines.append(joined(" ", writer.gettext("Asked on:"), writer.day(disclosure.asked_on)))
    nodes: list[Node] = [Paragraph(joined(BREAK, *lines))]
    if detail := writer.text(disclosure.detail, explain=True):
        nodes.append(Paragraph(detail))
    return tuple(nodes)


def key_messages(writer: Writer) -> list[Node]:
    """The update in up to three sentences."""
    if not writer.update.summary:
        return []
    messages = Points(tuple((Paragraph(writer.text(item.message, explain=True)),) for item in writer.update.summary))
    words = writer.gettext("Each finding below comes with what to be careful about. Please read both.")
    nodes = (Title(writer.gettext("In short")), messages, Said(words, "quiet"))
    return [Section(Role.KEY_MESSAGES, "in-short", nodes)]
