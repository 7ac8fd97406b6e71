"""Identities that are the same in every database, so that translations find their blocks again."""

from __future__ import annotations

import uuid

NAMESPACE = uuid.UUID("5f0a6d1e-93c4-4a52-8a1c-0a0c5d1f7b21")


def translation_key(slug: str) -> uuid.UUID:
    """Return the identity that all translations of the demo page ``slug`` share."""
    return uuid.uuid5(NAMESPACE, slug)


def block_id(slug: str, name: str) -> str:
    """Return the id of the block that the data of the page ``slug`` calls ``name``."""
    return str(uuid.uuid5(NAMESPACE, f"{slug}/{name}"))
