"""A few hundred requests made from the OpenAPI document; ``make fuzz`` makes 20,000."""

from __future__ import annotations

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.contract import story
from tests.contract.fuzz import fuzz


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_api_answers_what_its_document_says_whatever_it_is_asked(real_commits: None, live_server: LiveServer) -> None:
    story.make_pages()
    story.make_removed()
    story.make_drafts()

    outcome = fuzz(f"{live_server.url}/api/research/v1/", examples=1, seed=1, phases="coverage,fuzzing")

    assert not outcome.failed, outcome.said
    assert outcome.requests >= 300
    assert not [status for status in outcome.statuses if status.startswith("5")]
