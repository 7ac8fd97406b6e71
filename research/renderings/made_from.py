"""A digest of what decides on the bytes of a form: it tells what was made before from what would be made now."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

from research import conf
from research.renderings.form import Form
from research.renderings.links import Surroundings

#: All of the plugin: forms are made of the domain and of representations as well.
_CODE = Path(__file__).parent.parent
#: Settings that some form reads.
SETTINGS = ("PDF_FONTS", "PDF_FONT_PATHS", "BRAILLE_GRADES", "BRAILLE_CELLS", "BRAILLE_LINES")


def made_from(form: Form, etag: str, around: Surroundings) -> str:
    """Return a digest of the representation with ``etag``, of the addresses around it, and of what makes the form here.

    Two that are equal stand for the same bytes. Fonts and programs of the machine are not looked at.
    """
    addresses = (
        around.api,
        around.forms,
        around.page,
        sorted(around.related.items()),
        sorted(around.translations.items()),
    )
    settings_now = tuple(repr(conf.setting(name)) for name in SETTINGS)
    return hashlib.sha256(repr((form.name, etag, addresses, settings_now, code())).encode()).hexdigest()


@lru_cache(maxsize=1)
def code() -> str:
    """Return a digest of the code of all forms and of the words that they use, as installed here."""
    found = hashlib.sha256()
    for file in sorted(path for path in _CODE.rglob("*") if path.suffix in (".py", ".css", ".js", ".typ", ".json")):
        found.update(file.read_bytes())
    for folder in _catalogues():
        for file in sorted(folder.rglob("*.mo")):
            found.update(file.read_bytes())
    return found.hexdigest()


def _catalogues() -> list[Path]:
    return [Path(apps.get_app_config("research").path) / "locale", *map(Path, settings.LOCALE_PATHS)]
