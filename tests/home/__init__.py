"""The site's own content."""
