"""One representation, one sequence of bytes, one strong ETag."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pydantic import BaseModel


def canonical(representation: BaseModel) -> bytes:
    """Return the representation as UTF-8 JSON with sorted keys and no spaces: equal content, equal bytes."""
    return canonical_values(representation.model_dump(mode="json"))


def canonical_values(data: dict[str, Any]) -> bytes:
    """Return the canonical bytes of a representation that is plain JSON values already."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def etag(data: bytes) -> str:
    """Return a strong entity tag for ``data``, with its quotes (RFC 9110)."""
    return f'"{hashlib.sha256(data).hexdigest()[:32]}"'


def same_content(known: str, tag: str) -> bool:
    """Tell whether an entity tag that was served, or that the journal named, is of the content that has ``tag`` now.

    What stands around the content, such as which other locales there are, makes the second half of a served tag.
    """
    return known.removeprefix("W/").strip('"').split("-")[0] == tag.strip('"')
