"""The only reader of StreamField data: from a page's fields to ``research.domain.update``.

Nothing else in the plugin knows how a block is stored.
"""

from research.blocks.reading.body import read_body
from research.blocks.reading.parts import (
    read_corrections,
    read_disclosures,
    read_reviewers,
    read_sources,
    read_summary,
)

__all__ = ["read_body", "read_corrections", "read_disclosures", "read_reviewers", "read_sources", "read_summary"]
