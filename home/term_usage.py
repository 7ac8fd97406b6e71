"""Which pages use a term, and what to say to a person who would take it away from them.

Blocks store a term's code, so neither deleting a used term nor changing its code may leave pages behind
that name something which no longer exists.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from research.models import pages_using_term


def pages_using(vocabulary: str, code: str) -> list[Page]:
    """Return the pages, drafts included, that use the term ``code`` of ``vocabulary``."""
    return list(pages_using_term(vocabulary, code))


def used_by(name: str, pages: list[Page]) -> str:
    """Return the sentence that says which pages use the term called ``name``."""
    return ngettext(
        "“%(term)s” is used by %(count)d page: “%(page)s”.",
        "“%(term)s” is used by %(count)d pages, such as “%(page)s”.",
        len(pages),
    ) % {"term": name, "count": len(pages), "page": pages[0].get_admin_display_title()}


def retire_instead(name: str, pages: list[Page]) -> str:
    """Return why the term called ``name`` cannot be deleted, and what to do."""
    return " ".join(
        [
            used_by(name, pages),
            _("Tick “retired” instead: those pages keep the term, and it is no longer offered to others."),
        ]
    )
