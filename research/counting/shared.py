"""The one module that knows the package ``limits``, which is there where requests are counted for all processes."""

from __future__ import annotations

from limits.storage import storage_from_string

__all__ = ["storage_from_string"]
