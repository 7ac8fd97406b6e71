"""Whether a kept connection can still be used, without a question to the database before every request.

``CONN_HEALTH_CHECKS`` asks ``SELECT 1`` first, which costs as much as half of a small query. A server that has closed
a connection has said so on its socket, so that is looked at instead, and only what is found there is asked about.
"""

from __future__ import annotations

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    def is_usable(self) -> bool:
        """Tell whether the connection works. After an error, and where something waits to be read, it is asked."""
        if self.connection is None:
            return False
        if self.errors_occurred or _is_readable(self.connection.fileno()):
            return bool(super().is_usable())
        return True


def _is_readable(descriptor: int) -> bool:
    """Tell whether something waits to be read; also where that cannot be told (Windows), so that it is asked."""
    if not hasattr(select, "poll"):
        return True
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(0))
