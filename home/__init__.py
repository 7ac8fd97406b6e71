"""The site's own content: its home page, its vocabularies, its settings and its images.

Every row that all languages share is here, with its texts in one column per language
(django-modeltranslation), because those columns follow the site's list of languages.
"""
