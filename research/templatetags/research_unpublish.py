"""What an editor is told before an update is taken back."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from research.domain.locales import name_in
from research.models import AbstractResearchUpdate
from research.places import tab_of

register = template.Library()


@register.simple_tag
def told_before_it_is_taken_back(page: Any) -> list[str]:
    """Return sentences: which translations go with the update, and that readers would not learn why."""
    update = page.specific
    if not isinstance(update, AbstractResearchUpdate):
        return []
    told = []
    if update.translated_from() is None:
        others = update.get_translations().filter(live=True).select_related("locale").order_by("pk")
        names = [name_in(str(other.locale.language_code), get_language() or "en") for other in others]
        if names:
            told.append(_("Its translations go with it: %(languages)s.") % {"languages": ", ".join(names)})
    if not update.get_latest_revision_as_object().withdrawal_note:
        told.append(
            _(
                "Readers will not be told why. To tell them, write it first at “Why it was taken back”, in the tab "
                "“%(tab)s”, and save the page."
            )
            % {"tab": tab_of(update, ("withdrawal_note",))}
        )
    return told
