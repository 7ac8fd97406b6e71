"""Images, with a default description per language."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from home import labels, languages
from home.models.compared import ComparedTexts


class ResearchImage(ComparedTexts, AbstractImage):
    """An image and what it shows, for people who do not see it, in each language of the site.

    A page may describe the image in its own words; the default is what it starts from.
    """

    compared_texts = ("default_alt",)

    default_alt = models.CharField(
        _("description"),
        max_length=255,
        blank=True,
        help_text=_("What the image shows, in one sentence, for people who cannot see it."),
    )

    # Wagtail's own ``description`` is in no particular language, so the form offers the columns instead.
    admin_form_fields = (
        *(field for field in Image.admin_form_fields if field != "description"),
        *labels.columns("default_alt"),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self) -> str:
        """The text in the site's default language, for Wagtail's own templates, which name no language.

        Never the title, which is often the name of a file.
        """
        return labels.text(self, "default_alt", languages.DEFAULT)


class ResearchRendition(AbstractRendition):
    """A resized copy of an image."""

    image = models.ForeignKey(ResearchImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_research_rendition"
            ),
        ]
