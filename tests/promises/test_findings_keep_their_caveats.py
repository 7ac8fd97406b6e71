"""Promise 1: no finding leaves without its caveats, in any output, from a page in any state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.domain.problems import errors
from research.models import ResearchUpdatePage
from research.models.gate import PublishBlocked
from research.publishing.rebuild import rebuild_everything
from research.representations.build import NotServable, build
from tests.factories import Tree, committed, publish, set_stream, stream, translated
from tests.promises.conftest import example, few, many, page_of, unsaved
from tests.promises.outputs import (
    assert_findings_whole,
    assert_html_whole,
    assert_served_nowhere,
    assert_v2_findings_whole,
    representations,
    soup_of,
    v2_listed,
)
from tests.promises.strategies import Made, languages, updates
from tests.promises.texts import into, sentence
from tests.stream_data import RawBlock
from tests.translations import translated_data


def assert_served_whole(page: Any, findings: list[RawBlock]) -> None:
    served = representations(page)
    for name, update in served.items():
        assert_findings_whole(update, findings, name)
    assert_html_whole(soup_of(page), served["stored"])
    (item,) = v2_listed(page)
    assert_v2_findings_whole(item, findings)


@many
@given(made=updates())
def test_built_update_holds_each_finding_with_its_caveats(tree: Tree, made: Made) -> None:
    assert_findings_whole(build(unsaved(made)).model_dump(mode="json"), made.findings, "build")


@few
@given(made=updates())
def test_live_update_shows_each_finding_with_its_caveats_in_every_output(tree: Tree, made: Made) -> None:
    with example():
        assert_served_whole(page_of(made), made.findings)


@few
@given(made=updates(), other=languages)
def test_alias_and_translation_show_each_finding_with_its_caveats(tree: Tree, made: Made, other: str) -> None:
    if other == made.language:
        return
    with example():
        page = page_of(made)
        with committed():
            alias = page.copy_for_translation(tree.locales[other], alias=True)
            alias = publish_alias(page, alias)
        assert_served_whole(alias, made.findings)
    with example():
        page = page_of(made)
        say = into(made.language, other)
        copy = translated(page, other, live=True, translate=say)
        findings = translated_data(made.findings, say)
        assert_served_whole(copy, findings)
        # The source goes on; its translation, out of date from now on, is still whole.
        page.title = sentence(made.language, 1000)
        publish(page)
        assert_served_whole(ResearchUpdatePage.objects.get(pk=copy.pk), findings)


def publish_alias(page: Any, alias: Any) -> Any:
    """Publish the original again, as an editor would: its aliases follow."""
    page.save_revision().publish()
    return ResearchUpdatePage.objects.get(pk=alias.pk)


@few
@given(made=updates())
def test_draft_and_unpublished_update_are_served_nowhere(tree: Tree, made: Made) -> None:
    with example():
        page = page_of(made, live=False)
        assert_served_nowhere(page, made.title)
        page = publish(page)
        with committed():
            page.unpublish()
        assert_served_nowhere(page, made.title)


def _without_caveats(finding: dict[str, Any]) -> None:
    finding.update(caveats=[], no_caveat_reason="", no_caveat_approved_by="")


def _in_mice_without_saying_so(finding: dict[str, Any]) -> None:
    finding["population_kind"], finding["species"] = "animals", "mice"
    finding["caveats"] = [c for c in finding["caveats"] if c["value"]["kind"] != "animal_only"]


def _with_a_reason_that_nobody_agreed_to(finding: dict[str, Any]) -> None:
    finding.update(caveats=[], no_caveat_reason=finding["statement"], no_caveat_approved_by="")


def _without_statement(finding: dict[str, Any]) -> None:
    finding["statement"] = ""


Spoil = Callable[[dict[str, Any]], None]
spoilers = st.sampled_from(
    [_without_caveats, _in_mice_without_saying_so, _with_a_reason_that_nobody_agreed_to, _without_statement]
)


@many
@given(made=updates(), spoil=spoilers, data=st.data())
def test_spoilt_update_is_not_publishable(tree: Tree, made: Made, spoil: Spoil, data: st.DataObject) -> None:
    spoil(data.draw(st.sampled_from(made.findings))["value"])
    assert errors(unsaved(made).publication_problems())


@many
@given(made=updates(), data=st.data())
def test_builder_itself_refuses_a_finding_without_caveats(tree: Tree, made: Made, data: st.DataObject) -> None:
    _without_caveats(data.draw(st.sampled_from(made.findings))["value"])
    with pytest.raises(NotServable):
        build(unsaved(made))


@few
@given(made=updates(), spoil=spoilers, data=st.data())
def test_spoilt_update_is_not_published_nor_served_when_it_is_forced_live(
    tree: Tree, made: Made, spoil: Spoil, data: st.DataObject
) -> None:
    with example():
        page = page_of(made)
        body = stream(page)
        spoil(data.draw(st.sampled_from([block for block in body if block["type"] == "finding"]))["value"])
        set_stream(page, "body", body)
        with pytest.raises(PublishBlocked):
            publish(page)
        # Round every door: the row itself, and whatever looks at it again.
        ResearchUpdatePage.objects.filter(pk=page.pk).update(body=page.body, live=True)
        rebuild_everything()
        assert_served_nowhere(page, made.title)


@few
@given(made=updates(), spoil=spoilers, data=st.data())
def test_spoilt_draft_that_is_forced_live_is_never_served(
    tree: Tree, made: Made, spoil: Spoil, data: st.DataObject
) -> None:
    with example():
        spoil(data.draw(st.sampled_from(made.findings))["value"])
        page = page_of(made, live=False)
        ResearchUpdatePage.objects.filter(pk=page.pk).update(live=True)
        assert_served_nowhere(page, made.title)
        rebuild_everything()
        assert_served_nowhere(page, made.title)
