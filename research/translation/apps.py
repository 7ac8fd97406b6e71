from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResearchTranslationConfig(AppConfig):
    name = "research.translation"
    label = "research_translation"
    verbose_name = _("Translation of research updates")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from research.translation import (
            checks,  # noqa: F401  (registers system checks)
            fields,
            receivers,
            tables,
        )

        fields.connect()
        tables.connect()
        receivers.connect()
