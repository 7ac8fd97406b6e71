"""Who publishes the demo: the settings of its site."""

from __future__ import annotations

from modeltranslation.utils import build_localized_fieldname
from wagtail.models import Site

from home import languages
from home.demo.content import read
from home.models import SiteSettings

TRANSLATED = ("publisher_name", "contact_note")


def fill_in(site: Site) -> bool:
    """Name the publisher of ``site``, where nobody has. Returns whether anything was written."""
    row = SiteSettings._default_manager.filter(site=site).first() or SiteSettings(site=site)
    if getattr(row, build_localized_fieldname("publisher_name", languages.DEFAULT)):
        return False
    for name, value in read("publisher").items():
        if name in TRANSLATED:
            for code in languages.CODES:
                setattr(row, build_localized_fieldname(name, code), value.get(code, ""))
        else:
            setattr(row, name, value)
    row.full_clean()
    row.save()
    return True
