"""What the editor sees beside the fields: the rules' view of the page as last saved."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.fields import StreamField

from research.domain.easy_read import FIELDS
from research.domain.locales import direction
from research.domain.problems import Problem, errors, warnings
from research.domain.readability import Readability, assess
from research.domain.texts import texts
from research.messages import message
from research.places import place_of

_BLOCK_ID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class ChecksPanel(Panel):
    """Lists what stands against publication and what could be better, each with its place."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Before you publish"), "icon": "clipboard-list", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "research/admin/checks_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            saved = self.instance.pk is not None
            found = self.instance.publication_problems() if saved else []
            context.update(
                saved=saved,
                language=self.instance.language if saved else "",
                direction=direction(self.instance.language) if saved else "",
                readability=_readability(self.instance) if saved else None,
                errors=_shown(self.instance, errors(found)),
                warnings=_shown(self.instance, warnings(found)),
            )
            return context


def _readability(page: Any) -> Readability | None:
    update = page.as_update()
    # Titles, labels and cells are no sentences and would make any text look easy.
    written = [at.text for at in texts(update) if at.html or at.text.rstrip().endswith((".", "!", "?", "؟"))]
    return assess(written, update.language) if written else None


def _anchor(page: Any, problem: Problem) -> str:
    """Return what leads to the block or the field of the form that a problem is about."""
    # The block right at it, such as a caveat: that around it may be several screens long.
    ids = [part for part in problem.path[1:] if _BLOCK_ID.fullmatch(part)]
    if len(problem.path) > 1:
        return f"#block-{ids[-1] if ids else problem.path[1]}-section"
    fields = {field.name for field in page._meta.get_fields() if not isinstance(field, StreamField)}
    return f"#id_{problem.path[0]}" if problem.path and problem.path[0] in fields else ""


def _in_easy_words(problem: Problem) -> bool:
    """Tell whether a problem is in easy-read text and its words do not say so."""
    return bool(problem.path) and problem.path[-1] in FIELDS and not problem.code.startswith("easy-")


def _shown(page: Any, problems: list[Problem]) -> list[dict[str, str]]:
    """Problems in words, each with the id of the block it is about, so that a link can lead there.

    Where several have the same words, their place comes first: links that read alike lead nobody. So it does in
    easy-read text, where it would be looked for in the ordinary one.
    """
    said = [message(problem) for problem in problems]
    times = Counter(said)
    return [
        {
            "text": words,
            "place": place_of(page, problem.path) if times[words] > 1 or _in_easy_words(problem) else "",
            "anchor": _anchor(page, problem),
            "code": problem.code,
        }
        for problem, words in zip(problems, said, strict=True)
    ]
