"""axe-core on the admin screens that we add to: none of its findings is ours.

Wagtail and wagtail-localize have some of their own on these screens. They are listed here with the part of
the page that they stand in, so that one of ours is never taken for one of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file as picture
from wagtail.models import Site

from home.models import Condition, GlossaryTerm, Topic
from tests.browser.test_translator import begin_arabic
from tests.factories import ResearchUpdateFactory, site_tree, user

pytestmark = pytest.mark.django_db(transaction=True)

OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
#: rule -> what the HTML of a node holds that Wagtail or wagtail-localize made.
THEIRS: dict[str, tuple[str, ...]] = {
    "scrollable-region-focusable": ('class="w-minimap__list"',),
    "color-contrast": ('<h3 class="sc-', 'data-controller="w-count w-focus"'),
    "label": ('<input type="file" name="file"', 'ui-autocomplete-input" autocomplete="off"'),
    # Its editor of rich text has no name of its own; the label of the field points at what it hides.
    "aria-input-field-name": ("public-DraftEditor-content",),
}
#: Wagtail's messages fade in: how much contrast is measured depends on when.
FADING = {"exclude": [[".messages"]]}


def findings(page: Page) -> Iterator[tuple[str, str]]:
    """Yield rule and HTML of each node that axe finds fault with and that is not known to be theirs."""
    for violation in Axe().run(page, context=FADING, options=OPTIONS).response["violations"]:
        for node in violation["nodes"]:
            if not any(part in node["html"] for part in THEIRS.get(violation["id"], ())):
                yield violation["id"], node["html"][:200]


def screens(person: Any) -> dict[str, str]:
    """Addresses of the screens that hold something of ours."""
    update = ResearchUpdateFactory.create(live=True)
    arabic = begin_arabic(update, person).get_target_instance()
    add = reverse("wagtailadmin_pages:add", args=["research", "researchupdatepage", site_tree().index.pk])
    return {
        "new update": add,
        "update": reverse("wagtailadmin_pages:edit", args=[update.pk]),
        "checks": reverse("wagtailadmin_pages:edit", args=[update.pk]) + "#tab-checks",
        "translation": reverse("wagtailadmin_pages:edit", args=[arabic.pk]),
        "list of updates": reverse("wagtailadmin_pages:edit", args=[site_tree().index.pk]),
        "below the list": reverse("wagtailadmin_explore", args=[site_tree().index.pk]),
        "front page": reverse("wagtailadmin_pages:edit", args=[site_tree().root.pk]),
        "settings of the site": reverse(
            "wagtailsettings:edit", args=["home", "sitesettings", Site.objects.get(is_default_site=True).pk]
        ),
        "image": reverse("wagtailimages:edit", args=[get_image_model().objects.create(title="X", file=picture()).pk]),
        **{f"{view} {name}": address for name, model in VOCABULARIES.items() for view, address in of_terms(model)},
    }


#: Each vocabulary by its name.
VOCABULARIES = {"glossary term": GlossaryTerm, "topic": Topic, "condition": Condition}


def of_terms(model: Any) -> Iterator[tuple[str, str]]:
    """Yield each screen of a vocabulary and its address."""
    term = model.objects.create(code="placebo", name_en="placebo")
    for view in ("list", "add", "edit", "delete"):
        arguments = [term.pk] if view in ("edit", "delete") else []
        yield view, reverse(model.snippet_viewset.get_url_name(view), args=arguments)


def test_axe_finds_nothing_of_ours_on_admin_screens(live_server: LiveServer, sign_in: Callable[[Any], Page]) -> None:
    person = user("editor", superuser=True)
    page = sign_in(person)
    found = {}
    for name, address in screens(person).items():
        page.goto(live_server.url + address)
        page.wait_for_load_state("networkidle")
        if nodes := list(findings(page)):
            found[name] = nodes

    assert found == {}
