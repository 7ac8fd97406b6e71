"""What an image shows, per language."""

from __future__ import annotations

import pytest
from django.utils import translation

from home.images import default_alt
from home.models import ResearchImage

pytestmark = pytest.mark.django_db  # an image asks for its collection when it is made


@pytest.mark.parametrize("active", ["en", "ar"])
def test_description_is_told_per_language_under_any_active_one(active: str) -> None:
    image = ResearchImage(title="IMG_0012.jpg", default_alt_en="Two nerve fibres", default_alt_fr="Deux fibres")

    with translation.override(active):
        assert default_alt(image) == {"en": "Two nerve fibres", "fr": "Deux fibres"}
        assert image.default_alt_text == "Two nerve fibres"


def test_image_without_description_is_not_described_by_its_title() -> None:
    image = ResearchImage(title="IMG_0012.jpg")

    assert default_alt(image) == {}
    assert image.default_alt_text == ""
