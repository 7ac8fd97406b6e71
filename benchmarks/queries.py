"""Count the queries of single answers, inside a process with the settings of our server.

The names of what is asked (``benchmarks.subjects``) are arguments, the facts of the corpus come as standard input.
"""

from __future__ import annotations

import json
import sys

import django
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.client import RequestFactory
from django.test.utils import CaptureQueriesContext

from benchmarks import subjects
from benchmarks.load import Request
from benchmarks.running import HOST
from benchmarks.subjects import Answer


class InProcess:
    """Asks the application as a server would, without one."""

    def __init__(self) -> None:
        self._application = WSGIHandler()
        self._factory = RequestFactory(SERVER_NAME=HOST)

    def get(self, request: Request) -> Answer:
        headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers}
        response = self._application.get_response(self._factory.get(request.path, **headers))
        return Answer(response.status_code, {name.lower(): value for name, value in response.items()}, response.content)


def main() -> None:
    django.setup()
    facts, client, counted = json.load(sys.stdin), InProcess(), {}
    for name in sys.argv[1:]:
        asking = subjects.ASKINGS[name](facts, client)
        # Once before, so that what a process looks up only once does not count.
        client.get(asking.requests[0])
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(asking.requests[0])
        if wrong := asking.expects(answer):
            raise SystemExit(f"{asking.requests[0].path} {wrong}")
        counted[name] = len(queries)
    print(json.dumps(counted))


if __name__ == "__main__":
    main()
