"""Who may see what, decided in the query that brings the bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction, Site


class RepresentationQuerySet(models.QuerySet[Any]):
    def servable(self, site: Site | None) -> Self:
        """Keep what anybody may see on ``site``: live, under no view restriction, in this site.

        A restriction on an ancestor touches no row of the pages below it, and the tree of a site
        has one root per locale; both are looked up here and not when the bytes were stored.
        """
        if site is None:
            return self.none()
        roots = Page.objects.filter(
            translation_key=Page.objects.filter(pk=site.root_page_id).values("translation_key")[:1],
            path=Substr(OuterRef("page__path"), 1, Length("path")),
        )
        return self.unrestricted().filter(Exists(roots))

    def unrestricted(self) -> Self:
        """Keep what is live and under no view restriction, whichever site it is in."""
        restricted = PageViewRestriction.objects.filter(
            page__path=Substr(OuterRef("page__path"), 1, Length("page__path"))
        )
        return self.filter(Q(page__live=True) & ~Exists(restricted))

    def with_facet(self, name: str, values: Sequence[str]) -> Self:
        """Keep what has at least one of ``values`` for the facet ``name``."""
        facet: Any = self.model._meta.get_field("facets").related_model
        return self.filter(Exists(facet.objects.filter(representation=OuterRef("pk"), name=name, value__in=values)))

    def older_than(self, published_at: datetime, page: int) -> Self:
        """Keep what comes after the given place in a list with the newest first."""
        return self.filter(Q(published_at__lt=published_at) | Q(published_at=published_at, pk__lt=page))
