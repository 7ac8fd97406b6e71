"""Template tags for sites that show updates in Django templates."""
