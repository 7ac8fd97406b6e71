"""The example content: four updates on multiple sclerosis in five languages, and what loads them.

``manage.py load_demo`` runs ``home.demo.loader``. Texts are data: ``updates/`` in English,
``translations/`` in the other languages. The facts are those of the papers that each update names;
what could not be checked is said to be unchecked.
"""
