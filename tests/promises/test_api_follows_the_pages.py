"""Whatever editors do, in whatever order: the API and the journal are what a fresh build of the public pages gives.

``ENDURANCE=true`` walks thousands of steps (`make endurance`); every run of the suite walks some.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone, translation
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from wagtail.models import Page, PageViewRestriction, Revision

from home.models import Topic
from research.domain.problems import errors
from research.models import OutboxRow, ResearchIndexPage, ResearchUpdatePage
from research.models.gate import source_page_of
from research.publishing.store import _problems
from research.representations.build import build
from research.representations.canonical import canonical, etag
from tests.factories import (
    LANGUAGES,
    ResearchUpdateFactory,
    Tree,
    committed,
    parents_in,
    publish,
    set_stream,
    site_tree,
    stream,
    translated,
)
from tests.promises.texts import into, sentence
from tests.translations import Translator, translator

API = "/api/research/v1/"
ENDURANCE = os.environ.get("ENDURANCE") == "true"
walks = settings(
    max_examples=110 if ENDURANCE else 6,
    stateful_step_count=25 if ENDURANCE else 12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
#: Which of the pages that there are; taken modulo their number.
which = st.integers(0, 50)
STEPS: Counter[str] = Counter()
#: What is counted, each when it is really done. A long walk that never took one of them would prove less than it says.
KINDS = {
    *("publish", "draft", "edit", "unpublish", "move", "slug", "restrict", "unrestrict", "translate", "retract"),
    *("relabel", "delete", "schedule", "publish_scheduled", "expire", "bulk update and reconcile"),
}


class Editors(RuleBasedStateMachine):
    """People at work on a small site. Each step is a transaction that ends, as a request does."""

    @initialize()
    def begin(self) -> None:
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.tree = site_tree()
        with committed():
            self.aside = self.tree.root.add_child(
                instance=ResearchIndexPage(title="Archive", slug="archive", live=True)
            )
        self.number = 0
        # Something to work on, so that no step has nothing to do.
        self.write(live=True, topic=True)
        self.write(live=True, topic=False)
        self.write(live=False, topic=True)
        self.translate(number=0, language="es")

    def teardown(self) -> None:
        if hasattr(self, "outer"):
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)

    def pages(self) -> list[ResearchUpdatePage]:
        return list(ResearchUpdatePage.objects.order_by("pk"))

    def page(self, number: int) -> ResearchUpdatePage | None:
        pages = self.pages()
        return pages[number % len(pages)] if pages else None

    def english(self, number: int) -> ResearchUpdatePage | None:
        pages = [page for page in self.pages() if page.locale_id == self.tree.locales["en"].pk]
        return pages[number % len(pages)] if pages else None

    @rule(live=st.booleans(), topic=st.booleans())
    def write(self, live: bool, topic: bool) -> None:
        if len(self.pages()) >= 8:
            return
        self.number += 1
        ResearchUpdateFactory.create(
            parent=ResearchIndexPage.objects.get(pk=self.tree.index.pk),
            live=live,
            topics=[Topic.objects.get().code] if topic else [],
        )
        STEPS["publish" if live else "draft"] += 1

    @rule(number=which, live=st.booleans())
    def edit(self, number: int, live: bool) -> None:
        if page := self.english(number):
            body = stream(page)
            self.number += 1
            body[1]["value"]["statement"] = sentence("en", self.number + 20)
            set_stream(page, "body", body)
            if live:
                publish(page)
            else:
                with committed():
                    page.save_revision()
            STEPS["edit"] += 1

    @rule(number=which)
    def unpublish(self, number: int) -> None:
        if page := self.page(number):
            with committed():
                page.unpublish()
            STEPS["unpublish"] += 1

    @rule(number=which, back=st.booleans())
    def move(self, number: int, back: bool) -> None:
        if page := self.english(number):
            parent = self.tree.index if back else self.aside
            with committed():
                Page.objects.get(pk=page.pk).move(Page.objects.get(pk=parent.pk), pos="last-child")
            STEPS["move"] += 1

    @rule(slug=st.sampled_from(["archive", "old", "more"]))
    def rename_above(self, slug: str) -> None:
        index = ResearchIndexPage.objects.get(pk=self.aside.pk)
        index.slug = slug
        publish(index)
        STEPS["slug"] += 1

    @rule(number=which, above=st.booleans())
    def restrict(self, number: int, above: bool) -> None:
        page: Any = self.page(number)
        if above:
            page = self.aside
        if page and not PageViewRestriction.objects.filter(page=page.pk).exists():
            with committed():
                PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")
            STEPS["restrict"] += 1

    @rule()
    def lift_restrictions(self) -> None:
        with committed():
            for restriction in PageViewRestriction.objects.all():
                restriction.delete()
        STEPS["unrestrict"] += 1

    @rule(number=which, language=st.sampled_from(LANGUAGES[1:]))
    def translate(self, number: int, language: str) -> None:
        page = self.english(number)
        # The archive has no translation to put one below.
        if page is None or not page.live or not page.is_child_of(self.tree.index) or len(self.pages()) >= 10:
            return
        if not page.has_translation(self.tree.locales[language]):
            translated(page, language, live=True, translate=translator_of_everything(language))
            STEPS["translate"] += 1

    @rule(number=which)
    def retract(self, number: int) -> None:
        page = self.english(number)
        if page and page.live:
            body = stream(page)
            notice = {"kind": "retraction", "date": "2025-02-03", "doi": "10.1212/NXI.0000000000000928"}
            body[0]["value"]["publication_status"] = "retracted"
            body[0]["value"]["notices"] = [{"type": "notice", "value": notice}]
            set_stream(page, "body", body)
            publish(page)
            STEPS["retract"] += 1

    @rule(name=st.sampled_from(["Diet", "Food", "Sleep"]))
    def relabel(self, name: str) -> None:
        topic = Topic.objects.get()
        topic.name_en = name
        with committed():
            topic.save()
        STEPS["relabel"] += 1

    @rule(number=which)
    def delete(self, number: int) -> None:
        if page := self.page(number):
            with committed():
                page.delete()
            STEPS["delete"] += 1

    @rule(number=which)
    def schedule(self, number: int) -> None:
        if page := self.english(number):
            page.go_live_at = timezone.now() + timedelta(days=1)
            page.withdrawal_note = "Planned for later."
            with committed():
                page.save_revision().publish()
            STEPS["schedule"] += 1

    @rule()
    def let_time_pass(self) -> None:
        past = timezone.now() - timedelta(minutes=1)
        Revision.objects.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=past)
        with committed():
            call_command("publish_scheduled")
        STEPS["publish_scheduled"] += 1

    @rule(number=which)
    def expire(self, number: int) -> None:
        page = self.page(number)
        if page and page.live:
            past = timezone.now() - timedelta(minutes=1)
            ResearchUpdatePage.objects.filter(pk=page.pk).update(expire_at=past)
            with committed():
                call_command("publish_scheduled")
            ResearchUpdatePage.objects.filter(pk=page.pk).update(expire_at=None)
            STEPS["expire"] += 1

    @rule(number=which, live=st.booleans())
    def change_in_bulk(self, number: int, live: bool) -> None:
        """Only ``reconcile`` can know of this."""
        if page := self.page(number):
            changed = page.last_published_at and page.last_published_at - timedelta(days=1)
            ResearchUpdatePage.objects.filter(pk=page.pk).update(live=live, last_published_at=changed)
            call_command("reconcile", verbosity=0)
            STEPS["bulk update and reconcile"] += 1

    @invariant()
    def api_is_what_the_pages_say(self) -> None:
        if not hasattr(self, "tree"):
            return
        expected = public_now()
        listed = {(item["translation_key"], item["locale"]): item for item in every_item("updates/?limit=3")}
        assert set(listed) == set(expected)
        for place, (body, _tag) in expected.items():
            assert {name: listed[place][name] for name in body} == body
        key = next(iter({key for key, _locale in expected}), None)
        if key:
            detail = Client().get(f"{API}updates/{key}/?locales=*").json()
            assert {item["locale"] for item in detail["items"]} == {locale for k, locale in expected if k == key}
        assert OutboxRow.objects.count() == 0

    @invariant()
    def journal_replayed_is_what_the_pages_say(self) -> None:
        if not hasattr(self, "tree"):
            return
        copies: dict[tuple[str, str], str] = {}
        numbers = []
        for item in every_item("changes/?limit=7"):
            numbers.append(item["sequence"])
            place = item["translation_key"], item["locale"]
            if item["removed"]:
                copies.pop(place, None)
            else:
                copies[place] = item["etag"]
        assert copies == {place: tag for place, (_body, tag) in public_now().items()}
        assert numbers == list(range(1, len(numbers) + 1))


def translator_of_everything(language: str) -> Translator:
    known, numbered = translator(language), into("en", language)

    def translate(text: str) -> str | None:
        try:
            return known(text)
        except KeyError:
            return numbered(text)

    return translate


def public_now() -> dict[tuple[str, str], tuple[dict[str, Any], str]]:
    """Return what a fresh build of every page that anybody may see gives, without a look at what is stored."""
    found = {}
    root = Page.objects.get(pk=site_tree().root.pk)
    roots = Page.objects.filter(translation_key=root.translation_key)
    for page in ResearchUpdatePage.objects.live().public().order_by("pk"):
        if not any(page.is_descendant_of(above) for above in roots):
            continue
        if errors(_problems(page, page.as_update(), source_page_of(page))):
            continue
        with translation.override(page.locale.language_code):
            data = canonical(build(page))
        found[str(page.translation_key), page.locale.language_code] = json.loads(data), etag(data)
    return found


def every_item(address: str) -> list[dict[str, Any]]:
    """Return the items of every page of a list."""
    items: list[dict[str, Any]] = []
    following: str | None = f"http://testserver{API}{address}"
    while following:
        body = Client().get(following).json()
        items += body["items"]
        following = body["next"]
    return items


@pytest.mark.django_db
def test_api_and_journal_follow_whatever_editors_do(capsys: pytest.CaptureFixture[str]) -> None:
    tree: Tree = site_tree()
    for language in LANGUAGES:
        parents_in(language)
    assert tree.index.live
    Topic.objects.create(code="exercise", name_en="Exercise", name_ar="تمارين")
    STEPS.clear()

    run_state_machine_as_test(Editors, settings=walks)

    with capsys.disabled():
        print(f"\n  {sum(STEPS.values())} steps: {dict(STEPS.most_common())}")  # noqa: T201 - what a person runs it for
    assert not ENDURANCE or set(STEPS) == KINDS
