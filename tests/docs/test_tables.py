"""The tables of the reference say what the code says, and leave nothing out."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands
from wagtail import blocks

from research.api.problems import KINDS
from research.blocks.body import BodyBlock
from research.blocks.page_parts import (
    CorrectionsBlock,
    DisclosuresBlock,
    ReviewersBlock,
    SourceDocumentsBlock,
    SummaryBlock,
)
from research.conf import DEFAULTS
from research.domain.identifiers import UNKNOWN_SCHEME
from research.domain.translation_quality import CHECKS
from research.messages import MESSAGES
from research.renderings.checks import checks
from research.renderings.forms import FORMS
from tests.docs import pages
from tests.docs.pages import ROOT

STREAMS = (BodyBlock, SummaryBlock, SourceDocumentsBlock, DisclosuresBlock, ReviewersBlock, CorrectionsBlock)
#: The error's severity is that of ``Problem`` itself, where a call names none.
EITHER = "error or warning"


def column(page: str, number: int) -> dict[str, str]:
    """Return ``{code in the first column: cell}`` of the tables of a page of the reference."""
    rows = [row for row in pages.table_rows(pages.read(f"docs/reference/{page}")) if row[0].startswith("`")]
    # A setting of the plugin and the variable that sets it on this site may share a name; the first table counts.
    return {row[0].strip("`"): row[number] for row in reversed(rows)}


def severities() -> dict[str, set[str]]:
    """Return the severities that the code gives to each code that it writes out, read from its calls."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in (ROOT / "research").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found[str(first.value)] |= _named(node)
    return found


def _named(call: ast.Call) -> set[str]:
    given = " ".join(ast.unparse(argument) for argument in [*call.args[1:], *(k.value for k in call.keywords)])
    named = {word.lower() for word in re.findall(r"Severity\.(\w+)", given)}
    if re.search(r"(?<![.\w])severity(?![.\w])", given):
        named |= {"error", "warning"}
    return named or {"error"}


def test_every_problem_has_a_row_and_every_row_a_problem() -> None:
    assert sorted(column("problems.md", 1)) == sorted(MESSAGES)


def test_no_problem_has_two_rows() -> None:
    rows = [row[0] for row in pages.table_rows(pages.read("docs/reference/problems.md")) if row[0].startswith("`")]

    assert len(rows) == len(set(rows))


def test_severity_of_each_problem_is_that_of_the_code() -> None:
    told = column("problems.md", 1)
    of_code = severities()
    of_code |= {check.code: {str(check.severity)} for check in CHECKS}

    wrong = {
        code: told[code]
        for code, found in of_code.items()
        if code in told and told[code] != (EITHER if len(found) > 1 else next(iter(found)))
    }

    assert len(of_code) > 60
    assert wrong == {}


def test_unknown_scheme_is_told_with_the_code_that_the_table_has() -> None:
    assert UNKNOWN_SCHEME in column("problems.md", 1)


def test_settings_are_those_of_the_plugin_with_their_defaults() -> None:
    told = column("settings.md", 1)

    assert {name: told.get(name) for name in DEFAULTS} == {name: f"`{value!r}`" for name, value in DEFAULTS.items()}


def test_every_system_check_is_listed_with_its_level() -> None:
    levels = {"E": "error", "W": "warning"}
    ids = {
        found
        for path in (ROOT / "research").rglob("checks.py")
        for found in re.findall(r'id="(research\.[EW]\d+)"', path.read_text(encoding="utf-8"))
    }

    assert {id_: column("commands.md", 1).get(id_) for id_ in ids} == {id_: levels[id_[9]] for id_ in ids}


def test_every_command_of_the_plugin_and_of_the_site_is_listed() -> None:
    text = pages.read("docs/reference/commands.md")
    ours = [command for command, app in get_commands().items() if str(app).split(".")[0] in ("research", "home")]

    assert [command for command in ours if f"`manage.py {command}`" not in text] == []


def test_every_target_of_make_is_listed_and_exists() -> None:
    declared = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    everywhere = {target for page in pages.PAGES for target in re.findall(r"`make ([a-z-]+)", pages.read(page))}

    told = re.findall(r"`make ([a-z-]+)`", pages.read("docs/reference/commands.md"))

    assert sorted(set(told)) == sorted(set(declared) - {"help"})
    assert everywhere <= set(declared)


def test_every_problem_of_the_api_is_listed_with_its_status() -> None:
    told = column("api.md", 1)

    assert {code: told.get(code) for code in KINDS} == {code: str(kind.status) for code, kind in KINDS.items()}


def children(block: blocks.Block, prefix: str = "") -> Iterator[str]:
    """Yield the names of all fields below ``block`` as the page of blocks writes them."""
    if isinstance(block, blocks.StreamBlock):
        for child in block.child_blocks.values():
            yield from children(child, prefix)
    elif isinstance(block, blocks.ListBlock):
        yield from children(block.child_block, prefix)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield f"{prefix}{name}"
            several = isinstance(child, (blocks.StreamBlock, blocks.ListBlock))
            yield from children(child, f"{prefix}{name}{'[]' if several else ''}.")


@pytest.mark.parametrize("stream", STREAMS)
def test_every_field_of_a_block_is_listed(stream: type[blocks.StreamBlock]) -> None:
    listed = set(pages.code(pages.read("docs/reference/blocks.md")))

    assert [name for name in children(stream()) if name not in listed] == []
    assert set(stream().child_blocks) <= listed


def test_every_listed_field_is_one_of_a_block() -> None:
    known = {name for stream in STREAMS for name in children(stream())}

    assert set(column("blocks.md", 1)) <= known


def test_decisions_are_numbered_without_a_gap_and_short() -> None:
    files = sorted(path for path in (ROOT / "docs" / "decisions").glob("*.md") if path.name != "README.md")
    index = pages.read("docs/decisions/README.md")

    assert [int(path.name[:4]) for path in files] == list(range(1, len(files) + 1))
    for path in files:
        text = pages.read(path)
        assert text.startswith(f"# {path.name[:4]}. ")
        assert all(part in text for part in ("\nDate: ", "**Outcome.**", "**Rejected.**", "**Cost we accept.**"))
        assert text.count("\n") <= 40
        assert Path(path).name in index


def test_every_check_of_a_form_has_a_row_with_its_version_and_a_test_that_exists() -> None:
    rows = [row for row in pages.table_rows(pages.read("docs/reference/checks.md")) if row[0].startswith("`")]

    assert sorted((form.strip("`"), validator, version) for form, validator, version, *_ in rows) == sorted(
        (form, check.validator, check.version) for form, found in checks().forms.items() for check in found
    )
    assert {row[0].strip("`") for row in rows} == set(FORMS)
    assert [row[4] for row in rows if not (ROOT / row[4].strip("`")).exists()] == []
