"""Who may see what, decided in the query that brings the bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.functions import Coalesce, Length, Substr
from wagtail.models import Page, PageViewRestriction, Site


class RepresentationQuerySet(models.QuerySet[Any]):
    def servable(self, site: Site | None) -> Self:
        """Keep what anybody may see on ``site``: live, under no view restriction, in this site."""
        if site is None:
            return self.none()
        root = Subquery(Page.objects.filter(pk=site.root_page_id).values("translation_key")[:1])
        return self.unrestricted().filter(Exists(roots_above("page__path", root)))

    def unrestricted(self, *, noted: str = "") -> Self:
        """Keep what is live and under no view restriction, whichever site it is in.

        A restriction on an ancestor touches no row of the pages below it, so it is looked up here and not when
        the bytes were stored. ``noted`` names a part of the statement that holds ``restricted_paths``, for one that
        looks at row after row until it has enough.
        """
        above = _noted_above(noted) if noted else Exists(restrictions_above("page__path"))
        return self.filter(Q(page__live=True), ~above)

    def with_facet(self, name: str, values: Sequence[str]) -> Self:
        """Keep what has at least one of ``values`` for the facet ``name``."""
        facet: Any = self.model._meta.get_field("facets").related_model
        return self.filter(Exists(facet.objects.filter(representation=OuterRef("pk"), name=name, value__in=values)))


def _above(path: str) -> Combinable:
    return Substr(OuterRef(path), 1, Length("path"))


def roots_above(path: str, root: Any) -> models.QuerySet[Any]:
    """Return the first page of a site that the page at the outer ``path`` is below.

    A site has one such page for each locale; ``root`` is the translation key that they share.
    """
    return Page.objects.filter(translation_key=root, path=_above(path)).order_by()


def restrictions_above(path: str) -> models.QuerySet[Any]:
    """Return the view restrictions that hold for the page at the outer ``path``.

    The path of each restriction is looked up by itself: joined, SQLite goes through all pages and looks for the
    restrictions of each.
    """
    return restricted_paths().filter(path=Substr(OuterRef(path), 1, Length("path")))


def restricted_paths() -> models.QuerySet[Any]:
    """Return the ``path`` of each page that has a view restriction of its own."""
    path = Page.objects.filter(pk=OuterRef("page_id")).values("path")[:1]
    return PageViewRestriction.objects.annotate(path=Subquery(path)).order_by().values("path")


def _noted_above(name: str) -> RawSQL:
    page = Page._meta.db_table
    # Made of names of tables; a queryset cannot name what stands before it in a statement.
    above = f"{name}.path = substr({page}.path, 1, length({name}.path))"
    # Made of names of tables and columns alone.
    return RawSQL(f"EXISTS (SELECT 1 FROM {name} WHERE {above})", [], output_field=models.BooleanField())  # noqa: S608, S611


def site_of_host(host: Any, port: Any) -> models.QuerySet[Any]:
    """Return the site that answers at ``host`` and ``port``, or none: what ``Site.find_for_request`` says, as a query.

    The very host and port; the default site, where it has this host; the only site with this host at another port;
    the default site.
    """
    same_host = Site.objects.filter(hostname=host).order_by().values("hostname")
    alone = Coalesce(Subquery(same_host.annotate(number=Count("pk")).values("number")), 0)
    best = Case(
        When(hostname=host, port=port, then=Value(0)),
        When(hostname=host, is_default_site=True, then=Value(1)),
        When(hostname=host, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    answering = Q(hostname=host, port=port) | Q(is_default_site=True) | Q(hostname=host, alone=1)
    return Site.objects.annotate(alone=alone).filter(answering).order_by(best)
