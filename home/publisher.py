"""Who publishes a site, as the plugin asks for it (``RESEARCH_UPDATES["PUBLISHER"]``)."""

from __future__ import annotations

from wagtail.models import Site

from home import labels
from home.models import SiteSettings
from research.domain.terms import Publisher


def publisher(site: Site | None = None) -> Publisher:
    """Return the publisher of ``site``, or of the default site; nameless where nobody has filled it in.

    Reads only. ``SiteSettings.for_site`` would create the row, which the read-only process cannot.
    """
    rows = SiteSettings.base_queryset()
    row = rows.filter(site=site).first() if site else rows.filter(site__is_default_site=True).first()
    if row is None:
        return Publisher(name={})
    return Publisher(
        name=labels.texts(row, "publisher_name"),
        url=row.url,
        licence_name=row.licence_name,
        licence_url=row.licence_url,
        contact_email=row.contact_email,
        contact_note=labels.texts(row, "contact_note"),
        reviewed_languages=frozenset(row.reviewed_languages),
    )
