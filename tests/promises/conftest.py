"""A site in all its languages, and one place that makes a page in a state and takes it back."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings

from tests.factories import LANGUAGES, ResearchUpdateFactory, Tree, new_page, parents_in, site_tree
from tests.promises.strategies import Made

#: How many examples of a property there are, made in a database and in memory. Each of the two runs of `.ci/run` takes
#: others; somebody who waits gets few, and a night as many as it has room for.
EXAMPLES = {"ENDURANCE": (200, 1000), "CI": (10, 100)}
_WITH_ROWS, _IN_MEMORY = next((n for name, n in EXAMPLES.items() if os.environ.get(name) == "true"), (6, 100))

#: An example makes pages in a database and asks every output for them.
few = settings(
    max_examples=_WITH_ROWS,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
#: An example makes a page in memory.
many = settings(few, max_examples=_IN_MEMORY)


@pytest.fixture
def tree(db: None) -> Tree:
    """The site with its list of updates in every language, made once for all examples of a property."""
    for language in LANGUAGES:
        parents_in(language)
    return site_tree()


@contextmanager
def example() -> Iterator[None]:
    """Take back what an example of a property wrote."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def page_of(made: Made, *, live: bool = True) -> Any:
    """Make the page in its language, published as an editor would."""
    parent = parents_in(made.language)
    return ResearchUpdateFactory.create(parent=parent, locale=parent.locale, live=live, **made.fields())


def unsaved(made: Made) -> Any:
    """Make the page in memory, where no door is asked and no row is written."""
    locale = parents_in(made.language).locale
    return new_page(locale=locale, translation_key=uuid.uuid4(), **made.fields())
