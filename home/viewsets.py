"""The vocabularies in the admin: one menu, one list per vocabulary, one tab per language in each form."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from home import labels, languages
from home.models import Condition, GlossaryTerm, Topic, VocabularyTerm
from home.panels import LINE, LINES, language_tabs


def missing_languages(term: VocabularyTerm) -> str:
    """Return the names of the languages in which ``term`` has no name, for the list."""
    present = labels.texts(term, "name")
    return ", ".join(str(languages.name(code)) for code in languages.CODES if code not in present) or "–"


class TermViewSet(SnippetViewSet):
    """What the three vocabularies have in common."""

    icon = "tag"
    ordering = ["code"]
    list_display = [
        "__str__",
        "code",
        Column("missing", label=_("No name in"), accessor=missing_languages),
        BooleanColumn("retired", label=_("Retired")),
    ]
    list_filter = ["retired"]
    # Each column by its name. The index of a search backend would hold only the language of whoever saved last.
    search_backend_name = None
    search_fields = ["code", *labels.columns("name"), *labels.columns("forms")]

    def get_edit_handler(self) -> Panel:
        general = [FieldPanel(name) for name in ("code", "identifiers", "reviewed_languages", "retired")]
        tabs = language_tabs(_("General"), general, {"name": LINE, "definition": LINES, "forms": LINES})
        return tabs.bind_to_model(self.model)


class TopicViewSet(TermViewSet):
    model = Topic


class ConditionViewSet(TermViewSet):
    model = Condition


class GlossaryTermViewSet(TermViewSet):
    model = GlossaryTerm


class VocabularyViewSetGroup(SnippetViewSetGroup):
    items = (TopicViewSet, ConditionViewSet, GlossaryTermViewSet)
    menu_label = _("Vocabularies")
    menu_name = "research-vocabulary"
    menu_icon = "tag"
    menu_order = 250
