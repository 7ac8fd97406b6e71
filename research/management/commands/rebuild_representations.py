"""Build what is served anew from the pages, which are the truth."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from research.models import Representation
from research.publishing.rebuild import live_updates
from research.publishing.store import store


class Command(BaseCommand):
    help = (
        "Build the representation of every live update anew and remove those of pages that are no longer live. "
        "Use it after a change that no signal tells of, such as queryset.update() or an import. Safe to run twice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        gone, _details = Representation.objects.exclude(page__live=True).delete()
        served = refused = 0
        for page in live_updates():
            if store(page) is None:
                refused += 1
                self.stderr.write(f"Not served: “{page.title}” ({page.locale.language_code}). See the log for why.")
            else:
                served += 1
                self.stdout.write(f"  {served}: {page.title} ({page.locale.language_code})")
        self.stdout.write(f"{served} served, {refused} refused, {gone} removed.")
