"""Who publishes: what the plugin receives of the site's settings."""

from __future__ import annotations

import pytest
from django.utils import translation
from wagtail.models import Site

from home.models import SiteSettings
from home.publisher import publisher
from research import conf
from research.domain.terms import Publisher

pytestmark = pytest.mark.django_db


def test_publisher_is_told_in_every_language_under_any_active_one() -> None:
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.create(
        site=site,
        publisher_name_en="Example Charity",
        publisher_name_de="Beispielverein",
        contact_note_en="We cannot give medical advice.",
        url="https://example.org/",
        licence_name="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        contact_email="updates@example.org",
        reviewed_languages=["en", "de"],
    )
    expected = Publisher(
        name={"en": "Example Charity", "de": "Beispielverein"},
        url="https://example.org/",
        licence_name="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        contact_email="updates@example.org",
        contact_note={"en": "We cannot give medical advice."},
        reviewed_languages=frozenset({"en", "de"}),
    )

    with translation.override("de"):
        assert publisher(site) == expected
        assert publisher(None) == expected
        assert conf.publisher(site) == expected


def test_site_that_says_nothing_has_a_nameless_publisher_and_no_row_is_made() -> None:
    assert publisher(Site.objects.get()) == Publisher(name={})
    assert not SiteSettings.objects.exists()


def test_each_site_has_its_own_publisher() -> None:
    first = Site.objects.get()
    second = Site.objects.create(hostname="second.example.org", root_page=first.root_page)
    SiteSettings.objects.create(site=first, publisher_name_en="First")
    SiteSettings.objects.create(site=second, publisher_name_en="Second")

    assert publisher(second).name == {"en": "Second"}
    assert publisher(None).name == {"en": "First"}
