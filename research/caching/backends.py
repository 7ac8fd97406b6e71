"""A cache in front that drops everything that has a tag: Varnish with ``deploy/varnish.vcl``."""

from __future__ import annotations

from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from wagtail.contrib.frontend_cache.backends import HTTPBackend

#: Seconds that a cache has to answer: whoever publishes waits for it.
TIMEOUT = 2
#: How many tags one request names. Varnish takes 8,000 bytes for a header.
MOST_TAGS = 100
#: In the place of tags: everything that has any.
EVERYTHING = "*"


class PurgeFailed(Exception):
    """A cache was not reached, or refused."""


class TagBackend(HTTPBackend):
    """For ``WAGTAILFRONTENDCACHE``. ``LOCATION`` is the address of the cache itself; ``TIMEOUT`` is in seconds.

    Single addresses are purged as Wagtail's own ``HTTPBackend`` does; tags by a request with the method BAN.
    """

    def __init__(self, params: dict[str, Any]) -> None:
        self.timeout = params.pop("TIMEOUT", TIMEOUT)
        super().__init__(params)

    def purge_tags(self, tags: Sequence[str]) -> None:
        """Drop what has one of ``tags``. Raises ``PurgeFailed``."""
        for start in range(0, len(tags), MOST_TAGS):
            self._ban(" ".join(tags[start : start + MOST_TAGS]))

    def _ban(self, tags: str) -> None:
        where = urlsplit(f"//{self.cache_netloc}")
        kind = HTTPSConnection if self.cache_scheme == "https" else HTTPConnection
        connection = kind(where.hostname or "", where.port, timeout=self.timeout)
        try:
            connection.request("BAN", "/", headers={"Surrogate-Key": tags})
            status = connection.getresponse().status
        except (OSError, HTTPException) as error:
            raise PurgeFailed(f"The cache at {self.cache_netloc} cannot be reached: {error}.") from error
        finally:
            connection.close()
        if status != 200:
            raise PurgeFailed(f"The cache at {self.cache_netloc} refused to purge, with the status {status}.")
