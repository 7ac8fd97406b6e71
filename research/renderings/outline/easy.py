"""The easy-read version as an outline: fewer parts, and each finding with its caveats all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from research.domain.codes import OVERTAKING_RELATIONS
from research.domain.rich_text import Line, Paragraph
from research.renderings.links import Surroundings
from research.renderings.outline.findings import caveats, later_evidence, locked, numbered, people
from research.renderings.outline.nodes import Node, Outline, Role, Said, Section, Title
from research.renderings.outline.notices import conflict, evidence, review
from research.renderings.outline.studies import notices
from research.renderings.outline.words import Writer, joined, linked, neutral
from research.representations import schema_v1 as v1


def easy_outline(update: v1.ResearchUpdateV1, around: Surroundings) -> Outline | None:
    """Return the easy-read version in reading order; ``None`` where the update has none in this locale."""
    easy = update.easy_read
    if easy is None:
        return None
    writer = Writer(update, around)
    return Outline(
        title=writer.text(easy.title, mark=True),
        locale=update.locale,
        language=writer.language,
        text_language=update.language,
        before=tuple(evidence(writer)),
        nodes=(
            *_tested(writer, easy),
            *review(writer),
            *conflict(writer),
            *_beginning(writer, easy),
            *(section for block in update.blocks for section in _block(writer, block)),
            *_whole(writer),
        ),
    )


def _tested(writer: Writer, easy: v1.EasyRead) -> Iterator[Node]:
    """Who has tried whether it can be read; where nobody has, that is said first."""
    if easy.notice is not None:
        yield Section(Role.REVIEW, "tested", (Said(writer.text(easy.notice, mark=True), "unreviewed"),))
    elif easy.tested_by:
        told = joined(" ", writer.gettext("These readers tested this easy-read version:"), neutral(easy.tested_by))
        yield Section(Role.REVIEW, "tested", (Said(told, "quiet"),))


def _beginning(writer: Writer, easy: v1.EasyRead) -> Iterator[Node]:
    title = Title(writer.gettext("What is this about?"))
    yield Section(Role.KEY_MESSAGES, "in-short", (title, *_sentences(writer, easy.summary)))


def _block(writer: Writer, block: v1.Block) -> Iterator[Section]:
    """Yield what there is of a block in easy words. Texts, tables and pictures between the findings have none."""
    match block:
        case v1.Study():
            title = Title(writer.gettext("What was studied?"))
            told = notices(writer, block)
            warning = (Section(Role.WARNING, f"n-{block.id}", tuple(told), "serious"),) if told else ()
            nodes = (title, *warning, *_sentences(writer, block.easy_read))
            yield Section(Role.STUDY, f"b-{block.id}", nodes)
        case v1.FindingWithCaveats():
            yield _finding(writer, block)
        case v1.GeneralCaveat():
            nodes = (Title(writer.gettext("Be careful")), _caveat(writer, block))
            yield Section(Role.CAVEATS, f"b-{block.id}", nodes)


def _finding(writer: Writer, block: v1.FindingWithCaveats) -> Section:
    overtaking = [later for later in block.later_evidence if later.relation.code in OVERTAKING_RELATIONS]
    others = [later for later in block.later_evidence if later.relation.code not in OVERTAKING_RELATIONS]
    nodes: list[Node] = [
        *locked(writer, block),
        *(later_evidence(writer, later, "serious", with_note=False) for later in overtaking),
        *(Said(writer.text(said), "lead-in") for said in block.before_statement),
        # A sentence of easy read says too little to be a heading.
        Title(numbered(writer, block)),
        *_sentences(writer, block.easy_read),
        *(Said(writer.text(said), "after") for said in block.after_statement),
        *people(writer, block),
        caveats(writer, block, _caveat, explain=False),
    ]
    if block.easy_meaning:
        title = Title(writer.gettext("What this does not mean"))
        nodes.append(Section(Role.MEANING, f"m-{block.id}", (title, *_sentences(writer, block.easy_meaning))))
    nodes += [later_evidence(writer, later, "context", with_note=False) for later in others]
    return Section(Role.FINDING, f"b-{block.id}", tuple(nodes), "locked" if block.locked else "")


def _caveat(writer: Writer, item: v1.Caveat) -> Section:
    """Return a caveat: its kind in a sentence that we have in every language, then what the editor says easily."""
    nodes = (Paragraph(writer.text(item.sentence)), *_sentences(writer, item.easy_read))
    return Section(Role.CAVEAT, f"k-{item.id}", nodes, item.severity.code)


def _whole(writer: Writer) -> Iterator[Node]:
    """Where the update can be read as a whole: nobody should take this for all of it."""
    address = writer.around.page or f"{writer.around.forms}html/?locale={writer.update.locale}"
    link: Line = linked(writer.text(writer.update.title), address, writer.update.language)
    yield Section(Role.ABOUT, "whole", (Paragraph(joined(" ", writer.gettext("The whole update is here:"), link)),))


def _sentences(writer: Writer, texts: Iterable[v1.Text]) -> list[Node]:
    """Return a line for each sentence."""
    return [Paragraph(writer.text(text)) for text in texts]
