from django.apps import AppConfig, apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _


class ResearchTranslationConfig(AppConfig):
    name = "research.translation"
    label = "research_translation"
    verbose_name = _("Translation of research updates")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # A system check would come too late: the modules below cannot be imported without those models.
        if not apps.is_installed("wagtail_localize"):
            raise ImproperlyConfigured(
                "research.translation needs wagtail-localize. Add “wagtail_localize” to INSTALLED_APPS, "
                "or take “research.translation” out."
            )
        from research.translation import (
            checks,  # noqa: F401  (registers system checks)
            fields,
            language_spans,
            receivers,
            tables,
        )

        fields.connect()
        tables.connect()
        language_spans.connect()
        receivers.connect()
