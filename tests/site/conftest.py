"""Pages to look at, parsed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client

#: Opens an address and returns the parsed page.
Open = Callable[[str], BeautifulSoup]


@pytest.fixture
def read(client: Client) -> Open:
    """Open a page that is there and parse it."""

    def opened(url: str) -> BeautifulSoup:
        answer = client.get(url)
        assert answer.status_code == 200, f"{url} answers {answer.status_code}"
        return BeautifulSoup(answer.content, "html.parser")

    return opened
