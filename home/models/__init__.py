"""The site's tables."""

from home.models.images import ResearchImage, ResearchRendition
from home.models.pages import HomePage
from home.models.settings import SiteSettings
from home.models.terms import Condition, GlossaryTerm, Topic, VocabularyTerm

__all__ = [
    "Condition",
    "GlossaryTerm",
    "HomePage",
    "ResearchImage",
    "ResearchRendition",
    "SiteSettings",
    "Topic",
    "VocabularyTerm",
]
