"""The last guard of a used term: it holds for API v3, the shell and bulk deletion as well as for the admin."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models.signals import pre_delete

from home.models import Condition, GlossaryTerm, Topic, VocabularyTerm
from home.term_usage import pages_using, retire_instead


def refuse_to_delete_used_term(sender: type[VocabularyTerm], instance: VocabularyTerm, **_kwargs: Any) -> None:
    """Raise ``ValidationError`` if a page uses ``instance``; API v3 turns it into a 422 with the sentence."""
    if pages := pages_using(instance.vocabulary, instance.code):
        raise ValidationError({NON_FIELD_ERRORS: [retire_instead(str(instance), pages)]}, code="term-in-use")


for _model in (Topic, Condition, GlossaryTerm):
    pre_delete.connect(refuse_to_delete_used_term, sender=_model, dispatch_uid=f"used-{_model.vocabulary}")
