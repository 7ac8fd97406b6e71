"""How a study was made, in facts."""

from __future__ import annotations

from collections.abc import Iterator

from research.domain.codes import Allocation, Control, Masking, Phase, PublicationStatus, RegistrationStatus
from research.domain.rich_text import Line, Paragraph, Span
from research.renderings.outline.nodes import Fact, Facts, Node, Points, Role, Said, Section, Title
from research.renderings.outline.words import Writer, joined, linked, neutral
from research.representations import schema_v1 as v1


def study(writer: Writer, block: v1.Study) -> Section:
    nodes: list[Node] = [Title(writer.text(block.title, mark=True), writer.gettext("The study"))]
    if told := notices(writer, block):
        nodes.append(Section(Role.WARNING, f"n-{block.id}", tuple(told), "serious"))
    facts = tuple(fact for fact in (*_made(writer, block), *_found(writer, block)) if fact.values)
    nodes.append(Facts(facts))
    return Section(Role.STUDY, f"b-{block.id}", tuple(nodes))


def study_link(writer: Writer, study: v1.Study) -> Line:
    """Return the title of a study of this update as a link to where it stands in the form."""
    return linked(writer.text(study.title), f"#b-{study.id}")


def notices(writer: Writer, study: v1.Study) -> list[Node]:
    """Return what the journal has said of a study since it was published."""
    nodes: list[Node] = []
    if study.publication_status.code is not PublicationStatus.CURRENT:
        status = writer.text(study.publication_status.label, strong=True)
        nodes.append(Said(joined(" – ", writer.text(study.title), status), "status"))
    if study.notices:
        nodes.append(Points(tuple((Paragraph(_notice(writer, notice)),) for notice in study.notices)))
    return nodes


def _notice(writer: Writer, notice: v1.Notice) -> Line:
    line = writer.text(notice.kind.label)
    if notice.date:
        line += (Span(" ("), *writer.day(notice.date), Span(")"))
    return joined(" – ", line, neutral(notice.doi, link=notice.url or ""))


def _made(writer: Writer, block: v1.Study) -> Iterator[Fact]:
    """Yield what most readers ask."""
    yield _fact(writer.gettext("Kind of study"), writer.text(block.design.label) if block.design else ())
    yield _fact(writer.gettext("Who was studied"), writer.text(block.population, explain=True))
    yield Fact(writer.gettext("How many"), tuple(_counts(writer, block)))
    yield _fact(writer.gettext("What they were given"), writer.text(block.intervention, explain=True))
    compared = writer.text(block.control.label) if block.control.code is not Control.NOT_APPLICABLE else ()
    yield _fact(writer.gettext("Comparison"), compared)
    yield _fact(writer.gettext("What the others were given"), writer.text(block.comparator, explain=True))
    yield _fact(
        writer.gettext("How long they were followed"), writer.text(block.follow_up.text) if block.follow_up else ()
    )
    yield Fact(
        writer.gettext("What was measured"),
        tuple(
            joined(" – ", writer.text(item.text, explain=True), writer.gettext("main outcome") if item.primary else ())
            for item in block.outcomes
        ),
    )
    harms = writer.text(block.harms_summary, explain=True) or writer.text(block.harms.label)
    yield _fact(writer.gettext("Harms"), harms)
    yield Fact(
        writer.gettext("Who paid"),
        tuple(joined(" – ", neutral(funder.name), writer.text(funder.kind.label)) for funder in block.funders),
    )
    yield _fact(
        writer.gettext("Conflicts of interest in the study team"),
        writer.text(block.conflicts_of_interest, explain=True),
    )


def _counts(writer: Writer, block: v1.Study) -> Iterator[Line]:
    if block.n_enrolled:
        yield writer.ngettext("%(n)s began.", "%(n)s began.", block.n_enrolled)
    if block.n_completed is not None:
        yield writer.ngettext("%(n)s stayed to the end.", "%(n)s stayed to the end.", block.n_completed)
    if block.n_analysed:
        yield writer.ngettext("%(n)s counted in the results.", "%(n)s counted in the results.", block.n_analysed)


def _found(writer: Writer, block: v1.Study) -> Iterator[Fact]:
    """Yield what lets a reader find the paper and judge it."""
    yield _fact(writer.gettext("Title of the paper"), writer.text(block.title_original))
    if block.journal:
        journal: Line = (Span(block.journal, neutral=True, emphasis=True),)
        year = (Span(" ("), *neutral(block.year), Span(")")) if block.year else ()
        yield _fact(writer.gettext("Published in"), (*journal, *year))
    yield _fact(writer.gettext("Checked by other researchers"), writer.text(block.peer_review.label))
    if block.phase.code is not Phase.NOT_APPLICABLE:
        yield _fact(writer.gettext("Phase"), writer.text(block.phase.label))
    if block.allocation.code is not Allocation.NOT_APPLICABLE:
        yield _fact(writer.gettext("How groups were formed"), writer.text(block.allocation.label))
    if block.masking.code is not Masking.NOT_APPLICABLE:
        yield _fact(writer.gettext("Who knew who got what"), writer.text(block.masking.label))
    if block.registration_status.code is not RegistrationStatus.NOT_REPORTED:
        yield _fact(writer.gettext("State in the trial register"), writer.text(block.registration_status.label))
    yield _fact(writer.gettext("Ages"), neutral(block.age_range))
    yield _fact(writer.gettext("Women and men"), writer.text(block.sex_breakdown, explain=True))
    yield _fact(writer.gettext("Where it took place"), writer.text(block.setting, explain=True))
    yield Fact(writer.gettext("Countries"), tuple(writer.country(code) for code in block.countries))
    yield Fact(
        writer.gettext("Find the paper"),
        tuple(
            joined(": ", neutral(item.scheme.upper()), neutral(item.value, link=item.url or ""))
            for item in block.identifiers
        ),
    )
    yield Fact(writer.gettext("Where to read more"), tuple(neutral(url, link=url) for url in block.more_information))


def _fact(name: Line, value: Line) -> Fact:
    return Fact(name, (value,) if value else ())
