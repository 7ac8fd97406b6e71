"""When a source stops being public, its translations do, too, and the reason is on record."""

from __future__ import annotations

from wagtail.log_actions import LogContext, get_active_log_context, log

from research.models import GatedPage


def unpublish_translations(source: GatedPage) -> list[GatedPage]:
    """Unpublish the live translations of ``source`` and return them; nothing for a page that is a translation.

    The page of a translation group that was made first is its source. It may be gone by now.
    """
    group = type(source)._default_manager.filter(translation_key=source.translation_key).exclude(pk=source.pk)
    if source.alias_of_id is not None or group.filter(pk__lt=source.pk, alias_of__isnull=True).exists():
        return []
    gone = []
    # An alias is unpublished by Wagtail, together with the page that it is an alias of.
    for page in group.filter(live=True, alias_of__isnull=True):
        page.unpublish(log_action=False)
        # A context of its own: a page's history shows one entry for each context and action, and they share both.
        with LogContext(user=get_active_log_context().user):
            log(
                instance=page,
                action="research.unpublished_with_source",
                data={"source": source.title, "source_id": source.pk, "locale": source.locale.language_code},
            )
        gone.append(page)
    return gone
