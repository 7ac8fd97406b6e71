"""One representation, one sequence of bytes, one strong ETag."""

from __future__ import annotations

import hashlib
import json

from pydantic import BaseModel


def canonical(representation: BaseModel) -> bytes:
    """Return the representation as UTF-8 JSON with sorted keys and no spaces: equal content, equal bytes."""
    data = representation.model_dump(mode="json")
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def etag(data: bytes) -> str:
    """Return a strong entity tag for ``data``, with its quotes (RFC 9110)."""
    return f'"{hashlib.sha256(data).hexdigest()[:32]}"'
