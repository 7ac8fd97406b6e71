"""How long a kept answer may be trusted: nothing older than a second leaves, whoever changed it and however.

Three things see to it. Every quarter of a second the process looks at the journal and the outbox and drops what they
name. What nobody tells of (``queryset.update``, a clock) is bounded by age. And as long as the database says that
nothing at all was written since an answer was read, its age does not count.
"""

from __future__ import annotations

import logging
from threading import Lock, local
from time import monotonic
from typing import Any

from research.api.answers import LISTS_TAG, update_tag
from research.caching.kept import Answers, Kept
from research.caching.signs import Signs, changed_since, look

logger = logging.getLogger("research")

#: Seconds: between two looks; after which a look that another thread should have renewed is trusted no more;
#: and for which an answer is trusted that no look can vouch for.
EVERY, TRUSTED, LONGEST = 0.25, 0.5, 1.0
NEVER = float("-inf")


class Watch:
    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self.forget()

    def forget(self) -> None:
        """Begin anew, also after a fork in the middle of anything."""
        self._looking = Lock()
        self._last: Signs | None = None
        self._looked_at = NEVER
        self._shared: tuple[Any, float] = (None, NEVER)
        self._own = local()
        #: Nothing was written from then until the last look; answers read since are as they would be read then.
        self._quiet_since = float("inf")

    def trusted(self) -> bool:
        """Look if it is time to, and tell whether answers may be kept and served now."""
        if monotonic() - self._looked_at >= EVERY and self._looking.acquire(blocking=False):
            # Other threads go on with the last look, as long as that is trusted.
            try:
                self._look()
            finally:
                self._looking.release()
        return monotonic() - self._looked_at < TRUSTED

    def holds(self, kept: Kept) -> bool:
        """Tell whether ``kept`` still is what a reader gets, as far as ``trusted`` is true."""
        return monotonic() - kept.read_at < LONGEST or kept.read_at >= self._quiet_since

    def _look(self) -> None:
        started = monotonic()
        try:
            signs = look()
            if self._last is None:
                self._answers.drop(None)
            elif signs.told != self._last.told:
                keys = changed_since(self._last)
                self._answers.drop(None if keys is None else [LISTS_TAG, *map(update_tag, keys)])
        except Exception:
            # Whatever it was: who cannot ask does not know what changed.
            logger.exception("The delivery cache could not ask the database what has changed; nothing kept is served.")
            self._looked_at, self._last = NEVER, None
            return
        self._quiet_since = self._since(signs, started)
        self._last, self._looked_at = signs, started

    def _since(self, signs: Signs, started: float) -> float:
        """Return from when on nothing was written."""
        version, since = getattr(self._own, "seen", (None, NEVER)) if signs.own else self._shared
        if signs.version is None or version != signs.version:
            since = started
        if signs.own:
            self._own.seen = (signs.version, since)
        else:
            self._shared = (signs.version, since)
        return since
