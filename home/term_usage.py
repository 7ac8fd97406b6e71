"""A term that a page uses cannot be deleted, by any door: the admin, API v3 or code."""
