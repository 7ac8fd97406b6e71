"""From the header of a request to the key behind it, asked of the database once a second at most."""

from __future__ import annotations

from time import monotonic

from django.utils import timezone

from research.api.caller import Caller
from research.models import ApiKey
from research.models.api_key import SHAPE, digest

#: Seconds for which it is known what became of a key.
KNOWN = 1.0
#: How many keys are known at a time, wrong ones included.
MOST = 10_000
#: Schemes that are for a server in front, which asks people for a password.
OF_OTHERS = ("basic", "digest", "negotiate")


def given(header: str) -> str | None:
    """Return what an Authorization header gives as a key, "" for what cannot be one; ``None`` if it is not for us."""
    scheme, _space, rest = header.strip().partition(" ")
    if scheme.lower() in OF_OTHERS:
        return None
    key = rest.strip()
    return key if scheme.lower() == "bearer" and SHAPE.fullmatch(key) else ""


class Keys:
    """The keys that this process has seen in the last second. Safe to use from several threads."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Caller | None, float]] = {}

    def caller(self, key: str) -> Caller | None:
        """Return who has ``key``; ``None`` where it is wrong, expired or revoked."""
        now, known_as = monotonic(), digest(key)
        found, read_at = self._known.get(known_as, (None, float("-inf")))
        if now - read_at >= KNOWN:
            found = _look_up(key)
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[known_as] = (found, now)
        if found is not None and found.expires_at is not None and found.expires_at <= timezone.now():
            return None
        return found


def _look_up(key: str) -> Caller | None:
    row = ApiKey.of(key)
    if row is None or row.revoked_at is not None:
        return None
    return Caller(key=row.prefix, scopes=frozenset(row.scopes), limit=row.limit, expires_at=row.expires_at)
