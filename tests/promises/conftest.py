"""A site in all its languages, and one place that makes a page in a state and takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction

from tests.factories import LANGUAGES, ResearchUpdateFactory, Tree, parents_in, site_tree
from tests.promises.strategies import Made


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
