"""What an image shows, per language."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
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


def test_description_that_counts_otherwise_in_another_language_is_refused_where_it_is_asked_for() -> None:
    image = ResearchImage(
        title="IMG_0012.jpg", default_alt_en="Two nerve fibres of 12", default_alt_fr="Deux fibres sur 21"
    )

    with pytest.raises(ValidationError) as refused:
        image.clean_fields(exclude=("file", "width", "height"))

    assert set(refused.value.error_dict) == {"default_alt_fr"}
    image.clean_fields(exclude=("file", "width", "height", "default_alt_fr"))
