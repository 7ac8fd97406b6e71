"""Function words and abbreviations per language, as JSON."""
