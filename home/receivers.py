"""What happens when a row that updates show is deleted or changed.

The guard of a used term holds for API v3, the shell and bulk deletion as well as for the admin.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models.signals import post_delete, post_save, pre_delete

from home.models import Condition, GlossaryTerm, ResearchImage, SiteSettings, Topic, VocabularyTerm
from home.term_usage import pages_using, retire_instead
from research.publishing.signals import shared_text_changed


def refuse_to_delete_used_term(sender: type[VocabularyTerm], instance: VocabularyTerm, **_kwargs: Any) -> None:
    """Raise ``ValidationError`` if a page uses ``instance``; API v3 turns it into a 422 with the sentence."""
    if pages := pages_using(instance.vocabulary, instance.code):
        raise ValidationError({NON_FIELD_ERRORS: [retire_instead(str(instance), pages)]}, code="term-in-use")


for _model in (Topic, Condition, GlossaryTerm):
    pre_delete.connect(refuse_to_delete_used_term, sender=_model, dispatch_uid=f"used-{_model.vocabulary}")


def tell_research(sender: type[Any], instance: Any, **_kwargs: Any) -> None:
    """Let the stored updates that show this row be built anew."""
    is_image = isinstance(instance, ResearchImage)
    shared_text_changed.send(
        sender,
        vocabulary="image" if is_image else getattr(instance, "vocabulary", ""),
        code=str(instance.pk) if is_image else getattr(instance, "code", ""),
    )


for _shown in (Topic, Condition, GlossaryTerm, SiteSettings, ResearchImage):
    for _signal in (post_save, post_delete):
        _signal.connect(tell_research, sender=_shown, dispatch_uid=f"shown-{_shown.__name__}")
