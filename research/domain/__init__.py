"""What is true of a research update, in plain Python: no Django, no Wagtail, no database."""
