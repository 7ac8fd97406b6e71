"""Harms are stated, or it is said that they are not known (R12)."""

from __future__ import annotations

from research.domain.codes import HarmsReporting
from research.domain.problems import Problem
from research.domain.publishability.limits import Limits
from research.domain.update import Update


def harms_stated(update: Update, limits: Limits) -> list[Problem]:
    found = []
    for study in update.studies:
        params = {"title": study.title_plain}
        if study.harms_reporting is HarmsReporting.NOT_STATED:
            found.append(Problem("harms-not-stated", ("body", study.id, "harms_reporting"), params=params))
        elif study.harms_reporting is HarmsReporting.DESCRIBED and not study.harms_summary:
            found.append(Problem("harms-not-described", ("body", study.id, "harms_summary"), params=params))
    return found
