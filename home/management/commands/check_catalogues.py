"""``manage.py check_catalogues``: what ``make messages`` runs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from home import catalogues


class Command(BaseCommand):
    help = "Say what is wrong with the catalogues of translations, or compile them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--compile", action="store_true", help="Compile the catalogues that changed, then check.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["compile"]:
            for path in catalogues.compile_outdated():
                self.stdout.write(f"Compiled {path.name} of {path.parent.parent.name}.")
        found = [sentence for path in catalogues.catalogues() for sentence in catalogues.problems(path)]
        for sentence in found:
            self.stderr.write(sentence)
        if found:
            raise CommandError(f"The catalogues have {len(found)} problems, listed above.")
        self.stdout.write(f"{len(catalogues.catalogues())} catalogues are complete and compiled.")
