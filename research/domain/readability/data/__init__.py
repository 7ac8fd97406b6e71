"""Jargon of medical research per language, each term with a plain replacement, as JSON."""
