"""The English pages: the home page, the list of updates and the updates themselves.

Everything goes the way an editor's work goes: a draft, a revision, its publication. A page that is
there already is left as it is. Each page is made in one transaction, so that one which broke off is
made again from the start.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, Site

from home.demo import content, ids, picture
from home.models import HomePage
from research.models import GatedPage, ResearchIndexPage, ResearchUpdatePage

INDEX = "research"

P = TypeVar("P", bound=GatedPage)


def english() -> Locale:
    locale: Locale = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)[0]
    return locale


def site() -> Site:
    """Return the default site; where it shows no home page of ours yet, make one and let it show that."""
    found = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if found is not None and isinstance(found.root_page.specific, HomePage):
        return found
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root", locale=english()))
    home = HomePage(title=content.read("pages")["home"]["title"], locale=english(), live=False)
    root.add_child(instance=home)
    found = found or Site(hostname="localhost", is_default_site=True)
    found.root_page = home
    found.save()
    return found


def home_page(user: AbstractUser | None) -> HomePage:
    """Return the English home page; write its texts where no person has saved any."""
    page: HomePage = site().root_page.specific
    if page.latest_revision_id is None:
        for name, value in content.read("pages")["home"].items():
            setattr(page, name, value)
        _publish(page, user)
    return page


def index_page(parent: HomePage, user: AbstractUser | None) -> ResearchIndexPage:
    return found(ResearchIndexPage, INDEX) or _make(
        ResearchIndexPage, INDEX, parent, {"slug": INDEX, **content.read("pages")[INDEX]}, user
    )


def update_page(slug: str, parent: ResearchIndexPage, user: AbstractUser | None) -> ResearchUpdatePage:
    """Return the English page of an update; a new one is as it was before its later change, if it has one."""
    if page := found(ResearchUpdatePage, slug):
        return page
    without = tuple(content.update(slug).get("added_later", ()))
    return _make(ResearchUpdatePage, slug, parent, content.fields(slug, _resolve, without), user)


@transaction.atomic
def change(slug: str, user: AbstractUser | None) -> bool:
    """Publish the later change of an update. Returns whether it was made: not where somebody has edited the page."""
    page = found(ResearchUpdatePage, slug)
    if page is None or page.revisions.count() != 1 or not content.update(slug).get("added_later"):
        return False
    _write(page, {**content.fields(slug, _resolve), "slug": page.slug})
    _publish(page, user)
    return True


def found(model: type[P], slug: str) -> P | None:
    """Return the English page that the data call ``slug``, wherever it is and whatever its address is by now."""
    pages = model._default_manager.filter(translation_key=ids.translation_key(slug), locale=english())
    page: P | None = pages.first()
    return page


@transaction.atomic
def _make(model: type[P], slug: str, parent: Page, fields: dict[str, Any], user: AbstractUser | None) -> P:
    page = model(translation_key=ids.translation_key(slug), locale=parent.locale, live=False, owner=user)
    _write(page, {**fields, "slug": find_available_slug(parent, fields["slug"])})
    parent.add_child(instance=page)
    _publish(page, user)
    return page


def _write(page: GatedPage, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(page, name, value)


def _publish(page: GatedPage, user: AbstractUser | None) -> None:
    page.save_revision(user=user).publish(user=user)
    page.refresh_from_db()


def _resolve(name: str, value: str) -> Any:
    match name:
        case "page":
            page = found(ResearchUpdatePage, value)
            return page.pk if page else None
        case "image":
            return picture.nerve().pk
        case _:
            return timezone.localdate().isoformat() if value == "today" else value
