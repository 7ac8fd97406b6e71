"""The tables of the plugin. Import models from here."""

from research.models.gate import PublishBlocked, live_row_write
from research.models.gated_page import GatedPage
from research.models.index_page import ResearchIndexPage
from research.models.representation import Facet, Representation
from research.models.term_use import pages_using_term
from research.models.update_page import AbstractResearchUpdate, ResearchUpdatePage

__all__ = [
    "AbstractResearchUpdate",
    "Facet",
    "GatedPage",
    "PublishBlocked",
    "Representation",
    "ResearchIndexPage",
    "ResearchUpdatePage",
    "live_row_write",
    "pages_using_term",
]
