"""Readability: a score in the scale of the text's own language, and rules for single sentences."""

from __future__ import annotations

from research.domain.readability.assessment import Readability, assess
from research.domain.readability.formulas import FORMULAS, Formula, formula_for
from research.domain.readability.sentence_rules import jargon, sentence_problems

__all__ = ["FORMULAS", "Formula", "Readability", "assess", "formula_for", "jargon", "sentence_problems"]
