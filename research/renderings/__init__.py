"""The forms in which updates leave beside JSON. Each takes typed representations, never a page."""
