"""The marks of the rich text editor for words in another language, so that they are not read out in the wrong one."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from babel.localedata import locale_identifiers
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.contentstate import style_fallback
from wagtail.admin.rich_text.converters.editor_html import WhitelistRule
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature
from wagtail.coreutils import get_content_languages

from research import conf
from research.blocks.text import IN_ANOTHER_LANGUAGE


def offered() -> list[str]:
    """Return the languages to choose from: those of the setting, or else those that the site is written in."""
    named = conf.setting("RICH_TEXT_LANGUAGES")
    return list(named) if named is not None else list(get_content_languages())


@lru_cache(maxsize=1)
def known() -> list[str]:
    """Return the languages that a mark of several pieces stays one for: those offered, and those of CLDR."""
    return sorted({*offered(), *(code.replace("_", "-") for code in locale_identifiers())})


def _name(code: str) -> str:
    try:
        return BabelLocale.parse(get_language() or code, sep="-").languages.get(code.lower()) or code
    except (UnknownLocaleError, ValueError):
        return code


_lazy_name = lazy(_name, str)


_PREFIX = "LANGUAGE-"


def _style(code: str) -> str:
    return f"{_PREFIX}{code}"


class LanguageHandler(InlineStyleElementHandler):
    """Reads a mark in whatever language, in whatever spelling: what a client wrote must outlast the editor."""

    def __init__(self) -> None:
        super().__init__(_PREFIX)

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]], state: Any, contentstate: Any) -> None:
        InlineStyleElementHandler(_style(dict(attrs)["lang"] or "")).handle_starttag(name, attrs, state, contentstate)

    def handle_endtag(self, name: str, state: Any, contentstate: Any) -> None:
        InlineStyleElementHandler(state.current_inline_styles[-1].style).handle_endtag(name, state, contentstate)


def written(props: dict[str, Any]) -> Any:
    """Write a mark in a language that is not ``known``; any other style without a rule is Wagtail's to drop."""
    style = props["inline_style_range"]["style"]
    if not style.startswith(_PREFIX):
        return style_fallback(props)
    return DOM.create_element("span", {"lang": style.removeprefix(_PREFIX)}, props["children"])


class LanguagesFeature(InlineStyleFeature):
    """A button for each language that is offered."""

    def __init__(self) -> None:
        super().__init__(None)

    def construct_options(self, options: dict[str, Any]) -> None:
        options.setdefault(self.option_name, []).extend(
            {
                "type": _style(code),
                "label": code,
                "description": format_lazy(_("These words are in another language: {name}"), name=_lazy_name(code)),
                "style": {"textDecoration": "underline dotted", "textUnderlineOffset": "0.25em"},
            }
            for code in offered()
        )


def keep_mark(element: Any) -> None:
    """Leave a span the language that it names; one that names none goes, its words stay."""
    language = element.attrs.get("lang")
    element.attrs = {"lang": language} if language else {}
    if not language:
        element.unwrap()


def register(features: Any) -> None:
    """Tell Wagtail of the feature."""
    features.register_editor_plugin("draftail", IN_ANOTHER_LANGUAGE, LanguagesFeature())
    # What a client of API v3 sends as HTML is cleaned by these rules.
    features.register_converter_rule("editorhtml", IN_ANOTHER_LANGUAGE, [WhitelistRule("span", keep_mark)])
    features.register_converter_rule(
        "contentstate",
        IN_ANOTHER_LANGUAGE,
        {
            "from_database_format": {"span[lang]": LanguageHandler()},
            "to_database_format": {
                "style_map": {
                    **{_style(code): {"element": "span", "props": {"lang": code}} for code in known()},
                    "FALLBACK": written,
                }
            },
        },
    )
