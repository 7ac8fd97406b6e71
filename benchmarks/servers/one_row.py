"""The least that a Django view can do which reads from a database: one stored row by its primary key."""

from __future__ import annotations

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import path


class StoredRow(models.Model):
    body = models.TextField()

    objects: models.Manager[StoredRow] = models.Manager()

    class Meta:
        app_label = "benchmarks"
        db_table = "benchmarks_stored_row"

    def __str__(self) -> str:
        return f"row {self.pk}"


def one_row(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(StoredRow.objects.get(pk=pk).body, content_type="application/json")


urlpatterns = [path("row/<int:pk>/", one_row)]
