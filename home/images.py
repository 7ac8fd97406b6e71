"""What an image shows, as the plugin asks for it (``RESEARCH_UPDATES["IMAGE_ALT"]``)."""

from __future__ import annotations

from collections.abc import Mapping

from home import labels
from home.models import ResearchImage


def default_alt(image: ResearchImage) -> Mapping[str, str]:
    """Return ``{language: description}`` of ``image``; a language without one is absent."""
    return labels.texts(image, "default_alt")
