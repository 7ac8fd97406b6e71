"""Who publishes a site."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from home.models.compared import ComparedTexts
from home.models.fields import LanguageListField, known_languages
from home.panels import LINE, LINES, language_tabs


@register_setting(icon="group")
class SiteSettings(ComparedTexts, BaseSiteSetting):
    """The publisher of one site: named in every representation, with the licence and the way to reach them."""

    compared_texts = ("contact_note",)

    publisher_name = models.CharField(_("publisher"), max_length=200, help_text=_("Who stands behind the updates."))
    contact_note = models.TextField(
        _("note on contact"),
        blank=True,
        help_text=_("What to write about, and when to expect an answer. Say here that you cannot give medical advice."),
    )
    url = models.URLField(_("address of the publisher"), blank=True)
    licence_name = models.CharField(_("licence"), max_length=120, blank=True, help_text=_("Such as “CC BY 4.0”."))
    licence_url = models.URLField(_("address of the licence"), blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    reviewed_languages = LanguageListField(
        _("languages checked by a person"),
        validators=[known_languages],
        help_text=_("Tick a language when a person who speaks it has checked the texts in its tab."),
    )

    edit_handler = language_tabs(
        _("General"),
        [
            FieldPanel("url"),
            FieldPanel("licence_name"),
            FieldPanel("licence_url"),
            FieldPanel("contact_email"),
            FieldPanel("reviewed_languages"),
        ],
        {"publisher_name": LINE, "contact_note": LINES},
    )

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
