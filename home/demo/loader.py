"""The steps that load the demo, in their order. Doing them again changes nothing that is there."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from functools import partial

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.utils import translation
from wagtail.models import Locale, Page

from home import languages, vocabulary_data
from home.demo import content, pages, picture, publisher
from home.demo.translating import Outcome, translate
from research.models import ResearchUpdatePage
from research.publishing.rebuild import build_again

#: Languages other than English, in the order in which they are loaded.
LANGUAGES = ("fr", "es", "de", "ar")
CHANGED = tuple(slug for slug in content.UPDATES if content.update(slug).get("added_later"))

#: Does one step and says what it did.
Step = Callable[[], str]
Say = Callable[[str], object]


def load(say: Say) -> None:
    """Load the demo and tell ``say`` of each step, such as ``[3/14] Publisher: filled in.``"""
    # The texts of shared rows depend on the active language unless it is named.
    with translation.override(languages.DEFAULT):
        all_steps = steps(_user())
        for number, (name, step) in enumerate(all_steps, start=1):
            say(f"[{number}/{len(all_steps)}] {name}: {step()}")


def _user() -> AbstractUser | None:
    """The account in whose name pages are published; on a first start there is none yet."""
    return get_user_model()._default_manager.filter(is_superuser=True).order_by("pk").first()


def steps(user: AbstractUser | None = None) -> list[tuple[str, Step]]:
    """Return the steps with their names. Each is to be committed before the next."""
    before: list[tuple[str, Step]] = [
        ("Languages", _locales),
        ("Vocabularies", _vocabularies),
        ("Publisher", _publisher),
        ("Picture", lambda: f"“{picture.nerve().title}” is there."),
        ("English", lambda: _said(_home_and_list(user))),
        *[(f"English, {slug}", partial(_update, slug, user)) for slug in content.UPDATES],
    ]
    early = [language for language in LANGUAGES if any(language in _translated_before(slug) for slug in CHANGED)]
    late = [language for language in LANGUAGES if language not in early]
    return [
        *before,
        *[(_name(language), partial(_language, language, user)) for language in early],
        ("English, a later change", lambda: _changes(user)),
        *[(_name(language), partial(_language, language, user)) for language in late],
    ]


def _translated_before(slug: str) -> list[str]:
    """Languages into which an update was translated before its later change; they lag behind it now."""
    named: list[str] = content.update(slug).get("translated_before", [])
    return named


def _name(language: str) -> str:
    return str(languages.name(language))


def _locales() -> str:
    made = [Locale.objects.get_or_create(language_code=code)[1] for code in (languages.DEFAULT, *LANGUAGES)]
    return f"{sum(made)} added, {len(made) - sum(made)} kept."


def _vocabularies() -> str:
    counts = vocabulary_data.load(io.StringIO())
    return f"{sum(counts.values())} terms added."


def _publisher() -> str:
    return "filled in." if publisher.fill_in(pages.site()) else "kept."


def _home_and_list(user: AbstractUser | None) -> list[Page]:
    home = pages.home_page(user)
    return [home, pages.index_page(home, user)]


def _said(made: list[Page]) -> str:
    return "; ".join(f"“{page.title}”" for page in made) + "."


def _update(slug: str, user: AbstractUser | None) -> str:
    return _said([pages.update_page(slug, pages.index_page(pages.home_page(user), user), user)])


def _changes(user: AbstractUser | None) -> str:
    return f"{sum(pages.change(slug, user) for slug in CHANGED)} published."


def _language(language: str, user: AbstractUser | None) -> str:
    """Translate every page into a language, parents first, and serve what a broken start left unserved."""
    texts = content.translations(language)
    locale = Locale.objects.get(language_code=language)
    home = pages.home_page(user)
    sources: list[tuple[str, Page]] = [("home", home), (pages.INDEX, pages.index_page(home, user))]
    sources += [(slug, page) for slug in content.UPDATES if (page := pages.found(ResearchUpdatePage, slug))]
    outcomes = Counter(translate(page, locale, slug, texts.get(slug, {}), user) for slug, page in sources)
    unserved = ResearchUpdatePage.objects.live().filter(representation__isnull=True)
    for _built in build_again(set(unserved.values_list("translation_key", flat=True))):
        pass
    return ", ".join(f"{outcomes[outcome]} {outcome}" for outcome in Outcome if outcomes[outcome]) + "."
