"""What a person is asked about before a translation is published."""

from __future__ import annotations

from typing import Any

from research.domain.problems import Path, Problem
from research.domain.texts import texts
from research.models import AbstractResearchUpdate, GatedPage
from research.models.gate import doubts_about, source_page_of
from research.translation.segments import NOT_TRANSLATED


def new_doubts(would_be: GatedPage) -> list[Problem]:
    """Return what nobody has been asked about yet: what is public like this was, and what is not translated is none."""
    errors_there = {problem.path for problem in would_be.publication_problems() if problem.code in NOT_TRANSLATED}
    doubts = [problem for problem in doubts_about(would_be) if problem.path not in errors_there]
    public = type(would_be)._default_manager.filter(pk=would_be.pk, live=True).first()
    if not doubts or not isinstance(public, AbstractResearchUpdate) or public.source_revision is None:
        return doubts
    source, then = source_page_of(public), public.source_revision.as_object()
    if source is None:
        return doubts
    asked = [*public.compared_with(then), *public.language_problems()]
    now = _words(source), _words(would_be)
    before = _words(then), _words(public)
    return [
        problem
        for problem in doubts
        if problem not in asked
        or any(ours.get(problem.path) != old.get(problem.path) for ours, old in zip(now, before, strict=True))
    ]


def _words(page: Any) -> dict[Path, str]:
    return {at.path: at.text for at in texts(page.as_update())}
