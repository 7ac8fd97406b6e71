from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResearchTranslationConfig(AppConfig):
    name = "research.translation"
    label = "research_translation"
    verbose_name = _("Translation of research updates")
    default_auto_field = "django.db.models.BigAutoField"
