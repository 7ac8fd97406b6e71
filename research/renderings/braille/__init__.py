"""Braille by the library liblouis: tables, signs that they lack, lines and pages, and the two kinds of files."""
