"""``manage.py load_demo``: the example content."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.demo import loader
from research.messages import message
from research.models.gate import PublishBlocked


class Command(BaseCommand):
    help = (
        "Load the example content: four research updates on multiple sclerosis in English, Spanish, French, German "
        "and Arabic, with their vocabularies, publisher and picture. No person has reviewed the texts. One French "
        "update is out of date and one German update is half translated, so that you can see how this is shown. "
        "What is there already is left as it is: you can run the command again, also after one that broke off."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loader.load(self._say)
        except PublishBlocked as blocked:
            reasons = "\n".join(f"  {'.'.join(problem.path)}: {message(problem)}" for problem in blocked.problems)
            raise CommandError(f"“{blocked.page_title}” cannot be published.\n{reasons}") from blocked

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
