"""Text that is translated, and the fields that several blocks share."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.widgets import AdminAutoHeightTextInput

from research.blocks.neutral import CodeBlock, NeutralStructBlock
from research.domain.codes import TimeUnit

#: Marks words that are in another language; see ``words_in_languages``.
IN_ANOTHER_LANGUAGE = "words-in-another-language"
#: What rich text may hold. Superscript and subscript are left out because wagtail-localize
#: would split a sentence at each of them and translators would see pieces.
RICH_TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", IN_ANOTHER_LANGUAGE]

LINE_BREAKS = re.compile(r"\s*[\r\n]+\s*")


def with_plain_ends(text: Any) -> Any:
    """Return ``text`` with one sign at the end of each line, whoever sent it.

    A browser sends two, and a segment that differs in nothing else would count as changed, its translation as lost.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


class TextLineBlock(blocks.CharBlock):
    """One line of text that translators see. Never ``None``: wagtail-localize cannot extract that.

    The box grows with the text, so that a whole sentence can be read; a line break that is typed becomes a space.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": "", **kwargs})
        widget = AdminAutoHeightTextInput(attrs={"rows": 1})
        widget.attrs.update(self.field.widget_attrs(widget))
        widget.is_required = self.field.required
        self.field.widget = widget

    def clean(self, value: Any) -> Any:
        return LINE_BREAKS.sub(" ", super().clean(value))


class ParagraphBlock(blocks.TextBlock):
    """Some sentences of plain text that translators see."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": "", "rows": 2, **kwargs})

    def value_from_form(self, value: Any) -> Any:
        return with_plain_ends(super().value_from_form(value))


class EasyReadBlock(ParagraphBlock):
    """The same in easy words: one sentence a line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label": _("In easy words"), "required": False, **kwargs})


class DurationBlock(NeutralStructBlock):
    """A length of time; both parts are the same in every language.

    It must be neutral for another reason, too: wagtail-localize takes a child called ``value`` in a nested
    struct for the wrapper of a stored block, and fails.
    """

    value = blocks.DecimalBlock(label=_("How long"), required=False, min_value=0, max_digits=7, decimal_places=2)
    unit = CodeBlock(TimeUnit, label=_("Unit"), required=False, default=TimeUnit.MONTHS.value)

    class Meta:
        icon = "time"
        form_classname = "struct-block research-inline"
