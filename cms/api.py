"""Wagtail's API v2, as it comes, for clients that know it.

Clients that need languages, caveats and changes use /api/research/v1/.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from research.models import Representation, ResearchUpdatePage


class ServedPagesAPIViewSet(PagesAPIViewSet):
    """Leaves out updates that are live but not served, such as after ``queryset.update(live=True)``."""

    def get_queryset(self) -> QuerySet[Any]:
        unserved = ResearchUpdatePage.objects.live().exclude(pk__in=Representation.objects.values("pk"))
        # A list of ids, because the search backends cannot read a subquery.
        return super().get_queryset().exclude(pk__in=list(unserved.values_list("pk", flat=True)))


api_router = WagtailAPIRouter("wagtailapi")
api_router.register_endpoint("pages", ServedPagesAPIViewSet)
api_router.register_endpoint("images", ImagesAPIViewSet)
api_router.register_endpoint("documents", DocumentsAPIViewSet)
