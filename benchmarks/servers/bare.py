"""The least that the server software can do: a WSGI application without any framework."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from typing import Any

#: As long as a representation, so that the same number of bytes goes out.
BODY = json.dumps({"constant": "x" * (int(os.environ.get("BENCH_BYTES", "8000")) - 16)}).encode()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(BODY)))])
    return [BODY]
