"""Translation with wagtail-localize: an optional part, and the only one that imports it."""
