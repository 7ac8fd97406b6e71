"""What the source said when it was translated, for whoever translates it again."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from wagtail_localize.models import StringSegment, StringTranslation, Translation

from research.domain.text import plain


@dataclass(frozen=True, slots=True)
class Changed:
    """A segment that is to be translated again: what the source says now, what it said, and how that was translated."""

    now: str
    then: str
    translated: str


def changed(translation: Translation) -> list[Changed]:
    """Return the segments whose text was another one when it was translated, in order.

    wagtail-localize forgets the old pair as soon as the source has a new text; whoever translates needs both.
    """
    segments = list(
        StringSegment.objects.filter(source=translation.source)
        .annotate_translation(translation.target_locale, include_errors=True)
        .select_related("string")
        .order_by("order")
    )
    waiting = [segment for segment in segments if segment.translation is None]
    known = {(segment.context_id, segment.string_id) for segment in segments}
    old = StringTranslation.objects.filter(
        locale=translation.target_locale, context__in=[segment.context_id for segment in waiting]
    )
    before: dict[int, list[StringTranslation]] = {}
    for found in old.select_related("translation_of").order_by("-updated_at", "-pk") if waiting else ():
        if (found.context_id, found.translation_of_id) not in known:
            before.setdefault(found.context_id, []).append(found)
    pairs = []
    for segment in waiting:
        if there := before.get(segment.context_id):
            # A text may be several segments: the old one is that which is most like the new one.
            like = max(
                there, key=lambda one: SequenceMatcher(None, one.translation_of.data, segment.string.data).ratio()
            )
            pairs.append(Changed(*map(plain, (segment.string.data, like.translation_of.data, like.data))))
    return pairs
