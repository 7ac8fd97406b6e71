"""Settings, split by subject; ``DJANGO_SETTINGS_MODULE`` names dev, test, production or delivery."""
