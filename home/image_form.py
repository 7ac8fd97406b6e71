"""The form of an image, whose descriptions are typed in several languages."""

from __future__ import annotations

from typing import Any

from modeltranslation.utils import build_localized_fieldname
from wagtail.images.forms import BaseImageForm

from home import languages


class ResearchImageForm(BaseImageForm):
    """Marks the input of each description with its language and direction."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in languages.CODES:
            # API v3 builds forms with only the fields that a request names.
            if field := self.fields.get(build_localized_fieldname("default_alt", code)):
                field.widget.attrs.update(lang=code, dir=languages.direction(code))
