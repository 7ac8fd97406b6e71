"""From a representation to its outline. The order of what is put together here is part of the promises."""

from __future__ import annotations

from research.domain.rich_text import Paragraph
from research.renderings.links import Surroundings
from research.renderings.outline.about import about, explained, story
from research.renderings.outline.findings import finding, general_caveat
from research.renderings.outline.nodes import Grid, Node, Outline, Picture, Role, Section
from research.renderings.outline.notices import conflict, evidence, key_messages, review
from research.renderings.outline.studies import study
from research.renderings.outline.words import Writer, joined
from research.representations import schema_v1 as v1


def outline(update: v1.ResearchUpdateV1, around: Surroundings) -> Outline:
    """Return ``update`` in reading order: evidence, review and conflict of interest stand before the first finding."""
    writer = Writer(update, around)
    return Outline(
        title=writer.text(update.title, mark=True),
        locale=update.locale,
        language=writer.language,
        text_language=update.language,
        before=tuple(evidence(writer)),
        nodes=(
            *review(writer),
            *conflict(writer),
            *key_messages(writer),
            *(_block(writer, block) for block in update.blocks),
            *explained(writer),
            *story(writer),
            about(writer),
        ),
    )


def _block(writer: Writer, block: v1.Block) -> Node:
    match block:
        case v1.FindingWithCaveats():
            return finding(writer, block)
        case v1.Study():
            return study(writer, block)
        case v1.GeneralCaveat():
            return general_caveat(writer, block)
        case v1.RichText():
            return Section(Role.PROSE, f"b-{block.id}", writer.rich(block.content))
        case v1.GlossaryTerm():
            words = joined(" – ", writer.text(block.term, strong=True), writer.text(block.definition))
            return Section(Role.PROSE, f"b-{block.id}", (Paragraph(words),))
        case v1.Table():
            return Grid(
                id=f"b-{block.id}",
                caption=writer.text(block.caption, explain=True),
                columns=tuple(writer.text(column) for column in block.columns),
                rows=tuple(tuple(writer.text(cell) for cell in row) for row in block.rows),
            )
        case v1.Figure():
            alt = writer.text(block.alt) or writer.gettext("Image without a description")
            return Picture(
                id=f"b-{block.id}",
                url=writer.absolute(block.url),
                width=block.width,
                height=block.height,
                decorative=block.decorative,
                alt=() if block.decorative else alt,
                caption=writer.text(block.caption, explain=True),
                description=writer.text(block.long_description, explain=True),
            )
