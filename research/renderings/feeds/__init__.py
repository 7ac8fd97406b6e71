"""Feeds of one locale: what is in them, and how Atom and JSON Feed write it down."""
