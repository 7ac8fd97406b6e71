"""Count the queries of single answers, inside a process with the settings of our server.

The names of what is asked (``benchmarks.subjects``) are arguments, the facts of the corpus come as standard input.
"""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import subjects
from benchmarks.load import Request
from benchmarks.running import HOST
from benchmarks.subjects import Answer


class InProcess:
    """Asks the application as a server would, without one."""

    def __init__(self) -> None:
        self._application = WSGIHandler()

    def get(self, request: Request) -> Answer:
        path, _, query = request.path.partition("?")
        environ = {
            **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers},
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": HOST,
            "SERVER_PORT": "80",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
        }
        started: list[Any] = []
        response = self._application(environ, lambda status, headers, _=None: started.extend((status, headers)))
        body = b"".join(response)
        response.close()
        status, headers = started
        return Answer(int(status.split()[0]), {name.lower(): value for name, value in headers}, body)


def main() -> None:
    django.setup()
    facts, client = json.load(sys.stdin), InProcess()
    counted: dict[str, int] = {}
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
